"""Tencent callbacks without a class of their own, kept as they are."""

from typing import Any

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.http import Request, escape, join_query, join_url
from imbridge.model import UnknownEvent
from imbridge.vendors.tencent.events.header import REQUEST_LINE, Header, happened, header_to_wire
from imbridge.wire import encode, parse


def unknown_from_wire(body: bytes, query: dict[str, str], header: Header, phase: str | None) -> UnknownEvent:
    name, payload = header.command, parse(body)
    before = "Before" in name or "CallbackPrev" in name
    event = UnknownEvent(
        name=name,
        phase=phase or ("before" if before else "after"),
        query={name: value for name, value in query.items() if name not in REQUEST_LINE},
        payload=payload,
    )
    return happened(event, header, time_of(payload))


def unknown_to_wire(event: UnknownEvent, context: Context) -> Request:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {(event.name or '')[:80]}")
    query = header_to_wire(escape(event.name or ""), event, context)
    url = join_url(join_url(context.url, query), join_query(event.query.items()))
    return Request(url=url, body=encode(event.payload))


def time_of(payload: Any) -> int | str | None:
    time = payload.get("EventTime") if isinstance(payload, dict) else None
    return time if isinstance(time, int | str) and not isinstance(time, bool) else None
