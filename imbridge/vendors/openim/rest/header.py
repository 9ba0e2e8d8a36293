"""What stands around every REST call of OpenIM's."""

from msgspec import Struct

from imbridge.context import Context
from imbridge.errors import Malformed
from imbridge.http import Request, header
from imbridge.model import Call, Participant
from imbridge.model.events.header import fingerprint
from imbridge.vendors.openim.options import Options
from imbridge.wire import encode


class Header(Struct, gc=False):
    """What is known of a call beside its own fields."""

    command: str
    trace: str | None
    options: Options
    url: str


def header_from_wire(request: Request, command: str, options: Options) -> Header:
    return Header(command, header(request.headers, "operationID") or None, options, request.url)


def call_to_wire(body: object, command: str, call: Call, context: Context, query: str = "") -> Request:
    """Write a call. The server refuses one without an operationID, so one from elsewhere is given one."""
    trace = call.trace or (None if context.own else fingerprint(call).hex()[:32])
    url = f"{context.url.rstrip('/')}/msg/{command}{query}"
    return Request(url=url, headers={"operationID": trace} if trace else {}, body=encode(body))


def required(body: object, *names: str) -> None:
    """Raise Malformed for a field that the server takes as missing: an empty text, a zero."""
    for name in names:
        if not getattr(body, name):
            raise Malformed("the required field is empty", pointer=f"/{name}")


def caller(sender: Participant | None, context: Context) -> str:
    """Return who sends, or takes back: the admin where nobody is named."""
    if sender is not None and sender.id:
        return sender.id
    options: Options = context.options
    return "" if context.own else options.admin
