"""Tencent callbacks to events and back."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, get_args

from imbridge.catalogue import Catalogue
from imbridge.context import Context
from imbridge.documents import digest
from imbridge.http import Request, join_url, split_query
from imbridge.model import AnyEvent, MembersUpdated, MessageEvent, MessageRecalled, UnknownEvent
from imbridge.pieces import each, piece
from imbridge.vendors.tencent.events import (
    follow_ups,
    friends,
    groups,
    members,
    messages,
    notices,
    official,
    presence,
    push,
    topics,
    users,
)
from imbridge.vendors.tencent.events.header import between_two, header_from_wire, header_to_wire, time_to_wire
from imbridge.vendors.tencent.events.unknown import unknown_from_wire, unknown_to_wire
from imbridge.vendors.tencent.options import Options
from imbridge.vendors.tencent.wire import Callback, Head
from imbridge.vendors.tencent.wire.notices import ResultNotify
from imbridge.wire import Dispatch, encode

CATALOGUE = Catalogue(
    *messages.DOCUMENTS,
    *follow_ups.DOCUMENTS,
    *push.DOCUMENTS,
    *presence.DOCUMENTS,
    *groups.DOCUMENTS,
    *topics.DOCUMENTS,
    *official.DOCUMENTS,
    *members.DOCUMENTS,
    *friends.DOCUMENTS,
    *users.DOCUMENTS,
    *notices.DOCUMENTS,
)
DOCUMENTS = CATALOGUE.by_shape
MESSAGES: frozenset[type[Any]] = frozenset(get_args(MessageEvent))
CALLBACKS = Dispatch(
    Head,
    *[shape for shape in DOCUMENTS if issubclass(shape, Callback)],
    untagged={notices.RESULT: ResultNotify},  # the one that does not say itself what it is
)


def event_from_wire(request: Request, phase: str | None, options: Options) -> AnyEvent:
    query = split_query(request.url)
    body = CALLBACKS.read(request.body, query.get("CallbackCommand"))
    if body.__class__ is str:
        return unknown_from_wire(request.body, query, header_from_wire(body, query), phase)
    document = DOCUMENTS[body.__class__]
    event: AnyEvent = document.from_wire(body, header_from_wire(document.command, query))
    return event


def event_to_wire(event: AnyEvent, context: Context) -> Request:
    if event.__class__ is UnknownEvent:
        return unknown_to_wire(event, context)
    document = CATALOGUE.choose(event, context)
    query = header_to_wire(document.command, event, context)
    body = document.to_wire(document.shape, event, context)
    time = time_to_wire(document.command, event, context)
    if time is not None:
        body.EventTime = time
    return Request(url=join_url(context.url, query), body=encode(body))


def singles(event: AnyEvent, context: Context) -> Sequence[AnyEvent]:
    """Return an event as however many this vendor has to say it in."""
    shape = event.__class__
    if shape is MembersUpdated or (shape is MessageRecalled and between_two(event)):
        return each(event)
    if shape in friends.ONE_OWNER:
        return by_owner(event)
    return (event,)


def by_owner(event: Any) -> Sequence[AnyEvent]:
    """Return an event of relations as one for each user whose list it is about."""
    lists = [tuple(found) for _, found in groupby(event.relations, key=lambda relation: relation.owner_id)]
    if len(lists) < 2:
        return (event,)
    return [piece(event, index, relations=found) for index, found in enumerate(lists)]


def key_fields(event: Any, request: Request) -> tuple[str, ...]:
    """Return what tells one callback from another: where nothing less does, its whole body."""
    natural = messages.message_key(event) if event.__class__ in MESSAGES else None
    return natural or (event.command or "", event.app or "", digest(request.body))
