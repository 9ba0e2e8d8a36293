"""What OpenIM answers to a call, to the model and back."""

from typing import Any

import msgspec
from msgspec import UNSET, Raw

from imbridge.context import Context
from imbridge.errors import Malformed
from imbridge.http import Response
from imbridge.model import (
    Call,
    Conversation,
    Edit,
    Error,
    Import,
    Message,
    MessageChanges,
    MessageId,
    MessageSending,
    Recall,
    Receipt,
    Result,
    Send,
)
from imbridge.receipts import no_answer, number, targets_of, undelivered, unreadable
from imbridge.vendors.openim.acks.messages import message_from_wire as changes_from_wire
from imbridge.vendors.openim.acks.messages import message_to_wire as changes_to_wire
from imbridge.vendors.openim.enums import FAMILIES, FAMILY_OF
from imbridge.vendors.openim.messages import NAME, push_from_wire, push_to_wire
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import rest as wire
from imbridge.vendors.openim.wire.acks import Ack, ModifyAck
from imbridge.vendors.openim.wire.parts import PushInfo
from imbridge.wire import Reader, encode

ANSWER, TAKEN, BATCH, MODIFY = Reader(wire.Answer), Reader(wire.Taken), Reader(wire.Batch), Reader(ModifyAck)
TOO_MANY, BAD = 429, 400


def receipt_from_wire(response: Response, call: Call, options: Options) -> Receipt:
    problem = unreadable(response)
    if problem is not None:
        return Receipt(vendor=NAME, error=problem)
    body = ANSWER.read(response.body)
    code = number(body.errCode)
    if code is None and (body.errCode is not None or body.errMsg or response.status >= BAD or not body.data):
        return Receipt(vendor=NAME, error=no_answer(response, body.errCode or body.errMsg))
    if code:
        return Receipt(vendor=NAME, error=error_from_wire(code, body))
    if isinstance(call, Recall):
        return Receipt(vendor=NAME, results=tuple([Result(id=id) for id in call.messages]))
    if isinstance(call, Edit):
        return Receipt(vendor=NAME, results=(Result(id=call.message),))
    return taken_from_wire(body.data, call, options)


def receipt_to_wire(receipt: Receipt, call: Call, context: Context) -> Response:
    results, error = undelivered(receipt.results), receipt.error
    failed = [result.error for result in results if result.error is not None]
    if error is None and failed and not is_batch(call):
        error = failed[0]
    if error is not None:
        code = code_to_wire(error, context)
        body = {"errCode": code, "errMsg": error.reason or "", "errDlt": error.detail or ""}
        return Response(status=TOO_MANY if code == TOO_MANY else 200, body=encode(body))
    envelope: dict[str, Any] = {"errCode": 0, "errMsg": "", "errDlt": ""}
    if isinstance(call, Send | Import):
        envelope["data"] = batch_to_wire(results) if is_batch(call) else single_to_wire(receipt, call, context)
    return Response(body=encode(envelope))


def taken_from_wire(data: Raw, call: Send | Import, options: Options) -> Receipt:
    held = bytes(data)
    if held[:1] != b"{":
        return Receipt(vendor=NAME)
    if is_batch(call):
        batch = BATCH.read(data)
        taken = [result_from_wire(one, one.recvID) for one in batch.results or ()]
        failed = [Result(target=user, error=Error()) for user in batch.failedUserIDs or ()]
        return Receipt(vendor=NAME, results=(*taken, *failed))
    one = TAKEN.read(data)
    result = result_from_wire(one, targets_of(call)[0])
    return Receipt(vendor=NAME, results=(result,), changes=modify_from_wire(one.modify, call.message, options))


def result_from_wire(one: wire.Taken, target: str | None) -> Result:
    id = MessageId(server=one.serverMsgID or None, client=one.clientMsgID or None)
    return Result(target=target, id=id, sent_at=one.sendTime or None)


def single_to_wire(receipt: Receipt, call: Send | Import, context: Context) -> dict[str, Any]:
    data = result_to_wire(receipt.results[0] if receipt.results else Result())
    if receipt.changes is not None:
        data["modify"] = modify_to_wire(receipt.changes, call.message, context)
    return data


def batch_to_wire(results: tuple[Result, ...]) -> dict[str, Any]:
    taken = [{**result_to_wire(result), "recvID": result.target or ""} for result in results if result.error is None]
    failed = [result.target or "" for result in results if result.error is not None]
    return {"results": taken or None, "failedUserIDs": failed or None}


def result_to_wire(result: Result) -> dict[str, Any]:
    return {
        "serverMsgID": result.id.server or "",
        "clientMsgID": result.id.client or "",
        "sendTime": result.sent_at or 0,
    }


def modify_from_wire(held: dict[str, Any] | None, message: Message, options: Options) -> MessageChanges | None:
    """Read what a webhook made of the message, which is told as the webhook itself had said it."""
    if not held:
        return None
    push = held.get("offlinePushInfo", UNSET)
    message = msgspec.structs.replace(message, delivery=None)  # which the call says beside the content type
    try:
        ack = MODIFY.read(encode({name: value for name, value in held.items() if name != "offlinePushInfo"}))
        changes = changes_from_wire(ack, MessageSending(message=message), options) or MessageChanges()
        if push is not UNSET:
            info = None if push is None else msgspec.convert(push, PushInfo)
            changes = msgspec.structs.replace(changes, push=push_from_wire(info))
    except (Malformed, msgspec.ValidationError):
        return None
    return None if changes == MessageChanges() else changes


def modify_to_wire(changes: MessageChanges, message: Message, context: Context) -> dict[str, Any]:
    conversation = changes.conversation
    group = conversation if isinstance(conversation, Conversation) and conversation.kind is None else None
    bare = msgspec.structs.replace(changes, push=UNSET, conversation=conversation if group is None else UNSET)
    written = changes_to_wire(bare, MessageSending(message=message), context)
    held: dict[str, Any] = {
        name: getattr(written, name)
        for name in ModifyAck.__struct_fields__
        if name not in Ack.__struct_fields__ and getattr(written, name) is not UNSET
    }
    if group is not None:
        held["groupID"] = group.id or ""
    if changes.push is not UNSET:
        held["offlinePushInfo"] = push_to_wire(changes.push)
    return held


def is_batch(call: Call) -> bool:
    """Tell whether the answer to a call tells of each recipient."""
    if not isinstance(call, Send):
        return False
    if call.command == "batch_send_msg":
        return True
    direct = call.message.conversation.kind in ("direct", "system", None)
    return direct and call.command != "send_msg" and (len(call.message.recipients) > 1 or call.scope == "all_users")


def error_from_wire(code: int, body: wire.Answer) -> Error:
    return Error(
        code=code,
        family=family_of(code),
        reason=body.errMsg or None,
        detail=body.errDlt or None,
    )


def family_of(code: int) -> str:
    return "rejected" if code in REJECTED else FAMILY_OF.get(code, "unknown")


def code_to_wire(error: Error, context: Context) -> int:
    if context.own and isinstance(error.code, int) and error.code:
        return error.code
    return FAMILIES.get(error.family, FAMILIES["server"])[0]


REJECTED = range(20001, 30000)
"""What a webhook may say instead of a code of the server's."""
