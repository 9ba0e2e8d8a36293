"""What a reply changes of a message: one that holds the message whole says what it was, too."""

from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from imbridge.model import Ack, Allow, AnyEvent, Message, MessageChanges, MessageEditing, MessageSending, Part, Rewrite
from imbridge.model.canonical import differences

ASKED = (MessageSending, MessageEditing)

UNSEEN = frozenset({"delivery"})
"""What a callback may be silent about: that it is not said does not mean that there is none."""


def itself(event: AnyEvent) -> AnyEvent:
    """Return an event as whoever made it sees it."""
    return event


def only_changes(ack: Ack, to: AnyEvent, as_seen: Callable[[AnyEvent], AnyEvent] = itself) -> Ack:
    """Return an ack without what of a rewritten message is as it was; without any change it is an allow.

    `as_seen` tells what the backend read of an event: one from elsewhere may have lost something, and
    a part that came back as it was seen is the part that it was before.
    """
    if not isinstance(ack, Rewrite) or not isinstance(ack.changes, MessageChanges) or not isinstance(to, ASKED):
        return ack
    seen = _message(as_seen(to), to.message)
    said = {name: getattr(ack.changes, name) for name in MessageChanges.__struct_fields__}
    changes: dict[str, Any] = {
        name: value
        for name, value in said.items()
        if value is not UNSET and (name in UNSEEN or differences(value, getattr(seen, name) or None))
    }
    if changes.get("parts") and len(seen.parts) == len(to.message.parts):
        changes["parts"] = _kept(changes["parts"], seen.parts, to.message.parts)
    return Rewrite(changes=MessageChanges(**changes)) if changes else Allow()


def _message(event: AnyEvent, otherwise: Message) -> Message:
    return event.message if isinstance(event, ASKED) else otherwise


def _kept(parts: tuple[Part, ...], seen: tuple[Part, ...], given: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return new parts, those that a backend sent back as it saw them as they were before it did."""
    free = list(range(len(seen)))
    found: list[Part] = []
    for index, part in enumerate(parts):
        places = [place for place in free if not differences((seen[place],), (part,))]  # of one kind, too
        place = index if index in places else next(iter(places), None)
        if place is not None:
            free.remove(place)
        found.append(part if place is None else given[place])
    return tuple(found)
