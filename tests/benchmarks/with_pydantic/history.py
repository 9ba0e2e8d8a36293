"""Records of history, on pydantic: functions between the wire models and the canonical one."""

from collections.abc import Callable

from tests.benchmarks.by_hand.names import PLATFORMS
from tests.benchmarks.by_hand.rest import RECALLED
from tests.benchmarks.by_hand.texts import read_object, write_object
from tests.benchmarks.with_pydantic import easemob, openim, tencent
from tests.benchmarks.with_pydantic.model import Message, MessageId, Participant, closed, opened
from tests.benchmarks.with_pydantic.rest_shapes import (
    DIRECT,
    ChatLog,
    Exported,
    Found,
    HistoryRecord,
    Payload,
    Roamed,
    written,
)


def tencent_record(line: bytes) -> HistoryRecord:
    body = Roamed.model_validate_json(line)
    return HistoryRecord(
        vendor="tencent",
        command="admin_getroammsg",
        message=Message(
            id=MessageId(server=body.MsgKey or None, seq=body.MsgSeq or None, random=body.MsgRandom or None),
            conversation=DIRECT,
            sender=Participant(id=body.From_Account),
            recipients=(Participant(id=body.To_Account),),
            sent_at=body.MsgTimeStamp * 1000 or None,
            parts=tuple([tencent.part_of(elem) for elem in body.MsgBody]),
            ext=opened(body.CloudCustomData),
        ),
        is_read=None if body.IsPeerRead is None else bool(body.IsPeerRead),
        state="recalled" if body.MsgFlagBits == RECALLED else None,
    )


def openim_record(line: bytes) -> HistoryRecord:
    body = Found.model_validate_json(line)
    log = body.chatLog
    return HistoryRecord(
        vendor="openim",
        command="search_msg",
        message=Message(
            id=MessageId(server=log.serverMsgID or None, client=log.clientMsgID or None, seq=log.seq or None),
            conversation=DIRECT,
            sender=Participant(id=log.sendID, nickname=log.senderNickname or None, avatar=log.senderFaceURL or None),
            origin={100: "user", 200: "system"}.get(log.msgFrom),
            recipients=(Participant(id=log.recvID),),
            sent_at=log.sendTime or None,
            parts=(openim.content_part(openim.CONTENTS[log.contentType].validate_json(log.content)),),
            ext=opened(log.ex),
        ),
        platform=PLATFORMS.get(log.senderPlatformID),
        state="recalled" if body.isRevoked else None,
    )


def easemob_record(line: bytes) -> HistoryRecord:
    body = Exported.model_validate_json(line)
    payload = body.payload
    return HistoryRecord(
        vendor="easemob",
        command="history",
        message=Message(
            id=MessageId(server=body.msg_id or None),
            conversation=DIRECT,
            sender=Participant(id=payload.from_ or body.from_),
            recipients=(Participant(id=payload.to or body.to),),
            sent_at=body.timestamp or None,
            parts=tuple([easemob.part_of(one) for one in payload.bodies]),
            ext=read_object(payload.ext) or None,
        ),
        direction=body.direction,
    )


def record_to_tencent(record: HistoryRecord) -> bytes:
    message = record.message
    body = Roamed(
        From_Account=message.sender.id,
        To_Account=message.recipients[0].id,
        MsgSeq=message.id.seq or 0,
        MsgRandom=message.id.random or 0,
        MsgTimeStamp=(message.sent_at or 0) // 1000,
        MsgFlagBits=RECALLED if record.state == "recalled" else 0,
        IsPeerRead=None if record.is_read is None else int(record.is_read),
        MsgKey=message.id.server or "",
        MsgBody=[tencent.elem_of(part) for part in message.parts],
        CloudCustomData=closed(message.ext),
    )
    return written(body)


def record_to_openim(record: HistoryRecord) -> bytes:
    message = record.message
    code, content = openim.content_of(message.parts[0])
    log = ChatLog(
        serverMsgID=message.id.server or "",
        clientMsgID=message.id.client or "",
        sendID=message.sender.id,
        recvID=message.recipients[0].id,
        senderNickname=message.sender.nickname or "",
        senderFaceURL=message.sender.avatar or "",
        contentType=code,
        content=content.model_dump_json(exclude_none=True),
        sendTime=message.sent_at or 0,
        createTime=message.sent_at or 0,
        ex=closed(message.ext) or "",
        seq=message.id.seq or 0,
    )
    return written(Found(chatLog=log, isRevoked=record.state == "recalled"))


def record_to_easemob(record: HistoryRecord) -> bytes:
    message = record.message
    sender, recipient = message.sender.id, message.recipients[0].id
    payload = Payload(
        bodies=[easemob.body_of(part) for part in message.parts],
        ext=write_object(message.ext or {}),
        from_=sender,
        to=recipient,
    )
    body = Exported(
        msg_id=message.id.server or "",
        timestamp=message.sent_at or 0,
        direction=record.direction,
        to=recipient,
        from_=sender,
        payload=payload,
    )
    return written(body)


def history_translator(source: str, target: str) -> Callable[[bytes], bytes]:
    read, write = READ_RECORD[source], WRITE_RECORD[target]

    def translate(line: bytes) -> bytes:
        return write(read(line))

    return translate


READ_RECORD = {"tencent": tencent_record, "openim": openim_record, "easemob": easemob_record}
WRITE_RECORD = {"tencent": record_to_tencent, "openim": record_to_openim, "easemob": record_to_easemob}
