"""OpenIM's JSON, transcribed.

Spellings, types and units as in the server's `pkg/callbackstruct` and the SDK's `sdk_struct`. All times
are milliseconds. The server writes every key of a callback, empty or not, and null for an empty list;
the SDKs leave empty keys of a content out. The sender's avatar is `faceURL` in callbacks,
`senderFaceURL` in the modify reply, `senderFaceUrl` in a nested message; the mention list is
`atUserList` in callbacks and `atUserIDList` in the modify reply.
"""

from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from imbridge.wire import Wire, holds


class Always(Struct, kw_only=True, gc=False):
    """A JSON object whose keys are written even when empty, as the server does."""


class Head(Wire, kw_only=True):
    callbackCommand: str | None = None


class Callback(Always, kw_only=True, tag_field="callbackCommand"):
    pass


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


class Text(Wire, kw_only=True):
    content: str


class Picture(Wire, kw_only=True):
    uuid: str | None = None
    type: str | None = None  # MIME type or extension
    size: int | None = None  # bytes
    width: int | None = None
    height: int | None = None
    url: str | None = None


class Pictures(Wire, kw_only=True):
    sourcePath: str | None = None  # a path on the sender's device
    sourcePicture: Picture | None = None
    bigPicture: Picture | None = None
    snapshotPicture: Picture | None = None


class Sound(Wire, kw_only=True):
    uuid: str | None = None
    soundPath: str | None = None  # a path on the sender's device
    sourceUrl: str | None = None
    dataSize: int | None = None  # bytes
    duration: int | None = None  # seconds
    soundType: str | None = None


class Video(Wire, kw_only=True):
    videoPath: str | None = None  # a path on the sender's device
    videoUUID: str | None = None
    videoUrl: str | None = None
    videoType: str | None = None
    videoSize: int | None = None  # bytes
    duration: int | None = None  # seconds
    snapshotPath: str | None = None  # a path on the sender's device
    snapshotUUID: str | None = None
    snapshotSize: int | None = None  # bytes
    snapshotUrl: str | None = None
    snapshotWidth: int | None = None
    snapshotHeight: int | None = None
    snapshotType: str | None = None


class File(Wire, kw_only=True):
    filePath: str | None = None  # a path on the sender's device
    uuid: str | None = None
    sourceUrl: str | None = None
    fileName: str | None = None
    fileSize: int | None = None  # bytes
    fileType: str | None = None


class AtUser(Wire, kw_only=True):
    atUserID: str | None = None
    groupNickname: str | None = None


class AtText(Wire, kw_only=True):
    text: str = ""
    atUserList: list[str] | None = None
    atUsersInfo: list[AtUser] | None = None
    quoteMessage: "Nested | None" = None
    isAtSelf: bool | None = None


class Entity(Wire, kw_only=True):
    type: str | None = None
    offset: int | None = None
    length: int | None = None
    url: str | None = None
    ex: str | None = None


class Merge(Wire, kw_only=True):
    title: str | None = None
    abstractList: list[str] | None = None
    multiMessage: "list[Nested] | None" = None
    messageEntityList: list[Entity] | None = None


class Card(Always, kw_only=True):
    userID: str
    nickname: str = ""
    faceURL: str = ""
    ex: str = ""


class Location(Wire, kw_only=True):
    description: str | None = None
    longitude: int | float
    latitude: int | float


class Custom(Wire, kw_only=True):
    data: str | None = None
    description: str | None = None
    extension: str | None = None


class Quote(Wire, kw_only=True):
    text: str = ""
    quoteMessage: "Nested | None" = None
    messageEntityList: list[Entity] | None = None


class Face(Wire, kw_only=True):
    index: int
    data: str | None = None


class AdvancedText(Wire, kw_only=True):
    text: str = ""
    messageEntityList: list[Entity] | None = None


class Markdown(Wire, kw_only=True):
    content: str


class Business(Always, kw_only=True):
    """Content of 2001, a business notification."""

    key: str
    data: str = ""


class Notification(Wire, kw_only=True):
    detail: Annotated[str, holds(lambda: ())] | None = None  # JSON, another kind for each content type


class PushInfo(Always, kw_only=True):
    title: str = ""
    desc: str = ""
    ex: str = ""
    iOSPushSound: str = ""
    iOSBadgeCount: bool = False
    signalInfo: str = ""


class Nested(Wire, kw_only=True):
    """A whole message inside another one (the SDK's MsgStruct); its content is in the typed element."""

    clientMsgID: str | None = None
    serverMsgID: str | None = None
    createTime: int | None = None
    sendTime: int | None = None
    sessionType: int | None = None
    sendID: str | None = None
    recvID: str | None = None
    msgFrom: int | None = None
    contentType: int | None = None
    senderPlatformID: int | None = None
    senderNickname: str | None = None
    senderFaceUrl: str | None = None  # lower-case rl here only
    groupID: str | None = None
    content: str | None = None
    seq: int | None = None
    isRead: bool | None = None
    status: int | None = None
    offlinePush: PushInfo | None = None
    ex: str | None = None
    textElem: Text | None = None
    cardElem: Card | None = None
    pictureElem: Pictures | None = None
    soundElem: Sound | None = None
    videoElem: Video | None = None
    fileElem: File | None = None
    mergeElem: Merge | None = None
    atTextElem: AtText | None = None
    faceElem: Face | None = None
    locationElem: Location | None = None
    customElem: Custom | None = None
    quoteElem: Quote | None = None
    notificationElem: Notification | None = None
    advancedTextElem: AdvancedText | None = None
    markdownTextElem: Markdown | None = None


class Ack(Always, kw_only=True):
    """The reply that all releases since v3 read."""

    actionCode: int = 0  # 0: the handler ran, nextCode is to be obeyed
    errCode: int = 0
    errMsg: str = ""
    errDlt: str = ""
    nextCode: int = 0  # 1: stop


class AckV2(Always, kw_only=True):
    """The reply of v2: no errDlt, no nextCode."""

    actionCode: int = 0  # 1: forbid
    errCode: int = 0
    errMsg: str = ""
    operationID: str = ""


class ModifyAck(Wire, kw_only=True):
    """The reply to callbackBeforeMsgModifyCommand; absent or null keeps a field, an empty text replaces."""

    actionCode: int
    errCode: int
    errMsg: str
    errDlt: str
    nextCode: int
    content: str | None = None  # a text that holds a JSON object, never the object itself
    recvID: str | None = None
    groupID: str | None = None
    clientMsgID: str | None = None
    serverMsgID: str | None = None
    senderPlatformID: int | None = None
    senderNickname: str | None = None
    senderFaceURL: str | None = None
    sessionType: int | None = None
    msgFrom: int | None = None
    contentType: int | None = None
    options: dict[str, bool] | None = None
    atUserIDList: list[str] | None = None
    ex: str | None = None
