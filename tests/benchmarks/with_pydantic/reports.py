"""Callbacks that are about no message, on pydantic: wire models, canonical events, functions between them."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from imbridge import Request
from tests.benchmarks.by_hand.names import PLATFORM_IDS, PLATFORMS
from tests.benchmarks.by_hand.reports import PLATFORM_WORDS, SYSTEM_NAMES, SYSTEMS, TENCENT_NAMES, digest
from tests.benchmarks.with_pydantic.model import Conversation, MessageId, Participant, Written


class Event(BaseModel):
    vendor: str
    command: str
    key: str = ""
    occurred_at: int | None = None
    app: str | None = None
    actor: Participant | None = None
    platform: str | None = None
    device_id: str | None = None
    client_ip: str | None = None
    trace: str | None = None


class PresenceChanged(Event):
    type: Literal["presence.changed"] = "presence.changed"
    user: Participant
    state: str
    reason: str | None = None
    background: bool | None = None
    connection_id: str | None = None


class MembersJoined(Event):
    type: Literal["member.joined"] = "member.joined"
    conversation: Conversation
    members: tuple[Participant, ...]
    method: str | None = None
    message: str | None = None
    source: str | None = None
    member_count: int | None = None


class ReadReceipt(BaseModel):
    id: MessageId
    readers: tuple[str, ...] = ()
    read_count: int | None = None
    unread_count: int | None = None


class MessageRead(Event):
    type: Literal["message.read"] = "message.read"
    conversation: Conversation
    receipts: tuple[ReadReceipt, ...]


class ConversationRead(Event):
    type: Literal["conversation.read"] = "conversation.read"
    conversation: Conversation
    peer: Participant
    read_until: int | None = None
    up_to: MessageId | None = None
    unread_count: int | None = None


class Info(BaseModel):
    Action: str
    To_Account: str
    Reason: str


class StateChange(BaseModel):
    CallbackCommand: str = "State.StateChange"
    EventTime: int | None = None
    Info: Info


class MemberAccount(BaseModel):
    Member_Account: str


class NewMemberJoin(BaseModel):
    CallbackCommand: str = "Group.CallbackAfterNewMemberJoin"
    GroupId: str
    Type: str
    JoinType: str
    Operator_Account: str
    NewMemberList: list[MemberAccount]
    EventTime: int | None = None


class Receipt(BaseModel):
    MsgSeq: int
    ReadNum: int | None = None
    UnreadNum: int | None = None
    ReadReceiptMembers: list[MemberAccount]


class GroupRead(BaseModel):
    CallbackCommand: str = "Group.CallbackAfterReadReceipt"
    GroupId: str
    Type: str
    GroupMsgReceiptList: list[Receipt]
    EventTime: int | None = None


class MsgReport(BaseModel):
    CallbackCommand: str = "C2C.CallbackAfterMsgReport"
    Report_Account: str
    Peer_Account: str
    LastReadTime: int
    UnreadMsgNum: int | None = None


class UserOnline(BaseModel):
    callbackCommand: str
    operationID: str = ""
    platformID: int
    platform: str
    userID: str
    seq: int
    isAppBackground: bool | None = None
    connID: str = ""


class JoinGroup(BaseModel):
    callbackCommand: str = "callbackAfterJoinGroupCommand"
    operationID: str = ""
    groupID: str
    reqMessage: str = ""
    joinSource: int = 0
    inviterUserID: str


class MsgRead(BaseModel):
    callbackCommand: str = "callbackAfterSingleMsgReadCommand"
    conversationID: str
    userID: str
    Seqs: list[int]
    contentType: int = 3


class UserStatus(BaseModel):
    callId: str
    timestamp: int
    appkey: str | None = None
    user: str
    status: str
    reason: str
    os: str
    ip: str


class Joined(BaseModel):
    type: str
    member: list[str]


class GroupOp(BaseModel):
    callId: str
    timestamp: int
    appkey: str | None = None
    id: str
    type: str = "GROUP"
    event: str = "group_op_event"
    operation: str = "JOIN"
    operator: str
    payload: Joined
    member_count: int | None = None


class AckPayload(BaseModel):
    ext: dict[str, Any] | None = None
    ack_message_id: str
    bodies: list[Any] | None = None
    type: str | None = None


class ChannelAck(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    callId: str
    timestamp: int
    appkey: str | None = None
    eventType: str = "chat"
    from_: str = Field(validation_alias="from", serialization_alias="from")
    to: str
    msg_id: str
    chat_type: str = "channel_ack"
    payload: AckPayload


SOURCES = {1: "admin", 2: "invitation", 3: "search", 4: "qr_code"}


def tencent_presence(request: Request) -> PresenceChanged:
    body = StateChange.model_validate_json(request.body)
    user = Participant(id=body.Info.To_Account)
    online = body.Info.Action == "Login"
    return PresenceChanged(
        **tencent_header(request, body),
        actor=user,
        user=user,
        state="online" if online else "offline",
        reason="login" if online else "logout",
    )


def tencent_join(request: Request) -> MembersJoined:
    body = NewMemberJoin.model_validate_json(request.body)
    return MembersJoined(
        **tencent_header(request, body),
        actor=Participant(id=body.Operator_Account),
        conversation=Conversation(kind="group", id=body.GroupId, type=body.Type),
        members=tuple([Participant(id=member.Member_Account) for member in body.NewMemberList]),
        method="applied" if body.JoinType == "Apply" else "invited",
    )


def tencent_read(request: Request) -> MessageRead | ConversationRead:
    if "MsgReport" in request.url:
        report = MsgReport.model_validate_json(request.body)
        return ConversationRead(
            **tencent_header(request, report),
            actor=Participant(id=report.Report_Account),
            conversation=Conversation(kind="direct"),
            peer=Participant(id=report.Peer_Account),
            read_until=report.LastReadTime * 1000,
            unread_count=report.UnreadMsgNum,
        )
    body = GroupRead.model_validate_json(request.body)
    receipts = [
        ReadReceipt(
            id=MessageId(seq=receipt.MsgSeq),
            readers=tuple([member.Member_Account for member in receipt.ReadReceiptMembers]),
            read_count=receipt.ReadNum,
            unread_count=receipt.UnreadNum,
        )
        for receipt in body.GroupMsgReceiptList
    ]
    return MessageRead(
        **tencent_header(request, body),
        conversation=Conversation(kind="group", id=body.GroupId, type=body.Type),
        receipts=tuple(receipts),
    )


def tencent_header(request: Request, body: Any) -> dict[str, Any]:
    query = dict(parse_qsl(request.url.partition("?")[2]))
    return {
        "vendor": "tencent",
        "command": body.CallbackCommand,
        "key": f"{body.CallbackCommand}|{query['SdkAppid']}|",
        "occurred_at": getattr(body, "EventTime", None),
        "app": query.get("SdkAppid"),
        "platform": query.get("OptPlatform", "").lower() or None,
        "client_ip": query.get("ClientIP"),
    }


def openim_presence(request: Request) -> PresenceChanged:
    body = UserOnline.model_validate_json(request.body)
    user = Participant(id=body.userID)
    return PresenceChanged(
        **openim_header(request, body),
        occurred_at=body.seq,
        actor=user,
        user=user,
        state="online" if "Online" in body.callbackCommand else "offline",
        platform=PLATFORMS.get(body.platformID, "").lower() or None,
        background=body.isAppBackground,
        connection_id=body.connID,
    )


def openim_join(request: Request) -> MembersJoined:
    body = JoinGroup.model_validate_json(request.body)
    member = Participant(id=body.inviterUserID)
    return MembersJoined(
        **openim_header(request, body),
        actor=member,
        conversation=Conversation(kind="group", id=body.groupID),
        members=(member,),
        method="direct",
        message=body.reqMessage or None,
        source=SOURCES.get(body.joinSource),
    )


def openim_read(request: Request) -> MessageRead:
    body = MsgRead.model_validate_json(request.body)
    return MessageRead(
        **openim_header(request, body),
        actor=Participant(id=body.userID),
        conversation=Conversation(kind="group", id=body.conversationID.removeprefix("sg_")),
        receipts=tuple([ReadReceipt(id=MessageId(seq=seq)) for seq in body.Seqs]),
    )


def openim_header(request: Request, body: Any) -> dict[str, Any]:
    trace = request.headers.get("Operationid") or None
    return {
        "vendor": "openim",
        "command": body.callbackCommand,
        "key": f"{body.callbackCommand}|{quote(trace or '', safe='')}|",
        "trace": trace,
    }


def easemob_presence(request: Request) -> PresenceChanged:
    body = UserStatus.model_validate_json(request.body)
    id, _, resource = body.user.removeprefix(f"{body.appkey}_").partition("/")
    user = Participant(id=id.removesuffix("@easemob.com"))
    return PresenceChanged(
        **easemob_header(body, "user_status"),
        actor=user,
        user=user,
        state=body.status,
        reason=body.reason,
        platform=SYSTEMS.get(body.os, body.os),
        device_id=resource.partition("_")[2] or None,
        client_ip=body.ip,
    )


def easemob_join(request: Request) -> MembersJoined:
    body = GroupOp.model_validate_json(request.body)
    return MembersJoined(
        **easemob_header(body, f"group_op_event:JOIN/{body.payload.type}"),
        actor=Participant(id=body.operator),
        conversation=Conversation(kind="group", id=body.id),
        members=tuple([Participant(id=member) for member in body.payload.member]),
        method={"DIRECT": "direct", "APPLY": "applied", "INVITE": "invited"}[body.payload.type],
        member_count=body.member_count,
    )


def easemob_read(request: Request) -> ConversationRead:
    body = ChannelAck.model_validate_json(request.body)
    return ConversationRead(
        **easemob_header(body, "channel_ack"),
        actor=Participant(id=body.from_),
        conversation=Conversation(kind="direct"),
        peer=Participant(id=body.to),
        up_to=MessageId(server=body.payload.ack_message_id),
    )


def easemob_header(body: Any, command: str) -> dict[str, Any]:
    return {"vendor": "easemob", "command": command, "occurred_at": body.timestamp, "app": body.appkey}


def presence_to_tencent(event: PresenceChanged) -> Written:
    action, reason = ("Login", "Register") if event.state == "online" else ("Disconnect", "LinkClose")
    info = Info(Action=action, To_Account=event.user.id, Reason=reason)
    platform = TENCENT_NAMES.get(event.platform or "", "")
    body = StateChange(EventTime=event.occurred_at, Info=info)
    return tencent_url(body, "IOS" if platform == "iOS" else platform, event.client_ip), written(body)


def presence_to_openim(event: PresenceChanged) -> Written:
    online = event.state == "online"
    platform = PLATFORM_IDS.get(event.platform or "", 0)
    body = UserOnline(
        callbackCommand=f"callbackAfterUser{'Online' if online else 'Offline'}Command",
        platformID=platform,
        platform=PLATFORM_WORDS.get(platform, ""),
        userID=event.user.id,
        seq=event.occurred_at or 0,
        isAppBackground=event.background or False if online else None,
    )
    return openim_url(body), written(body)


def presence_to_easemob(event: PresenceChanged, key: str) -> Written:
    body = UserStatus(
        callId=key[:32],
        timestamp=event.occurred_at or 0,
        user=f"{event.user.id}@easemob.com",
        status=event.state,
        reason="login" if event.state == "online" else "logout",
        os=SYSTEM_NAMES.get(event.platform or "", ""),
        ip=event.client_ip or "",
    )
    return "http://localhost", written(body)


def join_to_tencent(event: MembersJoined) -> Written:
    body = NewMemberJoin(
        GroupId=event.conversation.id or "",
        Type="Public",
        JoinType="Invited" if event.method == "invited" else "Apply",
        Operator_Account=event.actor.id if event.actor else "",
        NewMemberList=[MemberAccount(Member_Account=member.id) for member in event.members],
        EventTime=event.occurred_at,
    )
    return tencent_url(body), written(body)


def join_to_openim(event: MembersJoined) -> Written:
    (member,) = event.members
    body = JoinGroup(groupID=event.conversation.id or "", inviterUserID=member.id)
    return openim_url(body), written(body)


def join_to_easemob(event: MembersJoined, key: str) -> Written:
    body = GroupOp(
        callId=key[:32],
        timestamp=event.occurred_at or 0,
        id=event.conversation.id or "",
        operator=event.actor.id if event.actor else "",
        payload=Joined(
            type={"applied": "APPLY", "invited": "INVITE"}.get(event.method or "", "DIRECT"),
            member=[member.id for member in event.members],
        ),
    )
    return "http://localhost", written(body)


def read_to_tencent(event: MessageRead | ConversationRead) -> Written:
    body: BaseModel
    if isinstance(event, ConversationRead):
        body = MsgReport(
            Report_Account=event.actor.id if event.actor else "",
            Peer_Account=event.peer.id,
            LastReadTime=(event.occurred_at or 0) // 1000,
        )
        return tencent_url(body), written(body)
    reader = [MemberAccount(Member_Account=event.actor.id)] if event.actor else []
    body = GroupRead(
        EventTime=event.occurred_at or 0,
        GroupId=event.conversation.id or "",
        Type="Public",
        GroupMsgReceiptList=[
            Receipt(MsgSeq=receipt.id.seq or 0, ReadReceiptMembers=reader) for receipt in event.receipts
        ],
    )
    return tencent_url(body), written(body)


def read_to_openim(event: MessageRead) -> Written:
    (reader,) = {reader for receipt in event.receipts for reader in receipt.readers}
    seqs = [receipt.id.seq or 0 for receipt in event.receipts]
    body = MsgRead(conversationID=f"sg_{event.conversation.id}", userID=reader, Seqs=seqs)
    return openim_url(body), written(body)


def read_to_easemob(event: ConversationRead, key: str) -> Written:
    body = ChannelAck(
        callId=key[:32],
        timestamp=event.read_until or 0,
        from_=event.actor.id if event.actor else "",
        to=event.peer.id,
        msg_id=str(int(key[:15], 16)).zfill(18),
        payload=AckPayload(ack_message_id="", type="channel_ack"),
    )
    return "http://localhost", written(body)


def written(body: BaseModel) -> bytes:
    return body.model_dump_json(by_alias=True, exclude_none=True).encode()


def tencent_url(body: Any, platform: str | None = None, address: str | None = None) -> str:
    query = {"CallbackCommand": body.CallbackCommand, "contenttype": "json"}
    if address:
        query["ClientIP"] = address
    if platform:
        query["OptPlatform"] = platform
    return f"http://localhost?{urlencode(query)}"


def openim_url(body: Any) -> str:
    return f"http://localhost/{body.callbackCommand}"


READ: dict[tuple[str, str], Callable[[Request], Any]] = {
    ("tencent", "presence"): tencent_presence,
    ("tencent", "member join"): tencent_join,
    ("tencent", "read"): tencent_read,
    ("openim", "presence"): openim_presence,
    ("openim", "member join"): openim_join,
    ("openim", "read"): openim_read,
    ("easemob", "presence"): easemob_presence,
    ("easemob", "member join"): easemob_join,
    ("easemob", "read"): easemob_read,
}
WRITE: dict[tuple[str, str], Callable[..., Written]] = {
    ("tencent", "presence"): presence_to_tencent,
    ("tencent", "member join"): join_to_tencent,
    ("tencent", "read"): read_to_tencent,
    ("openim", "presence"): presence_to_openim,
    ("openim", "member join"): join_to_openim,
    ("openim", "read"): read_to_openim,
    ("easemob", "presence"): presence_to_easemob,
    ("easemob", "member join"): join_to_easemob,
    ("easemob", "read"): read_to_easemob,
}


def translator(source: str, target: str, kind: str) -> Callable[[Request], Written]:
    read, write = READ[source, kind], WRITE[target, kind]

    def translate(request: Request) -> Written:
        return write(read(request))

    def with_key(request: Request) -> Written:
        event = read(request)
        key = f"{event.vendor}:{event.type}:{event.key}{digest_of(request)}"
        return write(event, sha256(key.encode()).hexdigest())

    return with_key if target == "easemob" else translate


def digest_of(request: Request) -> str:
    return digest(from_json(request.body))
