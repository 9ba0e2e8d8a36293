"""Canonical values compared, and written as JSON values; native takes no part in either."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import astuple

from imbridge.delta import Difference, compare, same
from imbridge.errors import TooLarge
from imbridge.model.base import Value
from imbridge.model.message import Audio, Delivery, Face, File, Image, Text, Video
from imbridge.model.shared import Conversation, Error, Media, Mention, MessageId, Participant

_encode = msgspec.json.Encoder(enc_hook=lambda native: None).encode


def canonical(value: Value) -> dict[str, Any]:
    """Return an event, ack, message or part as a JSON object; nothing of native is in it."""
    written: dict[str, Any] = msgspec.json.decode(_encode(value))
    visit(written, lambda holder: holder.pop("native", None))
    return written


def visit(value: Any, do: Callable[[dict[str, Any]], object]) -> None:
    """Call `do` with each object in a canonical JSON value that may have a native."""
    do(value)
    for message in map(value.get, MESSAGES):
        if isinstance(message, dict):
            visit(message, do)
    for held in (value.get("parts"), value.get("messages"), value.get("more")):
        for inner in held or ():
            visit(inner, do)


MESSAGES = ("message", "changes", "quote", "last_message")
"""The fields that hold a message, or something with the parts of one."""

Path = tuple[str | int, ...]


Skip = Mapping[str, Any]
"""Fields that are not compared, by name: whole (None), or what of them is not."""

NOWHERE: Skip = MappingProxyType({"native": None})


def skipping(paths: Iterable[str]) -> Skip:
    """Return attribute paths as fields that are not compared."""
    skip: dict[str, Any] = {**NOWHERE}
    for path in sorted(paths, reverse=True):  # a whole field comes after what is in it
        *way, last = path.split(".")
        at = skip
        for step in way:
            at = at.setdefault(step, {**NOWHERE})
        at[last] = None
    return skip


def differences(a: Any, b: Any, skip: Skip = NOWHERE) -> list[Difference]:
    """Return where two canonical values differ, field by field; what says nothing is UNSET.

    Two parts of different kind are one difference; two events of different type are still compared
    field by field. Raises TooLarge beyond a depth.
    """
    found: list[Difference] = []
    try:
        _differ(a, b, (), found, skip)
    except RecursionError:
        raise TooLarge("nested too deep") from None
    return found


def _differ(a: Any, b: Any, path: Path, found: list[Difference], skip: Skip) -> None:
    kind, other = a.__class__, b.__class__
    if kind is tuple or other is tuple:
        index = 0
        for x, y in zip_longest(a or (), b or ()):
            kind = x.__class__
            if x is not y and not (
                kind is y.__class__ and (kind in _PLAIN or (kind is Participant and x.ext is None)) and x == y
            ):
                _differ(x, y, (*path, index), found, NOWHERE)
            index += 1  # noqa: SIM113  # of most tuples there is but one element: enumerate takes longer
    elif kind is dict and other is dict:
        if not same(a, b):
            found += compare(a, b, path, texts=False)
    elif kind is other and hasattr(a, "__struct_fields__"):  # faster than isinstance, which asks the metaclass
        _differ_in(zip(a.__struct_fields__, astuple(a), astuple(b)), path, found, skip)  # noqa: B905  # asking takes long
    elif not (_is_struct(a) or _is_struct(b)):
        if not same(a, b):
            found.append(Difference(path, _said(a), _said(b)))
    elif path and _are_apart(a, b, path[-1]):
        found.append(Difference(path, _said(a), _said(b)))
    else:
        _differ_in(_pairs(a, b), path, found, skip)


def _differ_in(fields: Iterable[tuple[str, Any, Any]], path: Path, found: list[Difference], skip: Skip) -> None:
    for name, x, y in fields:
        if x is y:
            continue
        within = skip.get(name, NOWHERE)
        if within is None:
            continue
        kind, other = x.__class__, y.__class__
        if kind is other and (kind in _PLAIN or (kind is Participant and x.ext is None)) and x == y:
            continue
        if kind in _LEAVES and other in _LEAVES:
            found.append(Difference((*path, name), UNSET if x is None else x, UNSET if y is None else y))
        elif (x is UNSET and y is None) or (x is None and y is UNSET):  # kept, and cleared
            found.append(Difference((*path, name), x, y))
        else:
            _differ(x, y, (*path, name), found, within)


_SCALARS = frozenset({str, int, bool})
_LEAVES = _SCALARS | {type(None)}
_PLAIN = _SCALARS | {MessageId, Conversation, Mention, Media, Delivery, Error, Text, Image, Audio, Video, File, Face}
"""Types whose own equality is as strict as ours, since no free data or fraction is in them."""


def _pairs(a: Any, b: Any) -> Iterable[tuple[str, Any, Any]]:
    """Return the fields side by side of values of two classes, or all that is said by one where the other is null."""
    if not _is_struct(b):
        return _said_by(a)
    if not _is_struct(a):
        return [(name, nothing, value) for name, value, nothing in _said_by(b)]
    names = dict.fromkeys(a.__struct_fields__ + b.__struct_fields__)
    return [(name, getattr(a, name, None), getattr(b, name, None)) for name in names]


def _said_by(held: Any) -> list[tuple[str, Any, Any]]:
    """Return the fields of a value that are not as they are by default, each beside what says nothing."""
    found = []
    for (name, default, nothing), value in zip(_fields(held.__class__), astuple(held)):  # noqa: B905
        if value is not default and value != default:
            found.append((name, value, nothing))
    return found


@cache
def _fields(shape: type[Struct]) -> list[tuple[str, Any, Any]]:
    """Return the names of a value's fields, their defaults, and what says nothing there."""
    fields = msgspec.structs.fields(shape)
    return [(field.name, field.default, UNSET if field.default is UNSET else None) for field in fields]


def _is_struct(value: Any) -> bool:
    return hasattr(value, "__struct_fields__")


def _are_apart(a: Any, b: Any, step: str | int) -> bool:
    """Tell whether two values are of different kinds; beside an element of a kind nothing is one, too."""
    if step.__class__ is int:
        return bool(_tag(a) or _tag(b))
    return bool(_tag(a) and _tag(b))


def _tag(value: Any) -> object:
    return value.__struct_config__.tag if _is_struct(value) else None


def _said(value: Any) -> Any:
    if value.__class__ in _SCALARS:
        return value
    if isinstance(value, Value):
        return canonical(value)
    return UNSET if value is None or value == () else value
