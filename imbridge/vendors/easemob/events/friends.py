"""Callbacks of contacts to events and back."""

from typing import Any, TypeVar

from msgspec import UNSET

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    AnyEvent,
    Blocked,
    FriendRequested,
    FriendResponded,
    FriendsAdded,
    FriendsRemoved,
    Relation,
    Unblocked,
)
from imbridge.pieces import answer_of
from imbridge.vendors.easemob.events.header import (
    Header,
    actor_from_wire,
    actor_to_wire,
    bare,
    happened,
    id_from_wire,
    zero,
)
from imbridge.vendors.easemob.wire import friends as wire

RESPONDER, REQUESTER = "responder", "requester"
AGREE, REJECT = "agree", "reject"

R = TypeVar("R", bound=FriendRequested | FriendsRemoved | Blocked | Unblocked)


def requested_from_wire(body: wire.Roster, header: Header) -> FriendRequested:
    return said(FriendRequested(relations=(relation_from_wire(body, header),)), body, header)


def removed_from_wire(body: wire.Roster, header: Header) -> FriendsRemoved:
    return said(FriendsRemoved(relations=(relation_from_wire(body, header),)), body, header)


def banned_from_wire(body: wire.Roster, header: Header) -> Blocked:
    return said(Blocked(relations=(relation_from_wire(body, header),)), body, header)


def allowed_from_wire(body: wire.Roster, header: Header) -> Unblocked:
    return said(Unblocked(relations=(relation_from_wire(body, header),)), body, header)


def relation_to_wire(shape: type[wire.Roster], event: Any, context: Context) -> wire.Roster:
    relation = event.relations[0] if event.relations else NOBODY
    message = relation.message if isinstance(event, FriendRequested) else None
    return shape(
        from_=actor_to_wire(relation.owner_id or zero("relations[0].owner_id", context), event, context),
        to=bare(relation.user_id, "relations[0].user_id", context),
        payload=wire.RosterPayload(operation=OPERATIONS[event.__class__], reason=message or UNSET),
    )


def relation_from_wire(body: wire.Roster, header: Header) -> Relation:
    owner = actor_from_wire(body.from_, header)[0]
    return Relation(
        owner_id=None if owner is None else owner.id,
        user_id=id_from_wire(body.to, header.prefix),
        message=body.payload.reason or None if body.payload.operation == "add" else None,
    )


def responded_from_wire(body: wire.Roster, header: Header) -> FriendResponded:
    """Read an answer as the side sees it that gets the callback."""
    operation, sender = body.payload.operation, actor_from_wire(body.from_, header)[0]
    here, there = id_from_wire(body.to, header.prefix), "" if sender is None else sender.id
    remote = operation.startswith(REMOTE)
    relation = Relation(
        owner_id=(there if remote else here) or None,
        user_id=here if remote else there,
        response=AGREE if operation.endswith("accept") else REJECT,
    )
    return said(FriendResponded(relations=(relation,), seen_by=REQUESTER if remote else RESPONDER), body, header)


def responded_to_wire(shape: type[wire.Roster], event: FriendResponded | FriendsAdded, context: Context) -> wire.Roster:
    """Write an answer; of who are friends now, as another vendor has it, the one agreed to what the other asked."""
    relation = event.relations[0] if event.relations else NOBODY
    pair = relation.owner_id, relation.user_id
    owner, user = answer_of(relation) if isinstance(event, FriendsAdded) else pair
    owner = owner or zero("relations[0].owner_id", context)
    remote = seen_by(event) == REQUESTER
    word = "decline" if relation.response == REJECT else "accept"
    return shape(
        from_=actor_to_wire(owner if remote else user, event, context),
        to=bare((user or "") if remote else owner, "relations[0]", context),
        payload=wire.RosterPayload(operation=f"{REMOTE}{word}" if remote else word),
    )


E = TypeVar("E", bound=AnyEvent)


def said(event: E, body: wire.Roster, header: Header) -> E:
    """Put the header on an event; the device is that of whoever `from` names."""
    _, platform, device = actor_from_wire(body.from_, header)
    return happened(event, header, platform=platform, device_id=device)


def seen_by(event: FriendResponded | FriendsAdded) -> str | None:
    return event.seen_by if isinstance(event, FriendResponded) else None


def agreed(event: Any) -> bool:
    """Tell whether an answer says yes; who are friends now, as another vendor has it, have agreed."""
    return isinstance(event, FriendsAdded) or (seen_by(event) != REQUESTER and responses(event) <= YES)


def declined(event: Any) -> bool:
    return seen_by(event) != REQUESTER and responses(event) == NO


def agreed_afar(event: Any) -> bool:
    return seen_by(event) == REQUESTER and responses(event) <= YES


def declined_afar(event: Any) -> bool:
    return seen_by(event) == REQUESTER and responses(event) == NO


def responses(event: Any) -> set[str | None]:
    return {relation.response for relation in event.relations}


YES = frozenset({AGREE, "agree_and_add"})
NO = frozenset({REJECT})
REMOTE = "remote_"
NOBODY = Relation(user_id="")

OPERATIONS: dict[type[Any], str] = {
    FriendRequested: "add",
    FriendsRemoved: "remove",
    Blocked: "ban",
    Unblocked: "allow",
}

DOCUMENTS = (
    Document("roster:add", wire.Roster, (FriendRequested,), requested_from_wire, relation_to_wire),
    Document(
        "roster:accept",
        wire.Roster,
        (FriendResponded,),
        responded_from_wire,
        responded_to_wire,
        says=agreed,
        closest_to=(FriendsAdded,),
    ),
    Document("roster:decline", wire.Roster, (FriendResponded,), responded_from_wire, responded_to_wire, says=declined),
    Document(
        "roster:remote_accept",
        wire.Roster,
        (FriendResponded,),
        responded_from_wire,
        responded_to_wire,
        says=agreed_afar,
    ),
    Document(
        "roster:remote_decline",
        wire.Roster,
        (FriendResponded,),
        responded_from_wire,
        responded_to_wire,
        says=declined_afar,
    ),
    Document("roster:remove", wire.Roster, (FriendsRemoved,), removed_from_wire, relation_to_wire),
    Document("roster:ban", wire.Roster, (Blocked,), banned_from_wire, relation_to_wire),
    Document("roster:allow", wire.Roster, (Unblocked,), allowed_from_wire, relation_to_wire),
)
