"""What a reply changes of a message: its difference from what the backend saw, put onto what was asked about.

A reply that holds the message whole says what it was, too; and a backend of another vendor has not
seen all of the message, so that what it leaves out need not be gone.
"""

import operator
from typing import Any

import msgspec
from msgspec import UNSET, Struct, ValidationError
from msgspec.structs import replace

from imbridge.delta import apply, diff
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
    Markdown,
    Media,
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
        elif other:
            new = onto(was, now, new)
        if not other or not same(new or None, was or None):
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
        case _:
            return None


def kept(given: Parts, new: Parts) -> Parts:
    """Return new parts, those that came back as they were as they came: with their native."""
    places = counterparts(given, new)
    return tuple([part if place is None else given[place] for part, place in zip(new, places, strict=True)])


def parts_onto(given: Parts, seen: Parts, new: Parts) -> Parts:
    """Return given parts, changed as the new ones differ from those that were seen."""
    before, after = unfolded(seen, given), unfolded(new, given)
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


def unfolded(parts: Parts, given: Parts) -> Parts:
    """Return parts, ours that stand for others opened; one of the app's own may look like such a one."""
    own = {fingerprint(part) for part in given}
    found: list[Part] = []
    for part in parts:
        found += opened(part) if isinstance(part, Custom) and fingerprint(part) not in own else (part,)
    return tuple(found)


def opened(part: Custom) -> Parts:
    """Return the parts that a custom one stands for, itself where what is shown of them is something else."""
    data = part.data if isinstance(part.data, dict) and len(part.data) == 1 else {}
    held = data.get("imb_parts") or [data.get("imb_part")]
    try:
        parts = msgspec.convert(held, Parts)
    except (ValidationError, RecursionError):
        return (part,)
    whole = fold(parts) if "imb_parts" in data else custom_for(parts[0])
    return parts if (part.description or whole.description) == whole.description else (part,)


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
