"""What Easemob answers to a call, to the model and back."""

from typing import Any

from msgspec import ValidationError, convert

from imbridge.context import Context
from imbridge.http import Response
from imbridge.model import Call, Edit, Error, Import, MessageId, Recall, Receipt, Result, Send
from imbridge.receipts import UNTOLD, targets_of, undelivered, unreadable
from imbridge.vendors.easemob.messages import NAME
from imbridge.vendors.easemob.rest.errors import error_from_wire, error_to_wire, told_from_wire
from imbridge.vendors.easemob.rest.follow_ups import place_of
from imbridge.vendors.easemob.rest.header import V2
from imbridge.vendors.easemob.wire import rest as wire
from imbridge.wire import Reader, encode

SUCCESS, RECALLED = "success", "yes"

ANSWER = Reader(wire.Answer)


def receipt_from_wire(response: Response, call: Call, options: object) -> Receipt:
    problem = unreadable(response)
    if problem is not None:
        return Receipt(vendor=NAME, error=problem)
    body = ANSWER.read(response.body)
    if isinstance(body.msgs, list) and body.msgs:
        return Receipt(vendor=NAME, results=tuple([recalled_from_wire(one) for one in body.msgs]))
    if body.error is not None or body.error_code is not None or response.status >= 400:
        return Receipt(vendor=NAME, error=error_from_wire(body, response))
    id = body.data.get("id") if isinstance(body.data, dict) and is_broadcast(call) else None
    operation = str(id) if isinstance(id, int | str) and not isinstance(id, bool) and id != "" else None
    results = () if operation is not None else results_from_wire(body.data, call)
    if not results and not (isinstance(call, Send) and isinstance(body.data, dict)):
        return Receipt(vendor=NAME, error=UNTOLD)
    return Receipt(vendor=NAME, results=results, operation_id=operation)


def receipt_to_wire(receipt: Receipt, call: Call, context: Context) -> Response:
    results, error = undelivered(receipt.results), receipt.error
    failed = [result.error for result in results if result.error is not None]
    if error is None and failed and len(failed) == len(results) and not isinstance(call, Recall):
        error = failed[0]
    if error is not None:
        status, body = error_to_wire(error, call, context)
        return Response(status=status, body=encode(body))
    if isinstance(call, Recall) and failed and (call.command == "recall" or not is_batch(call)):
        return Response(body=encode(wire.Answer(msgs=[recalled_to_wire(one) for one in results])))
    return Response(body=encode({"data": data_to_wire(results, receipt.operation_id, call, context)}))


def results_from_wire(data: Any, call: Call) -> tuple[Result, ...]:
    match call, data:
        case Recall(), list():
            return tuple([recalled_from_wire(one) for one in map(one_of, data) if one is not None])
        case Recall(), dict():
            one = one_of(data)
            return () if one is None else (recalled_from_wire(one),)
        case Edit(), str():
            return (Result(id=call.message, error=None if data == SUCCESS else told_from_wire(data)),)
        case Import(), {"msg_id": held}:
            return (Result(target=targets_of(call)[0], id=MessageId(server=id_of(held))),)
        case Send(), dict():
            return tuple([Result(target=target, id=MessageId(server=id_of(held))) for target, held in data.items()])
    return ()


def data_to_wire(results: tuple[Result, ...], operation: str | None, call: Call, context: Context) -> Any:
    match call:
        case Recall():
            ones = [placed_to_wire(result, call) for result in results]
            return ones if is_batch(call) or len(ones) != 1 else ones[0]
        case Edit():
            return SUCCESS
        case Import():
            return {"msg_id": results[0].id.server if results and results[0].id.server else ""}
        case Send() if is_broadcast(call):
            return {} if operation is None else {"id": int(operation) if is_integer(operation) else operation}
        case Send():
            taken = [result for result in results if result.error is None and result.target is not None]
            named = context.own or names_ids(call)
            return {result.target: (result.id.server if named else None) or SUCCESS for result in taken}


def one_of(data: Any) -> wire.RecalledOne | None:
    try:
        return convert(data, wire.RecalledOne)
    except ValidationError:
        return None


def recalled_from_wire(one: wire.RecalledOne) -> Result:
    error = None if one.recalled == RECALLED else told_from_wire(one.recalled)
    return Result(id=MessageId(server=one.msg_id or None), error=error)


def recalled_to_wire(result: Result) -> wire.RecalledOne:
    return wire.RecalledOne(recalled=RECALLED if result.error is None else why(result.error), msg_id=result.id.server)


def placed_to_wire(result: Result, call: Recall) -> wire.RecalledOne:
    """Write what became of a message, and of one that was taken back also where that was."""
    one = recalled_to_wire(result)
    if result.error is None:
        chat_type, one.from_, one.to = place_of(call)
        one.chattype = chat_type or None
    return one


def why(error: Error) -> str:
    """Tell in words why a message was not taken back."""
    if isinstance(error.code, str) and error.code:
        return error.code
    return TOLD.get(error.family, error.reason or "internal error")


def id_of(held: object) -> str | None:
    """Read an id; a target may also be told of no more than success."""
    if isinstance(held, bool) or not isinstance(held, str | int) or held == SUCCESS:
        return None
    return str(held) or None


def is_integer(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 20 and (text == "0" or text[0] != "0")


def is_broadcast(call: Call) -> bool:
    return isinstance(call, Send) and call.scope != "targets"


def names_ids(call: Send) -> bool:
    """Tell whether a call is answered with ids; the older one is where its query asks for them."""
    if call.vendor != NAME or call.command != V2:
        return True
    return any(edit.path == USE_ID and edit.now == "true" for edit in call.native.edits)


def is_batch(call: Recall) -> bool:
    return call.command in ("batch_recall", "recall") or len(call.messages) > 1


USE_ID = ("query", "useMsgId")
"""Where the older call asks for ids."""

TOLD = {"too_late": "exceed recall time limit", "not_found_message": "not_found msg"}
"""What the vendor says; of all else its server failed."""
