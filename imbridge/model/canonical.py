"""Canonical values compared, and written as JSON values; native takes no part in either."""

from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import astuple

from imbridge.delta import Difference, compare, same
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


def differences(a: Any, b: Any, skip: frozenset[Path] = frozenset()) -> list[Difference]:
    """Return where two canonical values differ, field by field; what says nothing is UNSET.

    Two parts of different kind are one difference; two events of different type are still compared
    field by field. What is at or below a path in `skip` is not compared.
    """
    found: list[Difference] = []
    _differ(a, b, (), found, skip)
    return found


def _differ(a: Any, b: Any, path: Path, found: list[Difference], skip: frozenset[Path]) -> None:
    kind, other = a.__class__, b.__class__
    if kind is dict and other is dict:
        if not same(a, b):
            found += compare(a, b, path, texts=False)
    elif kind is tuple or other is tuple:
        for index, (x, y) in enumerate(zip_longest(a or (), b or ())):
            if x is not y and not (x.__class__ in _PLAIN and x.__class__ is y.__class__ and x == y):
                _differ(x, y, (*path, index), found, skip)
    elif kind is other and kind is Participant and a.ext is None and a == b:
        return
    elif not (_is_struct(a) or _is_struct(b)):
        if not same(a, b):
            found.append(Difference(path, _said(a), _said(b)))
    elif kind is not other and path and (_tag(a) or _tag(b)) and (path[-1].__class__ is int or (_tag(a) and _tag(b))):
        found.append(Difference(path, _said(a), _said(b)))
    elif kind is other:
        for name, x, y in zip(a.__struct_fields__, astuple(a), astuple(b)):  # noqa: B905  # asking takes as long again
            if x is not y and not (x.__class__ in _PLAIN and x.__class__ is y.__class__ and x == y):
                _differ_at((*path, name), x, y, found, skip)
    else:
        for name, x, y in _pairs(a, b):
            _differ_at((*path, name), x, y, found, skip)


def _differ_at(here: Path, x: Any, y: Any, found: list[Difference], skip: frozenset[Path]) -> None:
    """Compare one field of two structs; the last step is its name."""
    if here in skip or here[-1] == "native":
        return
    if (x is UNSET and y is None) or (x is None and y is UNSET):  # kept, and cleared
        found.append(Difference(here, x, y))
    elif (x is None or x.__class__ in _SCALARS) and (y is None or y.__class__ in _SCALARS):
        found.append(Difference(here, UNSET if x is None else x, UNSET if y is None else y))
    else:
        _differ(x, y, here, found, skip)


_SCALARS = frozenset({str, int, bool})
_PLAIN = _SCALARS | {MessageId, Conversation, Mention, Media, Delivery, Error, Text, Image, Audio, Video, File, Face}
"""Types whose own equality is as strict as ours, since no free data or fraction is in them."""


def _pairs(a: Any, b: Any) -> list[tuple[str, Any, Any]]:
    """Return the fields side by side that are not surely equal, of values of two classes or one that is null."""
    if _is_struct(a) and _is_struct(b):
        names = dict.fromkeys(a.__struct_fields__ + b.__struct_fields__)
        both = [(name, getattr(a, name, None), getattr(b, name, None)) for name in names]
        return [(name, x, y) for name, x, y in both if x is not y]
    held = a if _is_struct(a) else b
    said = [
        (name, value, UNSET if default is UNSET else None)
        for (name, default), value in zip(_defaults(held.__class__), astuple(held), strict=True)
        if value is not default and value != default
    ]
    return said if held is a else [(name, nothing, value) for name, value, nothing in said]


@cache
def _defaults(shape: type[Struct]) -> list[tuple[str, Any]]:
    return [(field.name, field.default) for field in msgspec.structs.fields(shape)]


def _is_struct(value: Any) -> bool:
    return hasattr(value, "__struct_fields__")  # faster than isinstance, which asks the metaclass


def _tag(value: Any) -> object:
    return value.__struct_config__.tag if _is_struct(value) else None


def _said(value: Any) -> Any:
    if value.__class__ in _SCALARS:
        return value
    if isinstance(value, Value):
        return canonical(value)
    return UNSET if value is None or value == () else value
