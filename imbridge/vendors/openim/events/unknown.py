"""Callbacks that no class is for."""

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.http import Request, escape, join_query, join_url, split_query
from imbridge.model import UnknownEvent
from imbridge.vendors.openim.events.header import Header
from imbridge.vendors.openim.messages import NAME
from imbridge.wire import encode, parse

REVOKED = "callbackBeforeAfterMsg"
"""How an after hook begins; the name is a historical slip."""


def unknown_from_wire(request: Request, header: Header, phase: str | None) -> UnknownEvent:
    before = "Before" in header.command and not header.command.startswith(REVOKED)
    return UnknownEvent(
        vendor=NAME,
        command=header.command,
        trace=header.trace,
        name=header.command,
        phase=phase or ("before" if before else "after"),
        query=split_query(request.url),
        payload=parse(request.body),
    )


def unknown_to_wire(event: UnknownEvent, context: Context) -> Request:
    if not context.own:
        raise CannotExpress(f"a callback that only {event.vendor} knows: {(event.name or '')[:80]}")
    url = join_url(f"{context.url}/{escape(event.name or '')}", join_query(event.query.items()))
    headers = {"operationID": event.trace} if event.trace else {}
    return Request(url=url, headers=headers, body=encode(event.payload))
