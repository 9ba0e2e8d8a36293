"""A value that takes several documents to say, in as many pieces, each with a key of its own."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from imbridge.delta import Edits
from imbridge.model import AnyEvent, FriendsAdded, Message, Native, Relation

V = TypeVar("V")


class PieceNative(Native):
    """The native of an event that is said in several: it belongs to each of them."""

    __slots__ = ("index", "whole")

    def __init__(self, whole: Native, index: int) -> None:
        self.whole = whole
        self.index = index

    @property
    def vendor(self) -> str | None:
        """Whose callback it was."""
        return self.whole.vendor

    @property
    def edits(self) -> Edits:
        """The edits of the event."""
        return self.whole.edits

    def key(self, event: Any) -> str | None:
        """Return a key that no other piece has."""
        key = self.whole.key(event)
        return None if key is None else f"{key}#{self.index}"


def each(event: AnyEvent) -> Sequence[AnyEvent]:
    """Return an event about several as one event for each of them, every one with a key of its own."""
    many = event.many
    held = getattr(event, many) if many else ()
    if len(held) < 2:
        return (event,)
    return [piece(event, index, **{str(many): (one,)}) for index, one in enumerate(held)]


def each_friendship(event: FriendsAdded) -> Sequence[AnyEvent]:
    """Return who are friends now as one event for each request that was agreed to, which makes both a friend."""
    held = {answer_of(relation): relation for relation in reversed(event.relations)}
    kept = [relation for relation in event.relations if held[answer_of(relation)] is relation]
    if len(event.relations) < 2:
        return (event,)
    return [piece(event, index, relations=(relation,)) for index, relation in enumerate(kept)]


def answer_of(relation: Relation) -> tuple[str | None, str | None]:
    """Return which of two new friends answered, and who had asked: the one named, or whose list it is."""
    owner, user = relation.owner_id or None, relation.user_id or None
    return (user, owner) if relation.initiator_id in (None, owner) else (owner, user)


def piece(event: AnyEvent, index: int, **fields: Any) -> AnyEvent:
    """Return one of several events that an event has to be said in."""
    part: AnyEvent = msgspec.structs.replace(event, native=PieceNative(event.native, index), **fields)
    return part


def pieces(value: Any, differing: Sequence[dict[str, Any]]) -> Sequence[Any]:
    """Return a value as several, each with other fields: as itself where that is one like it."""
    if len(differing) == 1 and all(getattr(value, name) == held for name, held in differing[0].items()):
        return (value,)
    return [piece(value, index, **fields) for index, fields in enumerate(differing)] or (value,)


def by_part(message: Message) -> list[Message]:
    """Return a message as one for each of its parts."""
    parts = message.parts
    return [message] if len(parts) < 2 else [replace(message, parts=(part,)) for part in parts]


def once(held: tuple[V, ...], most: int) -> tuple[V, ...]:
    """Return each of those only once where they will be split: who is named twice would get it twice."""
    return held if len(held) <= most else tuple(dict.fromkeys(held))


def chunks(held: tuple[V, ...], most: int) -> list[tuple[V, ...]]:
    """Return a tuple in as many as it takes with no more than so many in each; an empty one as itself."""
    return [held[start : start + most] for start in range(0, len(held), most)] or [held]
