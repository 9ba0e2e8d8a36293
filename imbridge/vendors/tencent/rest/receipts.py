"""What Tencent answers to a call, to the model and back."""

from imbridge.context import Context
from imbridge.http import Response
from imbridge.model import Call, Edit, Error, Import, MessageId, Recall, Receipt, Result, Send
from imbridge.receipts import no_answer, number, targets_of, unreadable
from imbridge.vendors.tencent.enums import FAMILIES, FAMILY_OF
from imbridge.vendors.tencent.messages import NAME
from imbridge.vendors.tencent.wire import rest as wire
from imbridge.wire import Reader, encode

OK, FAIL, SOME = "OK", "FAIL", "SomeError"

MUTED_IN_GROUP = 10017

ANSWER = Reader(wire.Answer)


def receipt_from_wire(response: Response, call: Call, options: object) -> Receipt:
    problem = unreadable(response)
    if problem is not None:
        return Receipt(vendor=NAME, error=problem)
    body = ANSWER.read(response.body)
    code = number(body.ErrorCode)
    if code is None and body.ActionStatus != FAIL and (body.ActionStatus is None or body.ErrorCode is not None):
        return Receipt(vendor=NAME, error=no_answer(response, body.ErrorCode))
    failed = bool(code) or body.ActionStatus == FAIL
    error = error_from_wire(code, body.ErrorInfo, body.ErrorDisplay) if failed else None
    return Receipt(vendor=NAME, results=results_from_wire(body, call, error), error=error)


def receipt_to_wire(receipt: Receipt, call: Call, context: Context) -> Response:
    results, error = receipt.results, receipt.error
    failed = [result for result in results if result.error is not None]
    several = listed(call)
    if error is None and failed and (not several or (isinstance(call, Send) and len(failed) == len(results))):
        error = failed[0].error
    body = wire.Answer(ActionStatus=OK if error is None else FAIL, ErrorInfo="", ErrorCode=0)
    if error is not None:
        body.ErrorCode, body.ErrorInfo, body.ErrorDisplay = (
            code_to_wire(error, call, context),
            error.reason or "",
            error.detail,
        )
    if several and failed and error is None and isinstance(call, Send):
        body.ActionStatus = SOME
    if error is None or (several and results):
        results_to_wire(body, results, call, context)
    return Response(body=encode(body))


def results_from_wire(body: wire.Answer, call: Call, error: Error | None) -> tuple[Result, ...]:
    at = body.MsgTime * 1000 if body.MsgTime and not listed(call) else None
    if body.ErrorList is not None and isinstance(call, Send):
        return batch_from_wire(body, body.ErrorList, call, error)
    if isinstance(call, Recall) and listed(call):
        found = body.Results if body.RecallRetList is None else body.RecallRetList
        if found is not None:
            return tuple([recalled_from_wire(one) for one in found])
    if isinstance(call, Import) and body.ImportMsgResult is not None:
        return tuple([imported_from_wire(one, targets_of(call)[0]) for one in body.ImportMsgResult])
    if error is not None:
        return ()
    if isinstance(call, Recall):
        return tuple([Result(id=id) for id in call.messages])
    if isinstance(call, Edit):
        return (Result(id=call.message),)
    id = MessageId(server=body.MsgKey or None, client=body.MsgId or None, seq=body.MsgSeq or None)
    dropped = None if listed(call) else body.MsgDropReason or None
    return tuple([Result(target=target, id=id, sent_at=at, dropped=dropped) for target in targets_of(call)])


def results_to_wire(body: wire.Answer, results: tuple[Result, ...], call: Call, context: Context) -> None:
    if isinstance(call, Recall) and listed(call):
        body.RecallRetList = [recalled_to_wire(result, call, context) for result in results]
    elif isinstance(call, Import) and listed(call):
        body.ImportMsgResult = [imported_to_wire(result, call, context) for result in results]
    elif isinstance(call, Send):
        sent_to_wire(body, results, call, context)


def sent_to_wire(body: wire.Answer, results: tuple[Result, ...], call: Send, context: Context) -> None:
    kind = call.message.conversation.kind
    taken = [result for result in results if result.error is None]
    failed = [result for result in results if result.error is not None]
    if taken and not is_notification(call):
        first = taken[0]
        grouped = kind in ("group", "room")
        body.MsgTime = None if listed(call) else (first.sent_at or 0) // 1000
        body.MsgKey = None if grouped else first.id.server or ""
        body.MsgId = first.id.client
        body.MsgSeq = first.id.seq or 0 if grouped else None
        body.MsgDropReason = None if listed(call) else first.dropped
    if failed and listed(call):
        body.ErrorList = [
            wire.Failed(To_Account=result.target or "", ErrorCode=code_to_wire(result.error, call, context))
            for result in failed
            if result.error is not None
        ]


def batch_from_wire(
    body: wire.Answer, failed: list[wire.Failed], call: Send, error: Error | None
) -> tuple[Result, ...]:
    """Read the answer to a batch: those who are not listed got the message."""
    codes = {one.To_Account: one.ErrorCode for one in failed}
    id = MessageId(server=body.MsgKey or None, client=body.MsgId or None)
    results = []
    for target in targets_of(call):
        if target in codes:
            results.append(Result(target=target, error=error_from_wire(codes.pop(target), None, None)))
        elif error is None:
            results.append(Result(target=target, id=id))
    rest = [Result(target=target, error=error_from_wire(code, None, None)) for target, code in codes.items()]
    return (*results, *rest)


def recalled_from_wire(one: wire.Recalled) -> Result:
    error = error_from_wire(one.RetCode, None, None) if one.RetCode else None
    return Result(id=MessageId(seq=one.MsgSeq or None), error=error)


def recalled_to_wire(result: Result, call: Call, context: Context) -> wire.Recalled:
    code = 0 if result.error is None else code_to_wire(result.error, call, context)
    return wire.Recalled(MsgSeq=result.id.seq or 0, RetCode=code)


def imported_from_wire(one: wire.Imported, target: str | None) -> Result:
    return Result(
        target=target,
        id=MessageId(seq=one.MsgSeq or None),
        sent_at=one.MsgTime * 1000 if one.MsgTime else None,
        error=error_from_wire(one.Result, None, None) if one.Result else None,
    )


def imported_to_wire(result: Result, call: Call, context: Context) -> wire.Imported:
    return wire.Imported(
        MsgSeq=result.id.seq or 0,
        MsgTime=(result.sent_at or 0) // 1000,
        Result=0 if result.error is None else code_to_wire(result.error, call, context),
    )


def listed(call: Call) -> bool:
    """Tell whether the answer to a call lists what became of each of several."""
    kind = kind_of(call)
    if isinstance(call, Send):
        return (
            kind == "direct"
            and call.command != "sendmsg"
            and (call.command == "batchsendmsg" or len(call.message.recipients) > 1)
        )
    return isinstance(call, Recall | Import) and kind in ("group", "room")


def kind_of(call: Call) -> str | None:
    """Return in what kind of conversation a call does something."""
    return call.message.conversation.kind if isinstance(call, Send | Import) else call.conversation.kind


def is_notification(call: Send) -> bool:
    return call.command == "send_group_system_notification"


def error_from_wire(code: int | None, reason: str | None, detail: str | None) -> Error:
    family = FAMILY_OF.get(code or 0, "unknown")
    return Error(code=code or None, family=family, reason=reason or None, detail=detail or None)


def code_to_wire(error: Error, call: Call, context: Context) -> int:
    if context.own and isinstance(error.code, int) and error.code:
        return error.code
    if error.family == "muted" and kind_of(call) in ("group", "room"):
        return MUTED_IN_GROUP
    return FAMILIES.get(error.family, FAMILIES["server"])[0]
