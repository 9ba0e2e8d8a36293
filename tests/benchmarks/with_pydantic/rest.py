"""REST sends, on pydantic: functions between the wire models and the canonical one."""

from collections.abc import Callable
from urllib.parse import parse_qsl

from pydantic_core import from_json

from imbridge import Request
from tests.benchmarks.by_hand.names import PLATFORMS
from tests.benchmarks.by_hand.rest import ADMIN, Sent, key_of
from tests.benchmarks.by_hand.texts import hex_id, numbers, read_object, write_object
from tests.benchmarks.with_pydantic import easemob, openim, tencent
from tests.benchmarks.with_pydantic.model import Message, MessageId, Participant, closed, opened
from tests.benchmarks.with_pydantic.rest_shapes import (
    BODY,
    DIRECT,
    SYNCED,
    EasemobSend,
    OpenimSend,
    Push,
    Send,
    TencentSend,
    written,
)


def tencent_send(request: Request) -> Send:
    query = dict(parse_qsl(request.url.partition("?")[2]))
    body = TencentSend.model_validate_json(request.body)
    return Send(
        vendor="tencent",
        command="sendmsg",
        app=query.get("sdkappid"),
        message=Message(
            id=MessageId(seq=body.MsgSeq, random=body.MsgRandom or None),
            conversation=DIRECT,
            sender=Participant(id=body.From_Account or ADMIN),
            recipients=(Participant(id=body.To_Account),),
            sent_at=body.MsgTimeStamp * 1000 if body.MsgTimeStamp else None,
            parts=tuple([tencent.part_of(elem) for elem in body.MsgBody]),
            ext=opened(body.CloudCustomData),
            online_only=bool(body.OnlineOnlyFlag) or None,
        ),
        sync_to_sender=SYNCED.get(body.SyncOtherMachine or 0),
    )


def openim_send(request: Request) -> Send:
    body = OpenimSend.model_validate_json(request.body)
    content = openim.CONTENTS[body.contentType].validate_python(body.content)
    return Send(
        vendor="openim",
        command="send_msg",
        trace=request.headers.get("operationID"),
        message=Message(
            id=MessageId(),
            conversation=DIRECT,
            sender=Participant(id=body.sendID, nickname=body.senderNickname or None, avatar=body.senderFaceURL or None),
            recipients=(Participant(id=body.recvID),),
            sent_at=body.sendTime or None,
            parts=(openim.content_part(content),),
            ext=opened(body.ex),
            online_only=body.isOnlineOnly or None,
        ),
        platform=PLATFORMS.get(body.senderPlatformID or 0),
        silent=body.notOfflinePush or None,
    )


def easemob_send(request: Request) -> Send:
    _, org, name, *_ = request.url.split("://")[1].split("/")
    body = EasemobSend.model_validate_json(request.body)
    return Send(
        vendor="easemob",
        command="users",
        app=f"{org}#{name}",
        message=Message(
            id=MessageId(),
            conversation=DIRECT,
            sender=Participant(id=body.from_ or ADMIN),
            recipients=tuple([Participant(id=user) for user in body.to]),
            sent_at=body.msg_timestamp,
            parts=(easemob.part_of(BODY.validate_python({**body.body, "type": body.type})),),
            ext=read_object(body.ext) if body.ext else None,
            online_only=body.routetype == "ROUTE_ONLINE" or None,
        ),
        sync_to_sender=body.sync_device,
    )


def send_to_tencent(send: Send, key: str) -> Sent:
    message, sync = send.message, send.sync_to_sender
    body = TencentSend(
        From_Account=message.sender.id,
        To_Account=message.recipients[0].id,
        MsgRandom=numbers(key)[0] if message.id.random is None else message.id.random,
        MsgTimeStamp=None if message.sent_at is None else message.sent_at // 1000,
        MsgBody=[tencent.elem_of(part) for part in message.parts],
        CloudCustomData=closed(message.ext),
        SyncOtherMachine=None if sync is None else 1 if sync else 2,
        OnlineOnlyFlag=1 if message.online_only else None,
        OfflinePushInfo=Push(PushFlag=1) if send.silent else None,
    )
    return "http://localhost/v4/openim/sendmsg?contenttype=json", written(body), {}


def send_to_openim(send: Send, key: str) -> Sent:
    message = send.message
    code, content = openim.content_of(message.parts[0])
    body = OpenimSend(
        sendID=message.sender.id,
        recvID=message.recipients[0].id,
        content=content.model_dump(exclude_none=True),
        contentType=code,
        sendTime=message.sent_at,
        isOnlineOnly=message.online_only,
        notOfflinePush=send.silent,
        ex=closed(message.ext),
    )
    return "http://localhost/msg/send_msg", written(body), {"operationID": hex_id(key)}


def send_to_easemob(send: Send, key: str) -> Sent:
    message = send.message
    held = easemob.body_of(message.parts[0])
    ext = write_object(message.ext) if message.ext else {}
    body = EasemobSend(
        from_=message.sender.id,
        to=[user.id for user in message.recipients],
        type=held.type,
        body=held.model_dump(exclude={"type"}, exclude_none=True),
        ext={**ext, "em_ignore_notification": True} if send.silent else ext or None,
        routetype="ROUTE_ONLINE" if message.online_only else None,
        sync_device=send.sync_to_sender,
        msg_timestamp=message.sent_at,
    )
    return "http://localhost/messages/users", written(body), {}


def send_translator(source: str, target: str) -> Callable[[Request], Sent]:
    read, write = READ_SEND[source], WRITE_SEND[target]

    def translate(request: Request) -> Sent:
        return write(read(request), "")

    def with_key(request: Request) -> Sent:
        send = read(request)
        return write(send, key_of(send.vendor, send.command, from_json(request.body)))

    return translate if target == "easemob" else with_key


READ_SEND = {"tencent": tencent_send, "openim": openim_send, "easemob": easemob_send}
WRITE_SEND = {"tencent": send_to_tencent, "openim": send_to_openim, "easemob": send_to_easemob}
