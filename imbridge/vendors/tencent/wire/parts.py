"""The elements of a message, and what may stand beside them."""

from typing import Annotated, Any, get_args

from msgspec import Raw

from imbridge.wire import Wire, holds

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
    MsgBody: "list[RawElement]"
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


RawElement = Annotated[Raw, holds(lambda: (*get_args(Elem), OtherElem), "Element")]
Element = Annotated[Elem, holds(lambda: (*get_args(Elem), OtherElem), "Element")]
"""Read leniently it is a `Raw` too, since it may be of no type that is known.

In a relayed message it always is: to read on and on what is in one another, and then once more since one
element is odd, would take a time that no document is worth.
"""


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
