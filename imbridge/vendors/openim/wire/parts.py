"""Contents of messages, and what is inside them."""

from typing import Annotated

from imbridge.vendors.openim.wire import Always
from imbridge.wire import Wire, holds


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
