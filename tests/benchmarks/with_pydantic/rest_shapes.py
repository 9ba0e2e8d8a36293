"""The wire models of sends and records of history, and the canonical ones between them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.benchmarks.by_hand.rest import SENT
from tests.benchmarks.with_pydantic import easemob, tencent
from tests.benchmarks.with_pydantic.model import Conversation, Message

SYNCED = {1: True, 2: False}
DIRECT = Conversation(kind="direct")


class Send(BaseModel):
    type: Literal["send"] = "send"
    vendor: str
    command: str
    app: str | None = None
    trace: str | None = None
    message: Message
    platform: str | None = None
    sync_to_sender: bool | None = None
    silent: bool | None = None


class HistoryRecord(BaseModel):
    type: Literal["history"] = "history"
    vendor: str
    command: str
    message: Message
    platform: str | None = None
    direction: str | None = None
    is_read: bool | None = None
    state: str | None = None


class _Named(BaseModel):
    model_config = ConfigDict(populate_by_name=True)


class Push(BaseModel):
    PushFlag: int | None = None


class TencentSend(BaseModel):
    SyncOtherMachine: int | None = None
    From_Account: str | None = None
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int = 0
    MsgTimeStamp: int | None = None
    MsgLifeTime: int | None = None
    OnlineOnlyFlag: int | None = None
    MsgBody: list[tencent.Elem]
    CloudCustomData: str | None = None
    OfflinePushInfo: Push | None = None


class Roamed(BaseModel):
    From_Account: str
    To_Account: str
    MsgSeq: int = 0
    MsgRandom: int = 0
    MsgTimeStamp: int = 0
    MsgFlagBits: int = 0
    IsPeerRead: int | None = None
    MsgKey: str = ""
    MsgBody: list[tencent.Elem]
    CloudCustomData: str | None = None


class OpenimSend(BaseModel):
    sendID: str
    recvID: str
    senderNickname: str | None = None
    senderFaceURL: str | None = None
    senderPlatformID: int | None = None
    content: dict[str, Any]
    contentType: int
    sessionType: Literal[1] = 1
    isOnlineOnly: bool | None = None
    notOfflinePush: bool | None = None
    sendTime: int | None = None
    ex: str | None = None


class ChatLog(BaseModel):
    serverMsgID: str = ""
    clientMsgID: str = ""
    sendID: str
    recvID: str
    groupID: str = ""
    recvNickname: str = ""
    senderPlatformID: int = 0
    senderNickname: str = ""
    senderFaceURL: str = ""
    groupName: str = ""
    sessionType: Literal[1] = 1
    msgFrom: int = 0
    contentType: int
    content: str
    status: int = SENT
    sendTime: int = 0
    createTime: int = 0
    ex: str = ""
    groupFaceURL: str = ""
    groupMemberCount: int = 0
    seq: int = 0
    groupOwner: str = ""
    groupType: int = 0


class Found(BaseModel):
    chatLog: ChatLog
    isRevoked: bool = False


class EasemobSend(_Named):
    from_: str | None = Field(default=None, validation_alias="from", serialization_alias="from")
    to: list[str]
    type: str
    body: dict[str, Any]
    ext: dict[str, Any] | None = None
    routetype: str | None = None
    sync_device: bool | None = None
    msg_timestamp: int | None = None


Body = Annotated[easemob.Txt | easemob.Img | easemob.CustomBody, Field(discriminator="type")]


class Payload(_Named):
    bodies: list[Body]
    ext: dict[str, Any]
    from_: str = Field(validation_alias="from", serialization_alias="from")
    to: str
    type: str | None = None


class Exported(_Named):
    msg_id: str
    timestamp: int
    direction: str | None = None
    to: str
    from_: str = Field(validation_alias="from", serialization_alias="from")
    chat_type: Literal["chat"] = "chat"
    payload: Payload


BODY: TypeAdapter[Any] = TypeAdapter(Body)


def written(body: BaseModel) -> bytes:
    return body.model_dump_json(by_alias=True, exclude_none=True).encode()
