"""Tencent IM's JSON, transcribed.

Spellings, types and units as in the vendor's webhook and message format documents. Times of a message
are seconds, `EventTime` is milliseconds. A field with a default may be missing: older traffic, other
commands that share the struct. Naming traps of the vendor are kept: `Url` (sound, file) against `URL`
(image), `Second` against `VideoSecond`, `Download_Flag` against `VideoDownloadFlag`, `Random` in group
webhooks against `MsgRandom` elsewhere.
"""

from typing import Annotated, Any, get_args

from msgspec import Raw

from imbridge.wire import Wire, holds

Element = Annotated[Raw, holds(lambda: (*get_args(Elem), OtherElem), "Element")]
CloudText = Annotated[str, holds(lambda: (CloudData,))]


class TextContent(Wire, kw_only=True):
    Text: str


class LocationContent(Wire, kw_only=True):
    Desc: str | None = None
    Latitude: int | float
    Longitude: int | float


class FaceContent(Wire, kw_only=True):
    Index: int
    Data: str | None = None  # may hold control characters


class CustomContent(Wire, kw_only=True):
    Data: str | None = None
    Desc: str | None = None
    Ext: str | None = None
    Sound: str | None = None


class SoundContent(Wire, kw_only=True):
    Url: str | None = None  # senders on SDK 2.x and 3.x give none
    UUID: str | None = None
    Size: int | None = None  # bytes
    Second: int | None = None
    Download_Flag: int | None = None  # 2: there is a Url


class ImageInfo(Wire, kw_only=True):
    Type: int | None = None  # 1 original, 2 large, 3 thumbnail
    Size: int | None = None  # bytes
    Width: int | None = None
    Height: int | None = None
    URL: str | None = None


class ImageContent(Wire, kw_only=True):
    UUID: str | None = None
    ImageFormat: int | None = None  # 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 other
    ImageInfoArray: list[ImageInfo] | None = None


class FileContent(Wire, kw_only=True):
    Url: str | None = None
    UUID: str | None = None
    FileSize: int | None = None  # bytes
    FileName: str | None = None
    Download_Flag: int | None = None


class VideoContent(Wire, kw_only=True):
    VideoUrl: str | None = None
    VideoUUID: str | None = None
    VideoSize: int | None = None  # bytes
    VideoSecond: int | None = None
    VideoFormat: str | None = None
    VideoDownloadFlag: int | None = None
    ThumbUrl: str | None = None
    ThumbUUID: str | None = None
    ThumbSize: int | None = None  # bytes
    ThumbWidth: int | None = None
    ThumbHeight: int | None = None
    ThumbFormat: str | None = None
    ThumbDownloadFlag: int | None = None


class RelayEntry(Wire, kw_only=True):
    From_Account: str | None = None
    To_Account: str | None = None  # the source was one-to-one
    GroupId: str | None = None  # the source was a group
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgTimeStamp: int | None = None  # seconds
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None


class RelayContent(Wire, kw_only=True):
    Title: str | None = None
    MsgNum: int | None = None
    CompatibleText: str | None = None
    AbstractList: list[str] | None = None
    MsgList: list[RelayEntry] | None = None  # up to 12 KB, else:
    JsonMsgKey: str | None = None  # the list is stored elsewhere


class _Elem(Wire, kw_only=True, tag_field="MsgType"):
    pass


class TextElem(_Elem, kw_only=True, tag="TIMTextElem"):
    MsgContent: TextContent


class LocationElem(_Elem, kw_only=True, tag="TIMLocationElem"):
    MsgContent: LocationContent


class FaceElem(_Elem, kw_only=True, tag="TIMFaceElem"):
    MsgContent: FaceContent


class CustomElem(_Elem, kw_only=True, tag="TIMCustomElem"):
    MsgContent: CustomContent


class SoundElem(_Elem, kw_only=True, tag="TIMSoundElem"):
    MsgContent: SoundContent


class ImageElem(_Elem, kw_only=True, tag="TIMImageElem"):
    MsgContent: ImageContent


class FileElem(_Elem, kw_only=True, tag="TIMFileElem"):
    MsgContent: FileContent


class VideoElem(_Elem, kw_only=True, tag="TIMVideoFileElem"):
    MsgContent: VideoContent


class RelayElem(_Elem, kw_only=True, tag="TIMRelayElem"):
    MsgContent: RelayContent


Elem = TextElem | LocationElem | FaceElem | CustomElem | SoundElem | ImageElem | FileElem | VideoElem | RelayElem


class OtherElem(Wire, kw_only=True):
    """An element of a type that the documents do not list, or with content they do not describe."""

    MsgType: str
    MsgContent: Any


class GroupAt(Wire, kw_only=True):
    GroupAtAllFlag: int | None = None  # 1: everyone, and no account
    GroupAt_Account: str | None = None


class Reply(Wire, kw_only=True):
    """`messageReply` in CloudCustomData: a quote, by the convention of the vendor's UI kit."""

    messageID: str | None = None  # MsgId of the quoted message
    messageAbstract: str | None = None
    messageSender: str | None = None  # display name or account
    messageType: int | None = None
    messageRootID: str | None = None
    version: int | None = None


class CloudData(Wire, kw_only=True):
    """CloudCustomData where it is a JSON object; all else in it is the app's."""

    messageReply: Reply | None = None


class Head(Wire, kw_only=True):
    CallbackCommand: str | None = None  # ContentCallback.ResultNotify has it in the query only


class Callback(Wire, kw_only=True, tag_field="CallbackCommand"):
    pass


class C2CMessage(Callback, kw_only=True):
    """What the callbacks of a message to one user share."""

    From_Account: str
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgTime: int | None = None  # seconds
    MsgKey: str | None = None
    MsgId: str | None = None  # newer webhooks
    OnlineOnlyFlag: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None
    EventTime: int | str | None = None  # milliseconds; Bot.OnC2CMessage only


class BeforeC2C(C2CMessage, kw_only=True, tag="C2C.CallbackBeforeSendMsg"):
    pass


class AfterC2C(C2CMessage, kw_only=True, tag="C2C.CallbackAfterSendMsg"):
    SendMsgResult: int | None = None  # 0 delivered, else an error code
    ErrorInfo: str | None = None
    UnreadMsgNum: int | None = None  # -1: not delivered


class BotC2C(C2CMessage, kw_only=True, tag="Bot.OnC2CMessage"):
    SendMsgResult: int | None = None
    ErrorInfo: str | None = None


class ChatbotSignal(Callback, kw_only=True, tag="Chatbot.OnC2CSignalMessage"):
    """A signal to a chatbot; it has no MsgBody."""

    From_Account: str
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgKey: str | None = None
    EventTime: int | str | None = None  # milliseconds
    Data: str | None = None


class GroupMessage(Callback, kw_only=True):
    """What the callbacks of a message to a group share."""

    GroupId: str
    Type: str | None = None
    From_Account: str
    Operator_Account: str | None = None  # who made the request; not always the sender
    Random: int | None = None
    MsgSeq: int | None = None  # after
    MsgTime: int | None = None  # seconds; after
    MsgId: str | None = None
    OnlineOnlyFlag: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None
    TopicId: str | None = None
    EventTime: int | str | None = None  # milliseconds; several samples show a text of digits


class BeforeGroup(GroupMessage, kw_only=True, tag="Group.CallbackBeforeSendMsg"):
    pass


class AfterGroup(GroupMessage, kw_only=True, tag="Group.CallbackAfterSendMsg"):
    GroupAtInfo: list[GroupAt] | None = None  # since 2024-08


class GroupException(GroupMessage, kw_only=True, tag="Group.CallbackSendMsgException"):
    ErrorCode: int | None = None
    ErrorInfo: str | None = None


class BotGroup(GroupMessage, kw_only=True, tag="Bot.OnGroupMessage"):
    AtRobots_Account: list[str] | None = None


class OfficialAccountMessage(Callback, kw_only=True):
    """What the callbacks of an official account's message share. There is no sender."""

    Official_Account: str
    MsgKey: str | None = None  # after
    MsgTime: int | None = None  # seconds; after
    OnlineOnlyFlag: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None
    EventTime: int | str | None = None  # milliseconds


class BeforeOfficial(OfficialAccountMessage, kw_only=True, tag="OfficialAccount.CallbackBeforeSendMsg"):
    pass


class AfterOfficial(OfficialAccountMessage, kw_only=True, tag="OfficialAccount.CallbackAfterSendMsg"):
    pass


class FriendResult(Wire, kw_only=True):
    To_Account: str | None = None
    ResultCode: int | None = None
    ResultInfo: str | None = None


class Ack(Wire, kw_only=True):
    ActionStatus: str
    ErrorCode: int
    ErrorInfo: str | None = None  # required by the documents, missing in one sample of theirs
    MsgBody: list[Element] | None = None
    CloudCustomData: CloudText | None = None
    ResultItem: list[FriendResult] | None = None  # Sns.CallbackPrev*: the verdict on each friend
    RefusedMembers_Account: list[str] | None = None
    RefusedSubscribers_Account: list[str] | None = None
