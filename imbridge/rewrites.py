"""What a reply changes of a message: its difference from what the backend saw, put onto what was asked about.

A reply that holds the message whole says what it was, too; and a backend of another vendor has not
seen all of the message, so that what it leaves out need not be gone.
"""

import operator
from typing import Any

import msgspec
from msgspec import UNSET, Struct, ValidationError
from msgspec.structs import replace

from imbridge.delta import apply, diff, open_text
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Audio,
    Custom,
    File,
    GroupChanges,
    GroupCreating,
    GroupInfo,
    Image,
    Location,
    Markdown,
    Media,
    Mention,
    Merged,
    Message,
    MessageChanges,
    MessageEditing,
    MessageSending,
    Part,
    Participant,
    Quote,
    Rewrite,
    Text,
    Video,
)
from imbridge.model.canonical import differences
from imbridge.model.events.header import fingerprint
from imbridge.substitute import custom_for, fold

Parts = tuple[Part, ...]
Mentions = tuple[Mention, ...]

ASKED = (MessageSending, MessageEditing)
REPEATED = (*ASKED, GroupCreating)
"""What replies say again as it is to be."""

UNSEEN = frozenset({"delivery"})
"""What a vendor's own callback may be silent about: that it is not said does not mean that there is none."""


def only_changes(ack: Ack, to: AnyEvent, seen: AnyEvent | None = None) -> Ack:
    """Return an ack without what of a rewritten message is as it was; without any change it is an allow.

    `seen` is the event as its backend read it, where that is another vendor's: the ack is about that.
    """
    if not isinstance(ack, Rewrite):
        return ack
    if isinstance(ack.changes, GroupChanges) and isinstance(seen, GroupCreating) and seen is not to:
        return other_group(ack.changes.group, seen.group)
    if not isinstance(ack.changes, MessageChanges) or not isinstance(to, ASKED):
        return ack
    other = isinstance(seen, ASKED) and seen is not to
    given, shown = to.message, seen.message if isinstance(seen, ASKED) else to.message
    changes: dict[str, Any] = {}
    for name in MessageChanges.__struct_fields__:
        new, was, now = getattr(ack.changes, name), getattr(given, name), getattr(shown, name)
        if new is UNSET or (same(new or None, now or None) and (other or name not in UNSEEN)):
            continue
        if name == "parts":
            new = (parts_onto(was, now, new or ()) if other else kept(was, new or ())) or None
        elif name == "mentions" and other:
            new = mentions_onto(was, now, new or ()) or None
        elif other:
            new = onto(was, now, new)
        if not other or not new or not same(new, was):  # to clear what only the backend saw is a change
            changes[name] = new
    return Rewrite(changes=MessageChanges(**changes)) if changes else Allow()


def other_group(new: GroupInfo, seen: GroupInfo) -> Ack:
    """Return what is changed of a group that is being made."""
    fields = [(name, getattr(new, name), getattr(seen, name)) for name in GroupInfo.__struct_fields__]
    changed = {name: now for name, now, was in fields if now is not None and (now or None) != (was or None)}
    return Rewrite(changes=GroupChanges(group=GroupInfo(**changed))) if changed else Allow()


def same(a: Any, b: Any) -> bool:
    """Tell whether two values say the same; two parts have to be of one kind."""
    return not differences((a,), (b,))


def onto(given: Any, seen: Any, new: Any) -> Any:
    """Return a value changed as `new` differs from what was seen of it, itself where it does not."""
    kind = new.__class__
    if kind is given.__class__ is seen.__class__:
        if isinstance(new, Struct):
            return fields_onto(given, seen, new) if handle(seen) == handle(new) else new
        if kind is tuple and len(given) == len(seen) == len(new):
            found = tuple([onto(*three) for three in zip(given, seen, new, strict=True)])
            return given if all(map(operator.is_, found, given)) else found
        if kind is dict and not same(seen, new):
            return apply(diff(seen, new), given)
    return given if same(seen, new) else onto_other(given, seen, new)


def fields_onto(given: Any, seen: Any, new: Any) -> Any:
    """Return the same of a struct, field by field."""
    changed = {}
    for name in new.__struct_fields__:
        was, now, had = getattr(seen, name), getattr(new, name), getattr(given, name)
        if was is not now and name != "native":
            found = onto(had, was, now)
            if found is not had:
                changed[name] = found
    return replace(given, **changed) if changed else given


def onto_other(given: Any, seen: Any, new: Any) -> Any:
    """Return a part changed in the same way where another kind had to stand for it."""
    if isinstance(given, Markdown) and isinstance(seen, Text) and isinstance(new, Text):
        return replace(given, text=new.text)
    return new


def handle(value: Any) -> Any:
    """Return what tells a file, a person or a message from another one, of which nothing of the first is true."""
    match value:
        case Media(url=url, id=id):
            return url, id
        case Image(original=media) | Audio(media=media) | Video(media=media) | File(media=media) | Merged(media=media):
            return handle(media)
        case Quote(message=Message(id=id)) | Message(id=id) | Participant(id=id):
            return id
        case Location(latitude=latitude, longitude=longitude):
            return latitude, longitude
        case _:
            return None


def kept(given: Parts, new: Parts) -> Parts:
    """Return new parts, those that came back as they were as they came: with their native."""
    places = counterparts(given, new)
    return tuple([part if place is None else given[place] for part, place in zip(new, places, strict=True)])


def mentions_onto(given: Mentions, seen: Mentions, new: Mentions) -> Mentions:
    """Return new mentions, those that were seen as they were given."""
    if len(given) != len(seen):
        return new
    known = {(one.id, one.everyone): (was, one) for was, one in zip(given, seen, strict=True)}
    found = []
    for one in new:
        was, shown = known.get((one.id, one.everyone), (one, one))
        found.append(was if shown == one else one)
    return tuple(found)


def parts_onto(given: Parts, seen: Parts, new: Parts) -> Parts:
    """Return given parts, changed as the new ones differ from those that were seen."""
    before, after = unfolded(given, seen, new)
    if len(before) != len(given):  # some were put together for good
        return after
    origins = aligned(before, given)
    places = counterparts(before, after)
    stayed = len(before) == len(after)
    free = set(range(len(before))) - set(places)
    found: list[tuple[int, Part]] = []
    for index, (part, place) in enumerate(zip(after, places, strict=True)):
        if place is not None:
            found.append((origins[place], given[origins[place]]))
        elif stayed and index in free:
            found.append((origins[index], onto(given[origins[index]], before[index], part)))
        else:
            found.append((index, part))
    if stayed and all(place in (None, index) for index, place in enumerate(places)):
        found.sort(key=lambda pair: pair[0])
    return tuple([part for _, part in found])


def unfolded(given: Parts, seen: Parts, new: Parts) -> tuple[Parts, Parts]:
    """Return seen and new parts, ours that stand for others opened: not what an app wrote to look like such a one."""
    own = {fingerprint(Custom(data=part.data)) for part in given if isinstance(part, Custom)}
    ours: dict[int, Custom] = {}
    for index, part in enumerate(seen):
        if isinstance(part, Custom) and opened(part, part) and fingerprint(Custom(data=part.data)) not in own:
            ours[index] = part
    if not ours:
        return seen, new
    marks = {fingerprint(part): part for part in ours.values()}
    before: list[Part] = []
    for index, part in enumerate(seen):
        before += (opened(part, part) if index in ours and isinstance(part, Custom) else None) or (part,)
    after: list[Part] = []
    for index, part in enumerate(new):
        shown = marks.get(fingerprint(part)) or (ours.get(index) if len(new) == len(seen) else None)
        after += (opened(part, shown) if shown is not None and isinstance(part, Custom) else None) or (part,)
    return tuple(before), tuple(after)


def opened(part: Custom, shown: Custom) -> Parts | None:
    """Return the parts that a custom one stands for, None where what people see of them is something else.

    `shown` is the one that the backend saw.
    """
    data = part.data if isinstance(part.data, dict) and part.data.keys() <= OURS else {}
    one = data.get("imb_part")
    held = data.get("imb_parts") or [open_text(one) if isinstance(one, str) else one]
    try:
        parts = msgspec.convert(held, Parts)
    except (ValidationError, RecursionError):
        return None
    seen = (fold(parts) if "imb_parts" in data else custom_for(parts[0])).description or ""
    said = [(part.description, shown.description)]
    if isinstance(shown.data, dict):
        said.append((data.get("text"), shown.data.get("text")))
    told = [str(now or "").split() for now, was in said if was]
    return parts if all(words == seen.split() for words in told) else None


OURS = {"imb_part", "imb_parts", "text"}
"""The members of the data of a part that stands for others."""


def counterparts(before: Parts, after: Parts) -> list[int | None]:
    """Return of each new part which of the former ones it is, the one in its own place if it is that."""
    marks = [fingerprint(part) for part in before]
    free: dict[bytes, dict[int, None]] = {}
    for index, mark in enumerate(marks):
        free.setdefault(mark, {})[index] = None
    found: list[int | None] = []
    for index, mark in enumerate([fingerprint(part) for part in after]):
        left = free.get(mark) or {}
        place = index if index in left else next(iter(left), None)
        found.append(place)
        if place is not None:
            del left[place]
    return found


def aligned(before: Parts, given: Parts) -> list[int]:
    """Return of each part that was seen which of the given ones it was: the same one, else in their order."""
    places = counterparts(given, before)
    rest = iter(sorted(set(range(len(given))) - set(places)))
    return [next(rest) if place is None else place for place in places]
