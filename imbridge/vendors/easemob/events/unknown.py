"""Callbacks that no class knows, kept as they came."""

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.http import Request, join_query, join_url, split_query
from imbridge.model import UnknownEvent
from imbridge.vendors.easemob import wire
from imbridge.vendors.easemob.events.header import header_from_wire
from imbridge.vendors.easemob.messages import NAME
from imbridge.wire import Reader, encode, parse


def unknown_from_wire(request: Request, head: wire.Head, command: str | None, phase: str | None) -> UnknownEvent:
    name = command or head.chat_type or head.eventType or head.event or head.step or None
    if name is None and head.user is not None and head.status is not None:
        name = STATUS
    payload = parse(request.body)
    header = header_from_wire(CALLBACK.read(request.body), name or "", phase, request.body)
    return UnknownEvent(
        vendor=NAME,
        command=name,
        callback_id=header.callback_id,
        occurred_at=header.occurred_at,
        app=header.app,
        name=name,
        phase=phase or ("notice" if name in NOTICES else "after"),
        query=split_query(request.url),
        payload={key: value for key, value in payload.items() if key != "security"},
    )


def unknown_to_wire(event: UnknownEvent, context: Context) -> Request:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {(event.name or '')[:80]}")
    return Request(url=join_url(context.url, join_query(event.query.items())), body=encode(event.payload))


STATUS = "user_status"
NOTICES = frozenset({"keyword_alert", "moderation", "push"})

CALLBACK = Reader(wire.Callback)
