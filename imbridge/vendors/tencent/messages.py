"""Tencent message bodies to parts and back."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from msgspec import Raw, ValidationError, convert
from msgspec.json import Decoder

from imbridge.context import Context
from imbridge.delta import open_text
from imbridge.errors import Malformed
from imbridge.model import (
    Audio,
    Conversation,
    Custom,
    Data,
    Face,
    File,
    Image,
    Location,
    Media,
    Merged,
    Message,
    MessageId,
    Part,
    Participant,
    Quote,
    Text,
    UnknownPart,
    Video,
)
from imbridge.substitute import fit, fold
from imbridge.vendors.tencent.enums import IMAGE_CODES, IMAGE_FORMATS, QUOTED, QUOTED_CODES
from imbridge.vendors.tencent.wire import parts as wire
from imbridge.wire import (
    CARRY,
    data_from_object,
    ext_from_members,
    lenient,
    object_from_data,
    parse,
    text_from_data,
    text_from_ext,
)

NAME = "tencent"

OTHER_FORMAT = 255
DOWNLOADABLE = 2


def text_from_wire(elem: wire.TextElem) -> Text:
    return Text(text=elem.MsgContent.Text)


def text_to_wire(part: Text, context: Context) -> wire.TextElem:
    return wire.TextElem(MsgContent=wire.TextContent(Text=part.text))


def location_from_wire(elem: wire.LocationElem) -> Location:
    content = elem.MsgContent
    return Location(latitude=content.Latitude, longitude=content.Longitude, description=content.Desc or None)


def location_to_wire(part: Location, context: Context) -> wire.LocationElem:
    return wire.LocationElem(
        MsgContent=wire.LocationContent(Desc=part.description or "", Latitude=part.latitude, Longitude=part.longitude)
    )


def face_from_wire(elem: wire.FaceElem) -> Face:
    return Face(index=elem.MsgContent.Index, data=elem.MsgContent.Data)


def face_to_wire(part: Face, context: Context) -> wire.FaceElem:
    return wire.FaceElem(MsgContent=wire.FaceContent(Index=part.index, Data=part.data))


def custom_from_wire(elem: wire.CustomElem) -> Custom:
    content = elem.MsgContent
    return Custom(data=content.Data, description=content.Desc, extension=content.Ext, sound=content.Sound)


def custom_to_wire(part: Custom, context: Context) -> wire.CustomElem:
    return wire.CustomElem(
        MsgContent=wire.CustomContent(
            Data=text_from_data(part.data), Desc=part.description, Ext=part.extension, Sound=part.sound
        )
    )


def audio_from_wire(elem: wire.SoundElem) -> Audio:
    content = elem.MsgContent
    return Audio(
        media=Media(
            url=content.Url or None,
            id=content.UUID or None,
            size=content.Size or None,
            duration=content.Second or None,
        )
    )


def audio_to_wire(part: Audio, context: Context) -> wire.SoundElem:
    media = part.media
    return wire.SoundElem(
        MsgContent=wire.SoundContent(
            Url=media.url,
            UUID=media.id or "",
            Size=media.size or 0,
            Second=media.duration or 0,
            Download_Flag=DOWNLOADABLE if media.url else None,
        )
    )


def image_from_wire(elem: wire.ImageElem) -> Image:
    content = elem.MsgContent
    original = large = thumbnail = None
    for info in content.ImageInfoArray or ():
        if info.Type == 1 and original is None:
            original = info
        elif info.Type == 2 and large is None:
            large = picture_from_wire(info)
        elif info.Type == 3 and thumbnail is None:
            thumbnail = picture_from_wire(info)
    code = content.ImageFormat
    return Image(
        original=Media(
            url=original.URL or None if original is not None else None,
            id=content.UUID or None,
            size=original.Size or None if original is not None else None,
            format=None if code is None or code == OTHER_FORMAT else IMAGE_FORMATS.get(code) or str(code),
            width=original.Width or None if original is not None else None,
            height=original.Height or None if original is not None else None,
        ),
        large=large,
        thumbnail=thumbnail,
    )


def image_to_wire(part: Image, context: Context) -> wire.ImageElem:
    original = part.original
    infos = []
    if original.url or original.size or original.width or original.height:
        infos.append(picture_to_wire(1, original))
    if part.large is not None:
        infos.append(picture_to_wire(2, part.large))
    if part.thumbnail is not None:
        infos.append(picture_to_wire(3, part.thumbnail))
    return wire.ImageElem(
        MsgContent=wire.ImageContent(
            UUID=original.id or "", ImageFormat=image_code(original.format, context.own), ImageInfoArray=infos
        )
    )


def image_code(format: str | None, own: bool) -> int:
    code = IMAGE_CODES.get(format.lower()) if format is not None else None
    if code is None and own and format is not None and format.isdecimal():
        return int(format)
    return code or OTHER_FORMAT


def picture_from_wire(info: wire.ImageInfo) -> Media:
    return Media(url=info.URL or None, size=info.Size or None, width=info.Width or None, height=info.Height or None)


def picture_to_wire(type: int, media: Media) -> wire.ImageInfo:
    return wire.ImageInfo(
        Type=type, Size=media.size or 0, Width=media.width or 0, Height=media.height or 0, URL=media.url or ""
    )


def file_from_wire(elem: wire.FileElem) -> File:
    content = elem.MsgContent
    return File(
        media=Media(
            url=content.Url or None,
            id=content.UUID or None,
            name=content.FileName or None,
            size=content.FileSize or None,
        )
    )


def file_to_wire(part: File, context: Context) -> wire.FileElem:
    media = part.media
    return wire.FileElem(
        MsgContent=wire.FileContent(
            Url=media.url,
            UUID=media.id or "",
            FileSize=media.size or 0,
            FileName=media.name or "",
            Download_Flag=DOWNLOADABLE if media.url else None,
        )
    )


def video_from_wire(elem: wire.VideoElem) -> Video:
    content = elem.MsgContent
    thumbnail = Media(
        url=content.ThumbUrl or None,
        id=content.ThumbUUID or None,
        size=content.ThumbSize or None,
        format=content.ThumbFormat or None,
        width=content.ThumbWidth or None,
        height=content.ThumbHeight or None,
    )
    return Video(
        media=Media(
            url=content.VideoUrl or None,
            id=content.VideoUUID or None,
            size=content.VideoSize or None,
            format=content.VideoFormat or None,
            duration=content.VideoSecond or None,
        ),
        thumbnail=None if thumbnail == NO_MEDIA else thumbnail,
    )


def video_to_wire(part: Video, context: Context) -> wire.VideoElem:
    media, thumbnail = part.media, part.thumbnail or NO_MEDIA
    return wire.VideoElem(
        MsgContent=wire.VideoContent(
            VideoUrl=media.url,
            VideoUUID=media.id or "",
            VideoSize=media.size or 0,
            VideoSecond=media.duration or 0,
            VideoFormat=media.format or "",
            VideoDownloadFlag=DOWNLOADABLE if media.url else None,
            ThumbUrl=thumbnail.url,
            ThumbUUID=thumbnail.id or "",
            ThumbSize=thumbnail.size or 0,
            ThumbWidth=thumbnail.width or 0,
            ThumbHeight=thumbnail.height or 0,
            ThumbFormat=thumbnail.format or "",
            ThumbDownloadFlag=DOWNLOADABLE if thumbnail.url else None,
        )
    )


def merged_from_wire(elem: wire.RelayElem) -> Merged:
    content = elem.MsgContent
    messages = tuple([entry_from_wire(entry) for entry in content.MsgList or ()])
    return Merged(
        title=content.Title or None,
        abstract=tuple(content.AbstractList or ()),
        messages=messages,
        media=Media(id=content.JsonMsgKey) if content.JsonMsgKey else None,
        fallback=content.CompatibleText or None,
        count=None if content.MsgNum == len(messages) else content.MsgNum,
    )


def merged_to_wire(part: Merged, context: Context) -> wire.RelayElem:
    key = part.media.id if part.media is not None else None
    return wire.RelayElem(
        MsgContent=wire.RelayContent(
            Title=part.title or "",
            MsgNum=len(part.messages) if part.count is None else part.count,
            CompatibleText=part.fallback or "",
            AbstractList=list(part.abstract),
            MsgList=[entry_to_wire(message, context) for message in part.messages]
            if part.messages or not key
            else None,
            JsonMsgKey=key,
        )
    )


def entry_from_wire(entry: wire.RelayEntry) -> Message:
    quote, ext = cloud_from_wire(entry.CloudCustomData)
    return Message(
        id=MessageId(seq=entry.MsgSeq or None, random=entry.MsgRandom or None),
        conversation=Conversation(
            kind="group" if entry.GroupId else "direct" if entry.To_Account else None, id=entry.GroupId or None
        ),
        sender=Participant(id=entry.From_Account) if entry.From_Account else None,
        recipients=(Participant(id=entry.To_Account),) if entry.To_Account else (),
        sent_at=entry.MsgTimeStamp * 1000 if entry.MsgTimeStamp else None,
        parts=parts_from_wire(entry.MsgBody),
        quote=quote,
        ext=ext,
    )


def entry_to_wire(message: Message, context: Context) -> wire.RelayEntry:
    direct = message.conversation.kind == "direct" and message.recipients
    return wire.RelayEntry(
        From_Account=message.sender.id if message.sender is not None else None,
        To_Account=message.recipients[0].id if direct else None,
        GroupId=message.conversation.id,
        MsgSeq=message.id.seq or 0,
        MsgRandom=message.id.random or 0,
        MsgTimeStamp=(message.sent_at or 0) // 1000,
        MsgBody=parts_to_wire(message.parts, context),
        CloudCustomData=cloud_to_wire(message.quote, message.ext, context),
    )


def unknown_from_wire(raw: Raw) -> Part:
    """Read an element that no struct takes: strictly, then field by field, else keep it as it is."""
    element = parse(raw)
    if isinstance(element, dict) and isinstance(element.get("MsgType"), str):
        shape = SHAPES.get(element["MsgType"])
        if shape is not None:
            try:
                elem: Any = lenient(shape, raw)
            except Malformed:
                pass
            else:
                return FROM_WIRE[shape](elem)
        if "MsgContent" in element:
            return UnknownPart(vendor=NAME, type=element["MsgType"], payload=element["MsgContent"])
    return UnknownPart(vendor=NAME, payload=element)


def unknown_to_wire(part: UnknownPart, context: Context) -> Any:
    return wire.OtherElem(MsgType=part.type, MsgContent=part.payload) if part.type else part.payload


def raw_from_wire(raw: Raw) -> Part:
    """Read an element of a list in which not all are as they should be."""
    try:
        elem = ELEM(raw)
    except ValidationError:
        return unknown_from_wire(raw)
    return FROM_WIRE[elem.__class__](elem)


def parts_from_wire(body: Sequence[wire.Elem | Raw]) -> tuple[Part, ...]:
    if len(body) == 1:  # nearly always
        elem = body[0]
        return (FROM_WIRE[elem.__class__](elem),)
    return tuple([FROM_WIRE[elem.__class__](elem) for elem in body])


def parts_to_wire(parts: tuple[Part, ...], context: Context, several: bool | None = None) -> list[Any]:
    """Write parts as elements.

    At most one custom element fits a message, so further ones fold in: unless the vendor itself let
    them through (`several`).
    """
    if len(parts) == 1 and parts[0].__class__ in PLAIN_KINDS:  # nearly always
        part = parts[0]
        return [TO_WIRE[part.__class__](part, context)]
    fitting = fit(parts, KINDS, NAME, context)
    several = context.own if several is None else several
    if len(fitting) > 1 and not several and sum([part.__class__ is Custom for part in fitting]) > 1:
        context.substitute("custom", "tencent takes one custom part a message")
        first = next(i for i, part in enumerate(fitting) if part.__class__ is Custom)
        originals = tuple([a for a, b in zip(parts, fitting, strict=True) if b.__class__ is Custom])
        rest = [fold(originals) if i == first else part for i, part in enumerate(fitting)]
        fitting = tuple([part for i, part in enumerate(rest) if i == first or part.__class__ is not Custom])
    return [TO_WIRE[part.__class__](part, context) for part in fitting]


def cloud_from_wire(text: str | None) -> tuple[Quote | None, Data | None]:
    """Read CloudCustomData: the app's own data, and a quote by the convention of the UI kit."""
    held = open_text(text) if text else None
    if held is None or not text:
        return None, text or None
    if "messageReply" not in held:
        return None, ext_from_members(held, text) if CARRY in text else held
    try:
        reply = convert(held["messageReply"], wire.Reply)
    except ValidationError:
        reply = NO_REPLY
    if reply.messageID is None:
        return None, ext_from_members(held, text)
    kind = reply.messageType
    quote = Quote(
        message=Message(
            id=MessageId(client=reply.messageID or None),
            sender=Participant(id=reply.messageSender) if reply.messageSender else None,
        ),
        preview=reply.messageAbstract or None,
        kind=QUOTED.get(kind) or str(kind) if kind else None,
        root_id=reply.messageRootID or None,
    )
    return quote, data_from_object({key: value for key, value in held.items() if key != "messageReply"})


def cloud_to_wire(quote: Quote | None, ext: Data | None, context: Context) -> str | None:
    if quote is None:
        return text_from_ext(ext)
    kind = quote.kind
    code = QUOTED_CODES.get(kind) if kind is not None else None
    if code is None and context.own and kind is not None and kind.isdecimal():
        code = int(kind)
    reply = wire.Reply(
        messageID=quote.message.id.client or "",
        messageAbstract=quote.preview or "",
        messageSender=quote.message.sender.id if quote.message.sender is not None else "",
        messageType=code or 0,
        messageRootID=quote.root_id,
        version=1,
    )
    return text_from_data({**object_from_data(ext), "messageReply": reply})


NO_MEDIA = Media()
NO_REPLY = wire.Reply()
ELEM = Decoder(wire.Elem).decode

FROM_WIRE: dict[type[Any], Callable[[Any], Part]] = {
    wire.TextElem: text_from_wire,
    wire.LocationElem: location_from_wire,
    wire.FaceElem: face_from_wire,
    wire.CustomElem: custom_from_wire,
    wire.SoundElem: audio_from_wire,
    wire.ImageElem: image_from_wire,
    wire.FileElem: file_from_wire,
    wire.VideoElem: video_from_wire,
    wire.RelayElem: merged_from_wire,
    Raw: raw_from_wire,
}
TO_WIRE: dict[type, Callable[[Any, Context], Any]] = {
    Text: text_to_wire,
    Location: location_to_wire,
    Face: face_to_wire,
    Custom: custom_to_wire,
    Audio: audio_to_wire,
    Image: image_to_wire,
    File: file_to_wire,
    Video: video_to_wire,
    Merged: merged_to_wire,
    UnknownPart: unknown_to_wire,
}
KINDS = frozenset(TO_WIRE)
PLAIN_KINDS = KINDS - {UnknownPart}
"""What can be said whoever says it."""

SHAPES: dict[str, type[Any]] = {str(shape.__struct_config__.tag): shape for shape in get_args(wire.Elem)}
