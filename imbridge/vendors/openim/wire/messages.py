"""The hooks about messages that are sent, changed and stored."""

from msgspec import UNSET, UnsetType

from imbridge.vendors.openim.wire import Always, Callback


class Message(Callback, kw_only=True):
    """The MSG block, which the send, modify and save hooks share."""

    sendID: str
    serverMsgID: str = ""
    clientMsgID: str = ""
    operationID: str = ""
    senderPlatformID: int = 0
    senderNickname: str = ""
    sessionType: int
    msgFrom: int = 0  # 100 user, 200 system; documents show 1
    contentType: int
    status: int = 0
    sendTime: int = 0  # since v3.8.1
    createTime: int = 0
    content: str  # JSON inside a text, or bare text
    seq: int = 0  # u32; 0 before the message is stored
    atUserList: list[str] | None = None
    faceURL: str = ""
    ex: str = ""
    recvID: str | UnsetType = UNSET
    groupID: str | UnsetType = UNSET


class BeforeSingle(Message, kw_only=True, tag="callbackBeforeSendSingleMsgCommand"):
    recvID: str


class AfterSingle(Message, kw_only=True, tag="callbackAfterSendSingleMsgCommand"):
    recvID: str


class BeforeGroup(Message, kw_only=True, tag="callbackBeforeSendGroupMsgCommand"):
    groupID: str


class AfterGroup(Message, kw_only=True, tag="callbackAfterSendGroupMsgCommand"):
    groupID: str


class Saved(Message, kw_only=True, tag="callbackAfterMsgSaveDBCommand"):
    """Both keys are always there and one is empty."""


class Modify(Message, kw_only=True, tag="callbackBeforeMsgModifyCommand"):
    """Says neither to whom nor to which group."""


class ModifyV30(Modify, kw_only=True, tag="callbackMsgModifyCommand"):
    """The name from v3.0 to v3.6."""


class ModifyDocumented(Modify, kw_only=True, tag="callbackMsgModifyCommandCommand"):
    """The name on one page of the documents."""


class WordFilter(Modify, kw_only=True, tag="callbackWordFilterCommand"):
    """The nearest that v2 has; its reply differs."""


class ReplyKey(Always, kw_only=True):
    """What `?key=` holds, as base64 of compact JSON in this order."""

    sendID: str
    recvID: str
    groupID: str
