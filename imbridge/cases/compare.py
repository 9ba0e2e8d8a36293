"""Where two JSON values differ, said in lines.

`delta.compare` is not asked: it is part of what a case checks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

import msgspec
from msgspec import UNSET

from imbridge import wire
from imbridge.delta import Difference, open_text, pointer, same

Path = tuple[str | int, ...]

SHOWN = 80
"""Characters of a value that a line shows."""

_sorted = msgspec.json.Encoder(order="deterministic").encode


def different(a: Any, b: Any, path: Path, texts: bool = False) -> Iterator[Difference]:
    """Yield where two JSON values differ, leaf by leaf; with `texts`, inside texts that hold JSON objects too."""
    if same(a, b):
        return
    if texts and isinstance(a, str) and isinstance(b, str):
        opened = open_text(a), open_text(b)
        a, b = opened if None not in opened else (a, b)
    if isinstance(a, Counter) and isinstance(b, Counter):
        yield from (Difference(path, wire.parse(missing.encode()), UNSET) for missing in (a - b).elements())
        yield from (Difference(path, UNSET, wire.parse(surplus.encode())) for surplus in (b - a).elements())
    elif isinstance(a, dict) and isinstance(b, dict):
        for key in {**a, **b}:
            yield from different(a.get(key, UNSET), b.get(key, UNSET), (*path, key), texts)
    elif isinstance(a, list) and isinstance(b, list):
        for index, (x, y) in enumerate(zip_longest(a, b, fillvalue=UNSET)):
            yield from different(x, y, (*path, index), texts)
    else:
        yield Difference(path, a, b)


def bag(values: Iterable[object]) -> Counter[str]:
    """Return values as one thing that is compared whatever their order."""
    return Counter(_sorted(value).decode() for value in values)


def like(old: Any, new: Any) -> Any:
    """Return a JSON value with its keys in the order of another, so that a diff shows only what has changed."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: like(old.get(key), new[key]) for key in {**old, **new} if key in new}
    if isinstance(old, list) and isinstance(new, list):
        return [like(old[index] if index < len(old) else None, held) for index, held in enumerate(new)]
    return new


def lines_of(differences: Iterable[Difference], how: str = "") -> Iterator[str]:
    """Say each difference in a line that begins with a JSON pointer."""
    for found in differences:
        yield f"{pointer(found.path) or '/'}: expected {_show(found.was)}, got {_show(found.now)}{how}"


def _show(value: Any) -> str:
    if value is UNSET:
        return "nothing"
    text = wire.text_of(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
