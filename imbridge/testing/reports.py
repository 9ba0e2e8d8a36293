"""Events that are no message's: what a document of a vendor's has a place for, and values to try it with.

Values are made of the model's classes; what a document can say of them is in literal tables, one for
each vendor (`<vendor>_reports`). A path leads through objects and, without index, through lists:
`members.id`. What is listed counts with all that is inside it.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, cast

import msgspec
import msgspec.inspect as mi
from hypothesis import strategies as st

from imbridge.model import AnyEvent, Message, Value
from imbridge.model.canonical import canonical
from imbridge.testing.documents import Draw
from imbridge.testing.jsons import counts, data, ids, millis, texts, u32, urls, words

Json = dict[str, Any]

HEADER = ("occurred_at", "app", "actor", "platform", "device_id", "client_ip", "trace", "callback_id")


@dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """One document of a vendor and the event in it."""

    command: str
    tag: str
    has: frozenset[str]  # paths that it has a place for
    needs: frozenset[str] = frozenset()  # paths that it cannot do without
    choices: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)  # what can stand at a path, where not anything
    fixed: Mapping[str, Any] = field(default_factory=dict)  # what it says by being what it is
    always: Mapping[str, Any] = field(default_factory=dict)  # what it says where nothing is said: a zero with a meaning
    one: frozenset[str] = frozenset()  # lists of which it holds one item
    seconds: frozenset[str] = frozenset()  # times without milliseconds
    copies: frozenset[str] = frozenset({"actor"})  # of actor and occurred_at what it has no place of their own for
    bend: Callable[[Json], None] | None = None  # what no table says: changes an event to one that it can say


def narrowed(event: Json, report: Report) -> Json:
    """Return the part of an event that a document can say, copies filled in.

    An event that comes out as it went in can be said as it is.
    """
    said = cast(Json, _kept(deepcopy(event), report.has | {"type", "vendor", "command"}, ""))
    for name in report.copies:
        said.pop(name, None)
    for path, allowed in report.choices.items():
        _each(said, path.split("."), partial(_allowed, allowed))
    for path in report.seconds:
        _each(said, path.split("."), _floor)
    for path in report.one:
        _each(said, path.split("."), _single)
    for path, value in report.always.items():
        _default(said, path.split("."), value)
    for path, value in report.fixed.items():
        put(said, path, value)
    if report.bend is not None:
        report.bend(said)
    return settled(cast(Json, _full(said)), report)


def settled(event: Json, report: Report) -> Json:
    """Return an event with its copies brought up to date."""
    event = {name: value for name, value in event.items() if name not in report.copies}
    said = to_event(event)
    if "actor" in report.copies and said.subject is not None:
        event["actor"] = canonical(said.subject)
    if "occurred_at" in report.copies and said.moment is not None:
        event["occurred_at"] = said.moment
    return canonical(to_event(event))


@cache
def reported(vendor: str, report: Report, platforms: tuple[str, ...] = ("ios",)) -> st.SearchStrategy[AnyEvent]:
    """Return the events that one document can say."""
    return _events(vendor, report, platforms).map(to_event)


@st.composite
def _events(draw: Draw, vendor: str, report: Report, platforms: tuple[str, ...]) -> Json:
    event = deepcopy(draw(anything(report.tag, platforms))) | {"vendor": vendor, "command": report.command}
    for path, allowed in report.choices.items():
        _each(event, path.split("."), partial(_choose, draw, allowed))
    for path in sorted(report.needs):
        _insist(draw, event, path.split("."), report.choices.get(path))
    return narrowed(event, report)


@cache
def anything(tag: str, platforms: tuple[str, ...] = ("ios",)) -> st.SearchStrategy[Json]:
    """Return events of a class with every field, whether or not a vendor has a place for it."""
    shape = _classes()[tag]
    fields = [one for one in shape.fields if one.name not in (*HEADER, "vendor", "command", "native", "phase")]
    header: dict[str, st.SearchStrategy[Any]] = {
        "occurred_at": millis,
        "app": st.sampled_from(("1400000001", "an app")),
        "actor": _object(_named("Participant")),
        "platform": st.sampled_from(platforms),
        "device_id": words,
        "client_ip": st.sampled_from(("192.0.2.7", "2001:db8::1")),
        "trace": words,
        "callback_id": words,
    }
    required = {"type": st.just(tag), **{one.encode_name: _value(one.type, one.name) for one in fields if one.required}}
    optional = {one.encode_name: _value(one.type, one.name) for one in fields if not one.required}
    return st.fixed_dictionaries(required, optional=header | optional)


def to_event(value: Json) -> AnyEvent:
    """Read canonical JSON."""
    return cast(AnyEvent, msgspec.convert(value, AnyEvent))


def put(event: Json, path: str, value: Any) -> None:
    """Set what a path leads to, in every item of a list on the way."""
    *steps, last = path.split(".")
    holders: list[Json] = [event]
    for step in steps:
        inner = [holder.setdefault(step, {}) for holder in holders]
        holders = [one for held in inner for one in (held if isinstance(held, list) else [held])]
    for holder in holders:
        holder[last] = value


def at(event: Any, path: str) -> list[Any]:
    """Return all that a path leads to."""
    found = [event]
    for step in path.split("."):
        inner = [one[step] for one in found if isinstance(one, dict) and step in one]
        found = [item for held in inner for item in (held if isinstance(held, list) else [held])]
    return found


def _kept(value: Any, has: frozenset[str], path: str) -> Any:
    """Leave out what no path in `has` covers."""
    if isinstance(value, list):
        return [_kept(item, has, path) for item in value]
    if not isinstance(value, dict) or path in has:
        return value
    kept = {}
    for name, held in value.items():
        here = f"{path}.{name}" if path else name
        if here in has:
            kept[name] = held
        elif isinstance(held, dict | list) and any(one.startswith(here + ".") for one in has):
            kept[name] = _kept(held, has, here)
    return kept


def _full(value: Any) -> Any:
    """Leave out what says nothing: an empty object or list that a class does not insist on."""
    if not isinstance(value, dict):
        return value
    return {
        name: held for name, held in value.items() if held is not None and (held not in ([], {}) or name in INSISTED)
    }


INSISTED = frozenset({"conversation", "group", "changes", "settings", "message", "id"})


def _each(value: Any, steps: list[str], do: Callable[[Json, str], object]) -> None:
    """Call `do` with each object that has what a path leads to, and the name of that."""
    if isinstance(value, list):
        for item in value:
            _each(item, steps, do)
    elif isinstance(value, dict) and steps[0] in value:
        if len(steps) == 1:
            do(value, steps[0])
        else:
            _each(value[steps[0]], steps[1:], do)


def _default(value: Any, steps: list[str], filling: Any) -> None:
    """Set what a path leads to where it is not there, unless what it would be in is not there either."""
    if isinstance(value, list):
        for item in value:
            _default(item, steps, filling)
        return
    name, *rest = steps
    if not rest:
        value.setdefault(name, filling)
    elif name in value or name in INSISTED:
        _default(value.setdefault(name, {}), rest, filling)


def _single(holder: Json, last: str) -> None:
    holder[last] = holder[last][:1]


def _allowed(allowed: tuple[Any, ...], holder: Json, last: str) -> None:
    if holder[last] not in allowed:
        del holder[last]


def _choose(draw: Draw, allowed: tuple[Any, ...], holder: Json, last: str) -> None:
    holder[last] = draw(st.sampled_from(allowed))


def _floor(holder: Json, last: str) -> None:
    holder[last] = holder[last] // 1000 * 1000
    if not holder[last]:
        del holder[last]


def _insist(draw: Draw, value: Any, steps: list[str], allowed: tuple[Any, ...] | None) -> None:
    """Draw what a path leads to, where it is not there."""
    if isinstance(value, list):
        for item in value:
            _insist(draw, item, steps, allowed)
        return
    name, *rest = steps
    if rest:
        if name not in value:
            value[name] = [{}] if name in LISTS else {}
        _insist(draw, value[name], rest, allowed)
    elif name not in value:
        value[name] = draw(st.sampled_from(allowed) if allowed is not None else _leaf(name))


LISTS = frozenset({"members", "relations", "receipts", "messages", "reactions", "users", "files", "kicked", "items"})
"""Fields that are lists of objects."""


def _leaf(name: str) -> st.SearchStrategy[Any]:
    if name in NUMBERS:
        return u32
    if name.endswith(("_at", "_until")):
        return millis
    if name == "attributes":
        return st.dictionaries(words, texts, min_size=1, max_size=2)
    if name in ID_LISTS:
        return st.lists(ids, min_size=1, max_size=2, unique=True)
    return ids


NUMBERS = frozenset({"seq", "random", "used", "limit", "code"})
ID_LISTS = frozenset({"targets", "user_ids", "readers", "topic_ids"})


@cache
def _classes() -> dict[str, mi.StructType]:
    union = cast(mi.UnionType, mi.type_info(AnyEvent))
    return {str(one.tag): one for one in union.types if isinstance(one, mi.StructType)}


@cache
def _named(name: str) -> mi.StructType:
    """Return a class of the model that some event has a field of."""

    def inside(info: Any) -> Iterator[mi.StructType]:
        if isinstance(info, mi.StructType):
            yield info
        for arm in getattr(info, "types", ()):
            yield from inside(arm)
        if isinstance(info, mi.VarTupleType):
            yield from inside(info.item_type)

    found = [one for shape in _classes().values() for held in shape.fields for one in inside(held.type)]
    return next(one for one in found if one.cls.__name__ == name)


def _object(info: mi.StructType) -> st.SearchStrategy[Json]:
    fields = [one for one in info.fields if one.name != "native"]
    required = {one.encode_name: _value(one.type, one.name) for one in fields if one.required}
    optional = {one.encode_name: _value(one.type, one.name) for one in fields if not one.required}
    return st.fixed_dictionaries(required, optional=optional)


def _value(info: mi.Type, name: str) -> st.SearchStrategy[Any]:
    match info:
        case mi.UnionType(types=arms):
            held = [arm for arm in arms if not isinstance(arm, mi.NoneType)]
            if any(isinstance(arm, mi.DictType) for arm in held):
                return data if len(held) > 1 else _value(held[0], name)
            return st.one_of([_value(arm, name) for arm in held])
        case mi.StrType():
            return _text(name)
        case mi.IntType():
            return millis if name.endswith(("_at", "_until")) else u32 if name in NUMBERS else counts
        case mi.BoolType():
            return st.booleans()
        case mi.DictType():
            return st.dictionaries(words, texts, min_size=1, max_size=2)
        case mi.VarTupleType(item_type=mi.StructType() as item):
            return st.lists(_object(item), min_size=1, max_size=3, unique_by=_identity)
        case mi.VarTupleType(item_type=item):
            return st.lists(_value(item, name), min_size=1, max_size=3, unique=True)
        case mi.StructType(cls=cls) if cls is Message:
            return _messages
        case mi.StructType(cls=cls) if issubclass(cls, Value):
            return _object(info)
        case _:
            raise TypeError(f"no values of {info} for {name}")


_messages: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "id": st.fixed_dictionaries({}, optional={"server": ids, "client": ids, "seq": u32}),
        "conversation": st.just({}),
    },
    optional={
        "sender": st.fixed_dictionaries({"id": ids}),
        "parts": st.lists(texts.map(lambda text: {"type": "text", "text": text}), min_size=1, max_size=2),
        "mentions": st.lists(ids.map(lambda id: {"id": id}), min_size=1, max_size=2, unique_by=repr),
        "push": st.fixed_dictionaries({}, optional={"title": words, "body": words, "ext": data}),
        "ext": data,
        "sent_at": millis,
    },
)
"""Messages inside such an event: as much of one as any vendor shows there."""


def _identity(item: Json) -> str:
    return repr(item.get("id") or item.get("user_id") or item.get("name") or item.get("key") or item)


def _text(name: str) -> st.SearchStrategy[str]:
    if name in ("avatar", "url"):
        return urls
    if name in ("id", "peer", "owner_id", "user_id", "server", "client", *ID_LISTS) or name.endswith("_id"):
        return ids
    return words
