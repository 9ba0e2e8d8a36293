"""The REST interface: which call is which value, and how many calls a value takes."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from imbridge.catalogue import Catalogue
from imbridge.context import Context
from imbridge.documents import digest
from imbridge.errors import CannotExpress, Malformed
from imbridge.form import Body, Form, by_digest, came_so
from imbridge.http import Request
from imbridge.model import Call, HistoryRecord, Import, Recall, Send
from imbridge.pieces import chunks, once, pieces
from imbridge.receipts import ReceiptForm
from imbridge.vendors.tencent.messages import NAME
from imbridge.vendors.tencent.options import Options
from imbridge.vendors.tencent.rest import follow_ups, history, sends
from imbridge.vendors.tencent.rest.header import call_to_wire as written
from imbridge.vendors.tencent.rest.header import header_from_wire
from imbridge.vendors.tencent.rest.receipts import receipt_from_wire, receipt_to_wire
from imbridge.wire import Reader, encode

CATALOGUE = Catalogue(*sends.DOCUMENTS, *follow_ups.DOCUMENTS, *history.DOCUMENTS)
RECORDS = Catalogue(*history.RECORDS)
READERS = {command: Reader(shape) for command, shape in [*CATALOGUE.shapes.items(), *RECORDS.shapes.items()]}

RECIPIENTS, MEMBERS, RECALLS, IMPORTS = 500, 50, 10, 20
"""How many of them one call takes."""


def call_from_wire(request: Request, command: str | None, options: Options) -> Call:
    command = command or request.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    document = CATALOGUE.by_command.get(command)
    if document is None:
        raise Malformed("the url names no call that there is a value for")
    call: Call = document.from_wire(READERS[command].read(request.body), header_from_wire(request, command))
    return call


def call_to_wire(call: Call, context: Context) -> Request:
    command, body = CATALOGUE.write(call, context)
    return written(body, command, context)


def record_from_wire(request: Request, command: str | None, options: Options) -> HistoryRecord:
    command = command or history.record_command(request.body)
    record: HistoryRecord = RECORDS.by_command[command].from_wire(READERS[command].read(request.body), command)
    return record


def record_to_wire(record: HistoryRecord, context: Context) -> Request:
    return Request(body=encode(RECORDS.write(record, context)[1]))


def singles(call: Call, context: Context) -> Sequence[Call]:
    """Return a call as those that each fit one request; the vendor's own does as it came."""
    if call.__class__ is Send and is_small(call):
        return (call,)
    split = pieces(call, list(_split(call)))
    return (call,) if len(split) > 1 and CATALOGUE.holds(call, context) and came_so(call) else split


def is_small(send: Send) -> bool:
    """Tell at once of nearly every send that one request says it."""
    message = send.message
    return send.scope == "targets" and len(message.recipients) <= MEMBERS and message.conversation.kind == "direct"


def _split(call: Call) -> Iterator[dict[str, Any]]:
    """Yield the fields in which each of the calls that a call takes differs from it."""
    if isinstance(call, Send):
        yield from _split_send(call)
    elif isinstance(call, Recall) and call.conversation.kind == "direct":
        yield from ({"messages": (id,)} for id in call.messages)
    elif isinstance(call, Recall):
        yield from ({"messages": ids} for ids in chunks(call.messages, RECALLS))
    elif isinstance(call, Import):
        for place, found in groupby((call.message, *call.more), key=lambda message: message.conversation):
            most = IMPORTS if place.kind in ("group", "room") else 1
            yield from ({"message": some[0], "more": some[1:]} for some in chunks(tuple(found), most))


def _split_send(send: Send) -> Iterator[dict[str, Any]]:
    if send.scope in ("all_users", "online_users"):
        raise CannotExpress(f"no call sends to {send.scope}")
    message = send.message
    grouped = message.conversation.kind in ("group", "room", "channel")
    for group in dict.fromkeys((message.conversation.id, *send.also)) if grouped else (None,):
        conversation = replace(message.conversation, id=group)
        most = MEMBERS if grouped else RECIPIENTS
        for some in chunks(once(message.recipients, most), most):
            yield {"message": replace(message, conversation=conversation, recipients=some), "also": ()}


def split_url(url: str) -> tuple[str, str]:
    """Tell the host from the call."""
    base, found, path = url.partition("/v4/")
    return base, found + path


def elements(body: Body) -> list[Any] | None:
    found = body.get("MsgBody")
    return found if isinstance(found, list) else None


def with_elements(body: Body, elements: list[Any]) -> Body:
    return {**body, "MsgBody": elements}


def element_pointer(index: int) -> str:
    return f"/body/MsgBody/{index}"


def key_fields(value: Call, request: Request) -> tuple[str, ...]:
    return value.command or "", value.app or "", digest(request.body)


calls = Form(
    vendor=NAME,
    options=Options(),
    from_wire=call_from_wire,
    to_wire=call_to_wire,
    key_fields=key_fields,
    singles=singles,
    elements=elements,
    with_elements=with_elements,
    element_pointer=element_pointer,
    element_members=frozenset({"MsgBody"}),
    credential="usersig",
    says=frozenset({"message.id.random"}),
    hinted="command",
    hints=tuple(map(str, CATALOGUE.by_command)),
    rereads=True,
    split_url=split_url,
)

records = Form(
    vendor=NAME,
    options=Options(),
    from_wire=record_from_wire,
    to_wire=record_to_wire,
    key_fields=by_digest,
    elements=elements,
    with_elements=with_elements,
    element_pointer=element_pointer,
    element_members=frozenset({"MsgBody"}),
    says=frozenset({"message.id.random"}),
    hinted="command",
    hints=tuple(map(str, RECORDS.by_command)),
)

receipts = ReceiptForm(vendor=NAME, options=Options(), from_wire=receipt_from_wire, to_wire=receipt_to_wire)
