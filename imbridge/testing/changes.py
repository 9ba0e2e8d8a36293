"""What a user may do to a decoded event: change a field, however deep, or rearrange its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import assume
from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.documents import parts_of
from imbridge.model import AnyEvent, MessageEvent, Part, evolve
from imbridge.model.canonical import canonical
from imbridge.storage import dump, load
from imbridge.testing.differences import equal
from imbridge.testing.documents import Document, Draw, Unknown
from imbridge.testing.narrowing import narrow
from imbridge.testing.reports import at, narrowed, reported
from imbridge.testing.reports import settled as settled_report
from imbridge.testing.tables import SAYS
from imbridge.testing.values import expressible_in, one_part

FIELDS = (
    "callback_id",
    "platform",
    "device_id",
    "client_ip",
    "trace",
    "unread_count",
    "actor",
    "occurred_at",
    "message.sender",
    "message.sender.id",
    "message.sender.nickname",
    "message.sender.avatar",
    "message.recipients",
    "message.recipients[0].id",
    "message.sent_at",
    "message.id.server",
    "message.id.client",
    "message.id.seq",
    "message.id.random",
    "message.conversation.id",
    "message.conversation.type",
    "message.conversation.topic_id",
    "message.conversation.topic_root",
    "message.origin",
    "message.mentions",
    "message.quote",
    "message.ext",
    "message.delivery",
    "message.push",
    "error",
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A callback, and the event it says after one change."""

    callback: Document
    path: str
    edited: AnyEvent
    elements: str  # pointer of what the parts are on the wire
    moved: dict[int, int]  # where each part that stays has gone
    replaced: bool  # what the path leads to was an object or list, and is another one now
    appeared: bool = False  # there was nothing, or there is nothing now: in a list of pairs that moves the others

    def goes_to(self, unknown: Unknown) -> str | None:
        """Return where an unknown field has to be now; None where it may be gone."""
        if self.replaced and _inside(self.path, unknown):
            return None
        if self.appeared and _LISTED.search(unknown.pointer):
            return None
        if unknown.element is None:
            return unknown.pointer
        if unknown.element not in self.moved:
            return None
        return self._there(unknown, self.moved[unknown.element])

    def homes(self, name: str) -> set[str]:
        """Return all places where unknown fields of this name may be."""
        found = set()
        for unknown in self.callback.unknown:
            if unknown.name == name:
                element = unknown.element
                if element is None:
                    found.add(unknown.pointer)
                elif element in self.moved:
                    found.add(self._there(unknown, self.moved[element]))
        return found | {self._moved_up(home) for home in found} | self._beside(found)

    def _beside(self, homes: set[str]) -> set[str]:
        """Return where items of lists are, once one before them is there or is not."""
        if not self.appeared:
            return set()
        found = [(home, index) for home in homes for index in _LISTED.finditer(home)]
        return {
            f"{home[: index.start(1)]}{int(index[1]) + by}{home[index.end(1) :]}"
            for home, index in found
            for by in (-1, 1)
        }

    def _moved_up(self, home: str) -> str:
        """Return where a picture of an image is, once the original before it holds nothing to write."""
        if not self.path.endswith(".original"):
            return home
        return re.sub(r"(?<=/ImageInfoArray/)[12](?=/)", lambda index: str(int(index[0]) - 1), home)

    def _there(self, unknown: Unknown, index: int) -> str:
        rest = unknown.pointer[len(self.elements) + 1 :]
        head, slash, tail = rest.partition("/")
        return f"{self.elements}/{index}{slash}{tail}" if head.isdecimal() else unknown.pointer


_LISTED = re.compile(r"/(\d+)/")

LISTS = {
    "message.mentions": ("/body/GroupAtInfo", "/body/content"),
    "message.quote": ("/body/CloudCustomData/messageReply", "/body/content", "/body/payload/ext/msgQuote"),
    "message.conversation.topic_id": ("/body/payload/meta",),
    "message.delivery": (),
    "message.ext": (),
}
"""Which unknown fields may go with what they were in, by the path that is replaced."""


def _inside(path: str, unknown: Unknown) -> bool:
    if path != "message" and not path.startswith("message."):
        return True
    index = re.match(r"message\.parts\[(\d+)\]", path)
    if index:
        return unknown.element == int(index[1])
    return any(unknown.pointer.startswith(place + "/") for place in LISTS.get(path, ()))


@st.composite
def changes(draw: Draw, codec: Codec, documents: st.SearchStrategy[Document], elements: str) -> Change:
    """Draw a callback, decode it, and change one thing in the event to another that the vendor can say."""
    callback = draw(documents)
    event = codec.decode_callback(callback.request, callback.phase)
    if draw(st.booleans()):
        loaded = load(dump(event))
        assert isinstance(loaded, AnyEvent)
        event = loaded
    assert isinstance(event, MessageEvent)
    count = len(event.message.parts)
    kind = draw(st.sampled_from(("field", "parts", "part" if count else "field", "inside" if count else "field")))
    moved = {index: index for index in range(count)}
    if kind == "parts":
        path = "message.parts"
        new, moved = draw(_rearranged(callback, event.message.parts))
    elif kind == "field":
        path = draw(st.sampled_from([field for field in FIELDS if field not in SAYS[callback.vendor].lacks]))
        new = value_at(draw(expressible_in(callback.vendor, callback.row)), path)
    else:
        index = draw(st.integers(0, count - 1))
        path, new = draw(_another(callback, event.message.parts[index], f"message.parts[{index}]", kind == "inside"))
    assume(new is not NOWHERE and value_at(event, path) is not NOWHERE)
    row = SAYS[callback.vendor].rows[callback.row]
    assume(path not in ("actor", "occurred_at") or path in row.gives)  # a copy is not for changing
    assume(new is not None or path != "message.sent_at")  # then the copy in occurred_at stands in for it
    edited = evolve(event, path, new)
    change = Change(
        callback=callback,
        path=path,
        edited=edited,
        elements=elements,
        moved=moved,
        replaced=not isinstance(new, str | int | float) or kind == "part",
    )
    assume(_can_be_said(change))
    return change


@st.composite
def report_changes(draw: Draw, codec: Codec, documents: st.SearchStrategy[Document]) -> Change:
    """Draw a callback that is no message's, decode it, and change one thing to another that the vendor can say."""
    callback = draw(documents)
    event = codec.decode_callback(callback.request, callback.phase)
    if draw(st.booleans()):
        loaded = load(dump(event))
        assert isinstance(loaded, AnyEvent)
        event = loaded
    says = SAYS[callback.vendor]
    report = says.reports[callback.row]
    other = draw(reported(callback.vendor, report, says.platforms))
    paths = [path for path in sorted(report.has) if path not in report.copies and path not in ("app", *report.fixed)]
    path = _indexed(event, draw(st.sampled_from(paths)))
    new = value_at(other, path)
    assume(new is not NOWHERE and value_at(event, path) is not NOWHERE)
    edited = evolve(event, path, new)
    copied = "occurred_at" in report.copies and event.moment is not None
    assume(edited.moment is not None or not copied)  # else the copy in occurred_at stands in for it
    change = Change(
        callback=callback,
        path=path,
        edited=edited,
        elements="",
        moved={} if path == "message.parts" else {index: index for index in range(len(parts_of(event)))},
        replaced=not isinstance(new, str | int),
        appeared=new is None or value_at(event, path) is None,
    )
    wanted = settled(change)
    assume(equal(narrowed(wanted, report), wanted) and all(at(wanted, path) for path in report.needs))
    return change


def _indexed(event: AnyEvent, path: str) -> str:
    """Lead into the first item of each list on the way."""
    steps: list[str] = []
    held: Any = event
    for step in path.split("."):
        steps.append(step)
        held = getattr(held, step, None)
        if isinstance(held, tuple) and step != path.rpartition(".")[2]:
            steps[-1] += "[0]"
            held = held[0] if held else None
    return ".".join(steps)


@st.composite
def _rearranged(draw: Draw, callback: Document, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], dict[int, int]]:
    """Delete, insert, swap: return the new parts and where the old ones went."""
    order: list[int | None] = list(range(len(parts)))
    if draw(st.booleans()):
        order = draw(st.permutations(order))
    if order and draw(st.booleans()):
        order.pop(draw(st.integers(0, len(order) - 1)))
    if draw(st.booleans()):
        order.insert(draw(st.integers(0, len(order))), None)
    says = SAYS[callback.vendor]
    kinds = (says.rows[callback.row].parts or says.parts) - {"merged"}
    new = tuple([draw(one_part(callback.vendor, kinds)) if old is None else parts[old] for old in order])
    return new, {old: index for index, old in enumerate(order) if old is not None}


@st.composite
def _another(draw: Draw, callback: Document, part: Part, path: str, inside: bool) -> tuple[str, Any]:
    """Draw another part, or of another part of the same kind one field."""
    tag = canonical(part)["type"]
    if not inside or tag == "unknown":
        says = SAYS[callback.vendor]
        return path, draw(one_part(callback.vendor, says.rows[callback.row].parts or says.parts))
    other = draw(one_part(callback.vendor, frozenset({tag})))
    fields = list(_fields(other))
    assume(fields)
    field = draw(st.sampled_from(fields))
    return f"{path}.{field}", value_at(other, field)


def _fields(value: Any, prefix: str = "") -> Iterator[str]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if name in ("native", "vendor"):
            continue
        yield prefix + name
        if isinstance(held, msgspec.Struct):
            yield from _fields(held, f"{prefix}{name}.")


class _Nowhere:
    pass


NOWHERE = _Nowhere()


def value_at(value: Any, path: str) -> Any:
    """Return what a path leads to in a canonical value; NOWHERE where it leads nowhere."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(value, tuple):
            value = value[int(step)] if int(step) < len(value) else NOWHERE
        else:
            value = getattr(value, step, NOWHERE)
        if value is NOWHERE:
            return NOWHERE
    return value


def settled(change: Change) -> dict[str, Any]:
    """Return what the changed event says, copies of what was changed brought up to date."""
    says = SAYS[change.callback.vendor]
    event = canonical(change.edited)
    if change.callback.row in says.reports:
        return settled_report(event, says.reports[change.callback.row])
    row = says.rows[change.callback.row]
    for copy, original in (("actor", "sender"), ("occurred_at", "sent_at")):
        if copy not in row.gives:
            event.pop(copy, None)
        if original in event["message"]:
            event.setdefault(copy, event["message"][original])
    return event


def _can_be_said(change: Change) -> bool:
    """Tell whether the change leaves an event that the same document can say."""
    says = SAYS[change.callback.vendor]
    row = says.rows[change.callback.row]
    wanted = settled(change)
    if not equal(narrow(wanted, says, row), wanted):
        return False
    return all(_has(wanted, path) for path in row.needs)


def _has(event: Any, path: str) -> bool:
    for step in path.split("."):
        if not isinstance(event, dict) or step not in event:
            return False
        event = event[step]
    return True
