"""What is wrong, in words that a person reads at a terminal."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from imbridge.errors import ImbridgeError


def told(problem: ImbridgeError) -> str:
    """Say an error without msgspec's names for types and places."""
    detail, pointer = problem.detail, problem.pointer or ""
    place = _PLACE.search(detail)
    if place is not None:
        detail = detail[: place.start()]
        pointer += re.sub(r"[.[]", "/", place[1].replace("...", "…").replace("]", ""))
    detail = _EXPECTED.sub(lambda found: f"wanted {_kinds(found[1])}, got {_kinds(found[2])}", detail)
    return str(ImbridgeError(detail, vendor=problem.vendor, pointer=pointer or None))


def near(word: str, words: Iterable[str]) -> str:
    """Suggest what may have been meant instead of a word that means nothing."""
    found = get_close_matches(word, list(words), n=1)
    return f"; did you mean {found[0]}?" if found else ""


KINDS = {
    "array": "an array",
    "bool": "true or false",
    "float": "a number",
    "int": "an integer",
    "object": "an object",
    "str": "a text",
}

_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_PLACE = re.compile(r" - at `\$([^`]*)`$")


def _kinds(names: str) -> str:
    return " or ".join([KINDS.get(name, name) for name in names.split(" | ")])
