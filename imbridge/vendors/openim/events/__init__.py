"""OpenIM callbacks to events and back."""

from collections.abc import Callable, Sequence
from typing import Any

from imbridge.catalogue import Catalogue
from imbridge.context import Context
from imbridge.documents import digest
from imbridge.http import Request, join_url
from imbridge.model import (
    AnyEvent,
    Blocking,
    FriendRequested,
    FriendRequesting,
    FriendResponded,
    FriendResponding,
    FriendsAdded,
    FriendsImported,
    FriendsImporting,
    FriendsRemoved,
    MembersJoined,
    MembersLeft,
    MembersUpdated,
    MembersUpdating,
    MessageRead,
    MessageRecalled,
    MessageSending,
    MessageSent,
    MessageStored,
    RemarkUpdated,
    RemarkUpdating,
    Unblocked,
    UnknownEvent,
)
from imbridge.pieces import each, each_friendship
from imbridge.vendors.openim.events import follow_ups, friends, groups, members, messages, presence, push, users
from imbridge.vendors.openim.events.header import callback_to_wire, header_from_wire
from imbridge.vendors.openim.events.unknown import unknown_from_wire, unknown_to_wire
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import Head
from imbridge.wire import Dispatch

CATALOGUE = Catalogue(
    *messages.DOCUMENTS,
    *follow_ups.DOCUMENTS,
    *push.DOCUMENTS,
    *presence.DOCUMENTS,
    *groups.DOCUMENTS,
    *members.DOCUMENTS,
    *friends.DOCUMENTS,
    *users.DOCUMENTS,
)
CALLBACKS = Dispatch(Head, *CATALOGUE.by_shape)


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    body = CALLBACKS.read(request.body)
    if body.__class__ is str:
        return unknown_from_wire(request, header_from_wire(request, body, None, options), phase)
    document = CATALOGUE.by_shape[body.__class__]
    event: AnyEvent = document.from_wire(body, header_from_wire(request, document.command, body, options))
    return event


def event_to_wire(event: AnyEvent, context: Context) -> Request:
    if isinstance(event, UnknownEvent):
        return unknown_to_wire(event, context)
    document = CATALOGUE.choose(event, context)
    body = document.to_wire(document.shape, event, context)
    url = f"{context.url}/{document.command}"
    if document.shape in messages.KEYED:
        url = join_url(url, f"key={messages.reply_key(body)}")
    return callback_to_wire(body, event, context, url)


def singles(event: AnyEvent, context: Context) -> Sequence[AnyEvent]:
    """Return an event as however many this vendor has to say it in."""
    split = SPLITS.get(event.__class__)
    return (event,) if split is None else split(event)


def key_fields(event: Any, request: Request) -> tuple[str, ...]:
    """Return what tells one callback from another: where nothing less does, its whole body."""
    natural = messages.message_key(event) if event.__class__ in MESSAGES else None
    return natural or (event.command or "", event.trace or "", digest(request.body))


MESSAGES: frozenset[type[Any]] = frozenset({MessageSending, MessageSent, MessageStored})

SPLITS: dict[type[Any], Callable[[Any], Sequence[AnyEvent]]] = {
    MessageRecalled: each,
    MessageRead: follow_ups.by_reader,
    MembersJoined: each,
    MembersLeft: members.by_way,
    MembersUpdating: each,
    MembersUpdated: each,
    FriendRequesting: each,
    FriendRequested: each,
    FriendResponding: each,
    FriendResponded: each,
    FriendsAdded: each_friendship,
    FriendsRemoved: each,
    RemarkUpdating: each,
    RemarkUpdated: each,
    FriendsImporting: friends.by_owner,
    FriendsImported: friends.by_owner,
    Blocking: each,
    Unblocked: each,
}
"""How an event is split of which a callback holds one only."""
