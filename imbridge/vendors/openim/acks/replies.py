"""What every reply to OpenIM is made of, and how its server reads one."""

import json
from binascii import a2b_base64
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import UNSET, Struct, UnsetType, ValidationError, convert

from imbridge.context import Context
from imbridge.http import Response
from imbridge.model import AnyEvent, Changes
from imbridge.vendors.openim.messages import NAME
from imbridge.vendors.openim.options import Options, Release
from imbridge.vendors.openim.wire.acks import Ack, AckV2
from imbridge.wire import encode

T = TypeVar("T")
A = TypeVar("A", bound=Ack)

OK, STOP = 0, 1
MAX_CODE = 2**31 - 1
MAX_TIME = 2**63 - 1
NO_BREAKS = {ord(one): None for one in "\r\n"}
JSON = {"Content-Type": "application/json"}
WORD_FILTER = "callbackWordFilterCommand"
LATER: dict[Release, frozenset[str]] = {"2": frozenset({"errDlt", "nextCode"}), "3.0": frozenset({"nextCode"})}
"""Common members that came after a release: its servers pass over them, whatever they hold."""

UNREADABLE = (ValueError, TypeError, RecursionError, ValidationError)


class Pairs(tuple[tuple[str, Any], ...]):
    """A JSON object as it stands: doubled keys, and keys in any case."""


class Long(int):
    """The kind of a number of 64 bits."""


NAMED: dict[str, type] = {"createTime": Long, "muteEndTime": Long, "msgDataList": bytes}
"""What members are that their hints do not tell; all other numbers have 32 bits."""

Kind = type | dict[str, Any] | list[Any]
"""What a member of a reply is: a type, an object with these members, or a list of one of those.

`Pairs` is a map of flags.
"""


def read_reply(body: bytes, shape: type[A], release: Release) -> A:
    """Read a reply the way the server does: keys in any case, the last one counts, null says nothing.

    Raises one of UNREADABLE where the server fails; members that the struct lacks it passes over.
    """
    read = json.loads(body.decode(errors="replace"), object_pairs_hook=Pairs, parse_constant=refuse_constant)
    return convert({} if read is None else object_members(read, members_read(shape, release)), shape)


@cache
def members_read(shape: type[Struct], release: Release) -> dict[str, Kind]:
    """Return what the servers of a release read into a struct."""
    later = LATER.get(release, frozenset())
    members = {name: kind for name, kind in members_of(shape).items() if name not in later}
    return {**members, "operationID": str} if release == "2" else members


@cache
def members_of(shape: type[Struct]) -> dict[str, Kind]:
    """Return what the newest servers read into a struct."""
    hints = get_type_hints(shape)
    return {name: NAMED.get(name) or kind_of(hints[name]) for name in shape.__struct_fields__}


def kind_of(hint: Any) -> Kind:
    if get_origin(hint) in (Union, UnionType):
        return kind_of(next(arm for arm in get_args(hint) if arm not in (UnsetType, type(None))))
    if get_origin(hint) is list:
        return [kind_of(get_args(hint)[0])]
    if get_origin(hint) is dict:
        return Pairs
    kind: type = hint
    return members_of(kind) if issubclass(kind, Struct) else kind


def object_members(read: Any, fields: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(read, Pairs):
        raise TypeError("not an object")
    names = {name.lower(): name for name in fields}
    members: dict[str, Any] = {}
    for key, value in read:
        name = names.get(key.lower())
        if name is not None and value is not None:
            members[name] = reply_member(fields[name], value)
    return members


def reply_member(kind: Kind, value: Any) -> Any:
    """Read one value of a reply; raise TypeError for what the server cannot."""
    if kind is str and isinstance(value, str):
        return value.encode(errors="replace").decode()
    if kind is int and type(value) is int and -MAX_CODE - 1 <= value <= MAX_CODE:
        return value
    if kind is Long and type(value) is int and -MAX_TIME - 1 <= value <= MAX_TIME:
        return value
    if kind is bool and isinstance(value, bool):
        return value
    if kind is bytes:
        return reply_bytes(value)
    if kind is Pairs and isinstance(value, Pairs):
        return {key: reply_member(bool, flag) for key, flag in value if flag is not None}
    if isinstance(kind, dict):
        return object_members(value, kind)
    if isinstance(kind, list) and isinstance(value, list):
        return [reply_item(kind[0], one) for one in value]
    raise TypeError(kind)


def reply_bytes(value: Any) -> list[int]:
    """Read bytes, which are base64 with padding, broken into lines or not, or a list of numbers."""
    try:
        if isinstance(value, str):
            return list(a2b_base64(value.translate(NO_BREAKS).encode(), strict_mode=True))
        if isinstance(value, list) and all(one is None or type(one) is int for one in value):
            return list(bytes([one or 0 for one in value]))
    except ValueError:
        pass
    raise TypeError(bytes)


def reply_item(kind: Kind, value: Any) -> Any:
    """Read one item of a list; null is an empty text, and an object with nothing in it."""
    if value is None:
        return "" if kind is str else {}
    return reply_member(kind, value)


def readable(kind: Kind, value: Any) -> bool:
    """Tell whether the server can read a value that is about to be written."""
    if value is None or value is UNSET:
        return True
    if isinstance(kind, dict):
        return all(readable(inner, getattr(value, name)) for name, inner in kind.items())
    if isinstance(kind, list):
        return all(readable(kind[0], one) for one in value)
    try:
        reply_member(kind, Pairs(value.items()) if kind is Pairs else value)
    except TypeError:
        return False
    return True


def refuse_constant(name: str) -> None:
    raise ValueError(name)


class Rewriting(NamedTuple):
    """How the reply to one kind of callback changes what is asked about."""

    changes: type[Changes] | None  # None: nothing can be changed
    shape: type[Ack]
    from_wire: Callable[[Any, Any, Options], Changes | None]  # None: it changes nothing
    to_wire: Callable[[Any, Any, Context], Ack]
    unchanged: Callable[[Any, Context], Ack] | None = None  # where going on takes more than the common members


def only_parsed(shape: type[Ack]) -> Rewriting:
    """Return how a reply is read of which the server parses more than it uses."""
    return Rewriting(None, shape, lambda ack, to, options: None, lambda changes, to, context: Ack())


def release_of(to: AnyEvent, options: Options) -> Release:
    """Return which servers read the reply: only those of v2 have a word filter."""
    return "2" if command_of(to) == WORD_FILTER else options.release


def command_of(to: AnyEvent) -> str | None:
    """Return the command that was answered, if the event is OpenIM's own."""
    return to.command if to.vendor == NAME else None


def go_on(ack: Ack, to: AnyEvent, options: Options) -> Response:
    """Write a reply that stops nothing, the way the release reads it."""
    if release_of(to, options) != "2":
        return reply(ack)
    return reply({"actionCode": OK, "errCode": OK, "errMsg": "", "operationID": to.trace or "", **extras_of(ack)})


def extras_of(ack: Ack) -> dict[str, Any]:
    """Return what a reply says beyond the common members."""
    extras = [name for name in ack.__struct_fields__ if name not in Ack.__struct_fields__]
    return {name: getattr(ack, name) for name in extras if getattr(ack, name) is not UNSET}


def reply(body: Ack | AckV2 | dict[str, Any]) -> Response:
    return Response(headers=JSON, body=encode(body))


def said(value: T | None) -> T | UnsetType:
    """Leave out what says nothing."""
    return UNSET if value is None else value


def held(value: T | UnsetType) -> T | None:
    """Return what a reply says, null for what it leaves out."""
    return None if isinstance(value, UnsetType) else value
