"""The REST interface: which call is which value, and how many calls a value takes."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from imbridge.catalogue import Catalogue
from imbridge.context import Context
from imbridge.documents import digest
from imbridge.errors import CannotExpress
from imbridge.form import Form, by_digest, came_so
from imbridge.http import Request
from imbridge.model import Call, Edit, HistoryRecord, Import, Recall, Send
from imbridge.pieces import by_part, chunks, once, pieces
from imbridge.receipts import ReceiptForm
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.options import Options
from imbridge.vendors.easemob.rest import follow_ups, history, sends
from imbridge.vendors.easemob.rest.header import V2, header_from_wire, split_url
from imbridge.vendors.easemob.rest.header import call_to_wire as written
from imbridge.vendors.easemob.rest.receipts import receipt_from_wire, receipt_to_wire
from imbridge.wire import Reader, encode

CATALOGUE = Catalogue(*sends.DOCUMENTS, *follow_ups.DOCUMENTS, *history.DOCUMENTS)
RECORDS = Catalogue(*history.RECORDS)
READERS = {command: Reader(shape) for command, shape in [*CATALOGUE.shapes.items(), *RECORDS.shapes.items()]}

RECIPIENTS, GROUPS, ROOMS, MEMBERS, RECALLS = 600, 3, 10, 20, 30
"""How many of them one call takes."""


def call_from_wire(request: Request, command: str | None, options: Options) -> Call:
    header = header_from_wire(request, command)
    body = READERS[header.command].read(request.body)
    call: Call = CATALOGUE.by_command[header.command].from_wire(body, header)
    return call


def call_to_wire(call: Call, context: Context) -> Request:
    command, body = CATALOGUE.write(call, context)
    id = call.message.server or "" if isinstance(call, Edit) else None
    return written(body, command, context, id)


def record_from_wire(request: Request, command: str | None, options: Options) -> HistoryRecord:
    record: HistoryRecord = RECORDS.by_command["history"].from_wire(READERS["history"].read(request.body), "history")
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
    return len(message.parts) == 1 and len(message.recipients) <= MEMBERS and message.conversation.kind == "direct"


def _split(call: Call) -> Iterator[dict[str, Any]]:
    """Yield the fields in which each of the calls that a call takes differs from it."""
    if isinstance(call, Send):
        yield from _split_send(call)
    elif isinstance(call, Recall):
        yield from ({"messages": ids} for ids in chunks(call.messages, RECALLS))
    elif isinstance(call, Edit) and call.parts is not None and len(call.parts) > 1:
        raise CannotExpress("an edit takes one part")
    elif isinstance(call, Import):
        for message in (call.message, *call.more):
            yield from ({"message": one, "more": ()} for one in by_part(message))


def _split_send(send: Send) -> Iterator[dict[str, Any]]:
    """Yield a part at a time, so that everybody gets them in order."""
    message = send.message
    kind = message.conversation.kind
    if kind == "channel":
        raise CannotExpress("no channels")
    for one in by_part(message):
        if send.scope != "targets":
            yield {"message": one}
        elif kind not in ("group", "room"):
            for some in chunks(once(one.recipients, RECIPIENTS), RECIPIENTS):
                yield {"message": replace(one, recipients=some)}
        elif one.recipients:
            for group in dict.fromkeys((one.conversation.id, *send.also)):
                conversation = replace(one.conversation, id=group)
                for some in chunks(once(one.recipients, MEMBERS), MEMBERS):
                    yield {"message": replace(one, conversation=conversation, recipients=some), "also": ()}
        else:
            most = RECIPIENTS if send.command == V2 else GROUPS if kind == "group" else ROOMS
            for groups in chunks(once((one.conversation.id, *send.also), most), most):
                conversation = replace(one.conversation, id=groups[0])
                yield {"message": replace(one, conversation=conversation), "also": groups[1:]}


def key_fields(value: Call, request: Request) -> tuple[str, ...]:
    edited = value.message.server if isinstance(value, Edit) else None
    return value.command or "", value.app or "", edited or "", digest(request.body)


calls = Form(
    vendor=NAME,
    options=Options(),
    from_wire=call_from_wire,
    to_wire=call_to_wire,
    key_fields=key_fields,
    singles=singles,
    credential="access_token",
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
    hinted="command",
    hints=tuple(map(str, RECORDS.by_command)),
)

receipts = ReceiptForm(vendor=NAME, options=Options(), from_wire=receipt_from_wire, to_wire=receipt_to_wire)
