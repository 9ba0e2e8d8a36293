"""The REST interface: which call is which value, and how many calls a value takes."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from imbridge.catalogue import Catalogue
from imbridge.context import Context
from imbridge.documents import digest
from imbridge.errors import CannotExpress, Malformed
from imbridge.form import Form, by_digest, came_so
from imbridge.http import Request, escape, split_query
from imbridge.model import Call, HistoryRecord, Import, Recall, Send
from imbridge.pieces import by_part, chunks, once, pieces
from imbridge.receipts import ReceiptForm
from imbridge.vendors.openim.messages import NAME
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.rest import follow_ups, history, sends
from imbridge.vendors.openim.rest.contents import is_command
from imbridge.vendors.openim.rest.header import call_to_wire as written
from imbridge.vendors.openim.rest.header import header_from_wire
from imbridge.vendors.openim.rest.receipts import receipt_from_wire, receipt_to_wire
from imbridge.wire import Reader, encode, members

CATALOGUE = Catalogue(*sends.DOCUMENTS, *follow_ups.DOCUMENTS)
RECORDS = Catalogue(*history.RECORDS)
READERS = {command: Reader(shape) for command, shape in [*CATALOGUE.shapes.items(), *RECORDS.shapes.items()]}

RECIPIENTS = 1000
"""How many of them one call takes."""


def call_from_wire(request: Request, command: str | None, options: Options) -> Call:
    command = command or request.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    document = CATALOGUE.by_command.get(command)
    if document is None:
        raise Malformed("the url names no call that there is a value for")
    body = READERS[command].read(request.body)
    call: Call = document.from_wire(body, header_from_wire(request, command, options))
    return call


def call_to_wire(call: Call, context: Context) -> Request:
    if context.options.release == "2" and not context.own:
        raise CannotExpress("v2 has another interface")
    command, body = CATALOGUE.write(call, context)
    query = ""
    if command == "send_simple_msg" and isinstance(call, Send):
        query = f"?key={escape(history.packed(encode(sends.key_of(call)).decode()))}"
    return written(body, command, call, context, query)


def record_from_wire(request: Request, command: str | None, options: Options) -> HistoryRecord:
    body, held = request.body, members(request.body)
    command = command or history.record_command(held)
    if command == "search_msg" and "chatLog" not in held:
        body = encode({"chatLog": held})
    record: HistoryRecord = RECORDS.by_command[command].from_wire(READERS[command].read(body), command)
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
    one = len(message.parts) == 1 and len(message.recipients) == 1 and message.conversation.kind == "direct"
    return one and send.scope == "targets"


def _split(call: Call) -> Iterator[dict[str, Any]]:
    """Yield the fields in which each of the calls that a call takes differs from it."""
    if isinstance(call, Send):
        yield from _split_send(call)
    elif isinstance(call, Recall):
        yield from ({"messages": (id,)} for id in call.messages)
    elif isinstance(call, Import):
        for message in (call.message, *call.more):
            yield from ({"message": one, "more": ()} for one in by_part(message))


def _split_send(send: Send) -> Iterator[dict[str, Any]]:
    """Yield a part at a time, so that everybody gets them in order."""
    if send.scope not in ("targets", "all_users"):
        raise CannotExpress(f"no call sends to {send.scope}")
    grouped = send.message.conversation.kind not in ("direct", "system", None)
    for one in by_part(send.message):
        if grouped:
            for group in dict.fromkeys((one.conversation.id, *send.also)):
                yield {"message": replace(one, conversation=replace(one.conversation, id=group)), "also": ()}
        else:
            most = 1 if is_command(one) else RECIPIENTS
            for some in chunks(once(one.recipients, most), most):
                yield {"message": replace(one, recipients=some)}


def split_url(url: str) -> tuple[str, str]:
    """Tell the host from the call."""
    base, found, path = url.rpartition("/msg/")
    return base, found + path


def key_fields(value: Call, request: Request) -> tuple[str, ...]:
    return value.command or "", split_query(request.url).get("key", ""), digest(request.body)


calls = Form(
    vendor=NAME,
    options=Options(),
    from_wire=call_from_wire,
    to_wire=call_to_wire,
    key_fields=key_fields,
    singles=singles,
    credential="token=",
    kept_headers=("operationID",),
    says=frozenset({"trace"}),
    hinted="command",
    hints=tuple(map(str, CATALOGUE.by_command)),
    split_url=split_url,
)

records = Form(
    vendor=NAME,
    options=Options(),
    from_wire=record_from_wire,
    to_wire=record_to_wire,
    key_fields=by_digest,
    usual=history.usual,
    as_given=history.as_given,
    given_pointer=history.given_pointer,
    hinted="command",
    hints=tuple(map(str, RECORDS.by_command)),
)

receipts = ReceiptForm(vendor=NAME, options=Options(), from_wire=receipt_from_wire, to_wire=receipt_to_wire)
