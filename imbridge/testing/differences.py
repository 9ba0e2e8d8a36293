"""A comparison of JSON values of the laws' own, so that none of them trusts the one it tests."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from imbridge.http import Request
from imbridge.testing.jsons import is_object_text


class Nothing:
    """What stands where a key is absent."""

    def __repr__(self) -> str:
        return "nothing"


NOTHING = Nothing()

Path = tuple[str | int, ...]


class Found(NamedTuple):
    """One difference between two values."""

    path: Path
    was: Any
    now: Any


def equal(a: Any, b: Any) -> bool:
    """Tell whether two JSON values are the same, `1`, `1.0` and `true` apart, key order aside."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(equal(value, b[key]) for key, value in a.items())
    if isinstance(a, list):
        return len(a) == len(b) and all(map(equal, a, b))
    return repr(a) == repr(b) if isinstance(a, float) else bool(a == b)


def leaves(a: Any, b: Any, path: Path = ()) -> Iterator[Found]:
    """Yield the differences of two canonical values leaf by leaf.

    An empty object says nothing, two parts of different kind are one difference, and so is data of
    the app's own beside none.
    """
    if equal(a, b) or (_says_nothing(a) and _says_nothing(b)):
        return
    if path[-2:-1] == ("parts",) and _kind(a) != _kind(b):
        yield Found(path, a, b)
    elif path[-1:] in FREE and _both(a, b, dict):
        yield from wire_leaves(a, b, path, texts=False)
    elif path[-1:] not in FREE and _are(a, b, dict):
        x, y = (value if isinstance(value, dict) else {} for value in (a, b))
        for key in {**x, **y}:
            yield from leaves(x.get(key, NOTHING), y.get(key, NOTHING), (*path, key))
    elif _are(a, b, list):
        here, there = (value if isinstance(value, list) else [] for value in (a, b))
        for index in range(max(len(here), len(there))):
            yield from leaves(_at(here, index), _at(there, index), (*path, index))
    else:
        yield Found(path, a, b)


def wire_leaves(a: Any, b: Any, path: Path = (), *, texts: bool = True) -> Iterator[Found]:
    """Yield the differences of two JSON documents leaf by leaf, texts that hold JSON objects opened."""
    if equal(a, b):
        return
    if texts and isinstance(a, str) and isinstance(b, str) and is_object_text(a) and is_object_text(b):
        x, y = json.loads(a), json.loads(b)
        if not equal(x, y):
            a, b = x, y
    if _both(a, b, dict) or (_are(a, b, dict) and not (_says_nothing(a) and _says_nothing(b))):
        x, y = (value if isinstance(value, dict) else {} for value in (a, b))
        for key in {**x, **y}:
            yield from wire_leaves(x.get(key, NOTHING), y.get(key, NOTHING), (*path, key), texts=texts)
    elif _both(a, b, list):
        for index in range(max(len(a), len(b))):
            yield from wire_leaves(_at(a, index), _at(b, index), (*path, index), texts=texts)
    else:
        yield Found(path, a, b)


def attribute(path: Path) -> str:
    """Write a path as attributes and indexes: `message.parts[0].text`."""
    written = ""
    for step in path:
        written += f"[{step}]" if isinstance(step, int) else f".{step}" if written else step
    return written


def pointer(path: Path) -> str:
    """Write a path as a JSON pointer."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in path])


def document(request: Request, kept: tuple[str, ...]) -> dict[str, Any]:
    """Return a request as one JSON value: query, the headers that are vendor data, body."""
    query: dict[str, Any] = {}
    for name, value in parse_qsl(request.url.partition("?")[2], keep_blank_values=True):
        query.setdefault(name, []).append(value)
    names = {name.lower(): name for name in kept}
    return {
        "query": {name: held[0] if len(held) == 1 else held for name, held in query.items()},
        "headers": {names[k.lower()]: v for k, v in request.headers.items() if k.lower() in names},
        "body": json.loads(request.body),
    }


def at(value: Any, where: str) -> Any:
    """Return what a JSON pointer leads to, through texts that hold JSON objects; NOTHING when it leads nowhere."""
    for escaped in where.split("/")[1:]:
        step = escaped.replace("~1", "/").replace("~0", "~")
        if isinstance(value, str) and is_object_text(value):
            value = json.loads(value)
        if isinstance(value, list) and step.isdecimal():
            value = _at(value, int(step))
        elif isinstance(value, dict):
            value = value.get(step, NOTHING)
        else:
            return NOTHING
    return value


def occurrences(value: Any, names: frozenset[str], where: str = "") -> Iterator[tuple[str, str]]:
    """Yield the pointers of all keys of these names, texts that hold JSON objects opened."""
    if isinstance(value, str) and is_object_text(value):
        value = json.loads(value)
    if isinstance(value, dict):
        for key, held in value.items():
            there = where + pointer((key,))
            if key in names:
                yield key, there
            yield from occurrences(held, names, there)
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from occurrences(held, names, f"{where}/{index}")


FREE = {("ext",), ("data",), ("detail",), ("payload",), ("attributes",)}
"""Fields that hold the app's own data, which is lost as a whole."""


def _says_nothing(value: Any) -> bool:
    return value is NOTHING or value == {}


def _kind(part: Any) -> Any:
    return part.get("type") if isinstance(part, dict) else None


def _are(a: Any, b: Any, kind: type) -> bool:
    """Tell whether both are of a kind, one of them perhaps absent."""
    return any(isinstance(x, kind) and (isinstance(y, kind) or y is NOTHING) for x, y in ((a, b), (b, a)))


def _both(a: Any, b: Any, kind: type) -> bool:
    return isinstance(a, kind) and isinstance(b, kind)


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else NOTHING
