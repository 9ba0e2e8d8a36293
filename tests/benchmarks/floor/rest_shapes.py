"""The requests and records that the floor reads and writes."""

from typing import Any

from msgspec import Raw, Struct, field

from tests.benchmarks.floor import easemob, tencent


class TencentSend(Struct, kw_only=True, omit_defaults=True):
    SyncOtherMachine: int | None = None
    From_Account: str | None = None
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int
    MsgTimeStamp: int | None = None
    MsgLifeTime: int | None = None
    OnlineOnlyFlag: int | None = None
    MsgBody: list[tencent.TextElem | tencent.ImageElem | tencent.CustomElem]
    CloudCustomData: str | None = None


class Roamed(Struct, kw_only=True, omit_defaults=True):
    From_Account: str
    To_Account: str
    MsgSeq: int
    MsgRandom: int
    MsgTimeStamp: int
    MsgFlagBits: int
    IsPeerRead: int | None = None
    MsgKey: str
    MsgBody: list[tencent.TextElem | tencent.ImageElem | tencent.CustomElem]
    CloudCustomData: str | None = None


class OpenimSend(Struct, kw_only=True, omit_defaults=True):
    sendID: str
    recvID: str
    groupID: str | None = None
    senderNickname: str | None = None
    senderFaceURL: str | None = None
    senderPlatformID: int | None = None
    content: Raw
    contentType: int
    sessionType: int
    isOnlineOnly: bool | None = None
    notOfflinePush: bool | None = None
    sendTime: int | None = None
    ex: str | None = None


class ChatLog(Struct, kw_only=True):
    serverMsgID: str
    clientMsgID: str
    sendID: str
    recvID: str
    groupID: str
    recvNickname: str
    senderPlatformID: int
    senderNickname: str
    senderFaceURL: str
    groupName: str
    sessionType: int
    msgFrom: int
    contentType: int
    content: str
    status: int
    sendTime: int
    createTime: int
    ex: str
    groupFaceURL: str
    groupMemberCount: int
    seq: int
    groupOwner: str
    groupType: int


class Found(Struct, kw_only=True):
    chatLog: ChatLog
    isRevoked: bool


class Untagged(Struct, kw_only=True):
    """A text whose type stands beside it."""

    msg: str


class EasemobSend(Struct, kw_only=True, omit_defaults=True):
    from_: str = field(name="from")
    to: list[str]
    type: str
    body: Raw
    ext: dict[str, Any] | None = None
    routetype: str | None = None
    sync_device: bool | None = None
    msg_timestamp: int | None = None


class Payload(Struct, kw_only=True, omit_defaults=True):
    bodies: list[easemob.Txt | easemob.Img | easemob.Custom]
    ext: dict[str, Any]
    from_: str = field(name="from")
    to: str
    type: str | None = None


class Exported(Struct, kw_only=True, omit_defaults=True):
    msg_id: str
    timestamp: int
    direction: str | None = None
    to: str
    from_: str = field(name="from")
    chat_type: str
    payload: Payload
