"""Easemob message bodies to parts and back, and what stands in `ext` beside the app's own data."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw, ValidationError, convert
from msgspec.json import Decoder

from imbridge.context import Context
from imbridge.errors import Malformed
from imbridge.model import (
    Audio,
    Card,
    Command,
    Custom,
    File,
    Image,
    Location,
    Media,
    Merged,
    Part,
    Text,
    UnknownPart,
    Video,
)
from imbridge.substitute import custom_for, fit
from imbridge.vendors.easemob.enums import KINDS_OF_PAYLOAD
from imbridge.vendors.easemob.wire import parts as wire
from imbridge.wire import (
    data_from_map,
    data_from_object,
    encode,
    lenient,
    map_from_data,
    object_from_data,
    parse,
    text_of,
)

NAME = "easemob"

COMBINED = "sub_combine"
USER_CARD = "userCard"
"""What the vendor's UI kits call a business card; a card is written as one, and never read back."""


def text_from_wire(body: wire.Txt) -> Part:
    if body.subType == COMBINED:
        return merged_from_wire(body)
    if body.msg is None:
        raise Malformed("a text without one", pointer="/msg")
    return Text(text=body.msg)


def text_to_wire(part: Text, context: Context) -> wire.Txt:
    return wire.Txt(msg=part.text)


def merged_from_wire(body: wire.Txt) -> Merged:
    media = media_from_wire(body)
    return Merged(
        title=body.title or None,
        abstract=tuple(body.summary.split("\n")) if body.summary else (),
        media=None if media == NO_MEDIA else media,
        fallback=body.msg or None,
        level=body.combineLevel or None,
    )


def merged_to_wire(part: Merged, context: Context) -> wire.Txt:
    media = part.media or NO_MEDIA
    return wire.Txt(
        msg=part.fallback,
        subType=COMBINED,
        combineLevel=part.level,
        title=part.title,
        summary="\n".join(part.abstract) or None,
        url=media.url,
        filename=media.name,
        secret=media.secret,
        file_length=media.size,
    )


def image_from_wire(body: wire.Img) -> Image:
    original, size = media_from_wire(body), body.size
    thumbnail = Media(url=body.thumb or None, secret=body.thumb_secret or None, name=body.thumbFilename or None)
    if size is not None:
        original = msgspec.structs.replace(original, width=pixels(size.width), height=pixels(size.height))
    return Image(original=original, thumbnail=None if thumbnail == NO_MEDIA else thumbnail)


def image_to_wire(part: Image, context: Context) -> wire.Img:
    media, thumbnail = part.original, part.thumbnail or NO_MEDIA
    return wire.Img(
        url=media.url,
        secret=media.secret,
        filename=media.name,
        file_length=media.size,
        size=size_to_wire(media),
        thumb=thumbnail.url,
        thumb_secret=thumbnail.secret,
        thumbFilename=thumbnail.name,
    )


def audio_from_wire(body: wire.Audio) -> Audio:
    return Audio(media=media_from_wire(body, body.length))


def audio_to_wire(part: Audio, context: Context) -> wire.Audio:
    media = part.media
    return wire.Audio(
        url=media.url, secret=media.secret, filename=media.name, file_length=media.size, length=media.duration
    )


def video_from_wire(body: wire.Video) -> Video:
    size = body.size or NO_SIZE
    thumbnail = Media(
        url=body.thumb or None,
        secret=body.thumb_secret or None,
        width=pixels(size.width),
        height=pixels(size.height),
    )
    return Video(media=media_from_wire(body, body.length), thumbnail=None if thumbnail == NO_MEDIA else thumbnail)


def video_to_wire(part: Video, context: Context) -> wire.Video:
    media, thumbnail = part.media, part.thumbnail or NO_MEDIA
    return wire.Video(
        url=media.url,
        secret=media.secret,
        filename=media.name,
        file_length=media.size,
        length=media.duration,
        thumb=thumbnail.url,
        thumb_secret=thumbnail.secret,
        size=size_to_wire(thumbnail),
    )


def file_from_wire(body: wire.File) -> File:
    return File(media=media_from_wire(body))


def file_to_wire(part: File, context: Context) -> wire.File:
    media = part.media
    return wire.File(url=media.url, secret=media.secret, filename=media.name, file_length=media.size)


def location_from_wire(body: wire.Loc) -> Location:
    return Location(latitude=degrees(body.lat), longitude=degrees(body.lng), description=body.addr or None)


def location_to_wire(part: Location, context: Context) -> wire.Loc:
    return wire.Loc(lat=part.latitude, lng=part.longitude, addr=part.description)


def command_from_wire(body: wire.Cmd) -> Command:
    param = body.param
    return Command(
        action=(body.msg if body.action is None else body.action) or None,
        data=data_from_object(param) if isinstance(param, dict) else param,
    )


def command_to_wire(part: Command, context: Context) -> wire.Cmd:
    return wire.Cmd(action=part.action, param=None if part.data is None else object_from_data(part.data))


def custom_from_wire(body: wire.CustomBody) -> Custom:
    exts = body.exts
    if exts is None:
        held = body.customExts
        exts = {key: value for one in held for key, value in one.items()} if isinstance(held, list) else held
    return Custom(name=body.customEvent or None, data=data_from_map(exts) if exts else None)


def custom_to_wire(part: Custom, context: Context) -> wire.CustomBody:
    if part.data is None:
        return wire.CustomBody(customEvent=part.name)
    exts = map_from_data(part.data)
    return wire.CustomBody(customEvent=part.name, exts=exts, customExts=[{key: exts[key]} for key in exts])


def unknown_from_wire(raw: Raw) -> Part:
    """Read a body that no struct takes: field by field, else keep it as it is."""
    body = parse(raw)
    if not isinstance(body, dict):
        return UnknownPart(vendor=NAME, payload=body)
    name = body.get("type")
    shape = SHAPES.get(name) if isinstance(name, str) else wire.Txt if body.get("subType") == COMBINED else None
    if shape is not None:
        try:
            read: Any = lenient(shape, raw)
            return FROM_WIRE[shape](read)
        except Malformed:
            pass
    if not isinstance(name, str) or not name:
        return UnknownPart(vendor=NAME, payload=body)
    return UnknownPart(vendor=NAME, type=name, payload={key: held for key, held in body.items() if key != "type"})


def unknown_to_wire(part: UnknownPart, context: Context) -> Any:
    if not part.type:
        return part.payload
    return {"type": part.type, **part.payload} if isinstance(part.payload, dict) else {"type": part.type}


def parts_from_wire(bodies: list[Raw]) -> tuple[Part, ...]:
    parts = []
    for raw in bodies:
        try:
            body = BODY(raw)
            parts.append(FROM_WIRE[body.__class__](body))
        except (ValidationError, Malformed):
            parts.append(unknown_from_wire(raw))
    return tuple(parts)


def parts_to_wire(fitting: tuple[Part, ...], context: Context) -> list[Any]:
    if len(fitting) == 1:  # nearly always
        part = fitting[0]
        return [TO_WIRE[part.__class__](part, context)]
    return [TO_WIRE[part.__class__](part, context) for part in fitting]


def fitted(parts: tuple[Part, ...], context: Context) -> tuple[Part, ...]:
    """Return parts that there are words for; history goes as an attachment here, or not at all."""
    if len(parts) == 1 and parts[0].__class__ in PLAIN_KINDS:
        return parts
    fitting = fit(parts, KINDS, NAME, context, stand_in)
    return tuple([attached(part, context) if part.__class__ is Merged else part for part in fitting])


def attached(part: Merged, context: Context) -> Part:
    if context.own or (part.media is not None and part.media.url):
        return part
    context.substitute("merged", "easemob takes an attachment that holds the messages")
    return stand_in(part)


def stand_in(part: Part) -> Custom:
    """Put a part into a custom one, whose data is a map of texts."""
    if isinstance(part, Card):
        user = part.user
        named = {"uid": user.id, "nickname": user.nickname, "avatar": user.avatar}
        return Custom(name=USER_CARD, data={key: value for key, value in named.items() if value is not None})
    custom = custom_for(part)
    held = custom.data if isinstance(custom.data, dict) else {}
    return Custom(name=custom.extension, data={"imb_part": text_of(held["imb_part"]), "text": custom.description or ""})


def is_flat(payload: dict[str, Any]) -> bool:
    """Tell whether a payload is a body itself, as some releases show it before a message is sent."""
    if "bodies" in payload:
        return False
    named = payload.get("type")
    return isinstance(payload.get("subType"), str) or (isinstance(named, str) and named not in KINDS_OF_PAYLOAD)


def flat_body(payload: dict[str, Any]) -> Raw:
    """Return the body that such a payload is, what belongs to the message left out."""
    return Raw(encode({key: value for key, value in payload.items() if key not in BESIDE}))


def media_from_wire(body: Any, seconds: int | None = None) -> Media:
    return Media(
        url=body.url or None,
        secret=body.secret or None,
        name=body.filename or None,
        size=body.file_length or None,
        duration=seconds or None,
    )


def size_to_wire(media: Media) -> wire.Size | None:
    return wire.Size(width=media.width, height=media.height) if media.width or media.height else None


def pixels(size: float | None) -> int | None:
    """Read a size that may be written as a double."""
    return int(size) if size is not None and 0 < size < 2**53 and size == int(size) else None


def degrees(number: float | str | None) -> int | float:
    """Read degrees as a number or as decimal text."""
    if isinstance(number, str):
        try:
            number = convert(number, int | float, strict=False)
        except ValidationError:
            number = None
    if number is None or not -LARGEST < number < LARGEST:
        raise Malformed("wanted degrees")
    return number


BESIDE = frozenset({"ext", "meta", "from", "to"})
"""Members of a payload that are about the message, not about its body."""

NO_MEDIA = Media()
NO_SIZE = wire.Size()

LARGEST = 2**53
"""Beyond any number of degrees; what is no number at all is not below it either."""


FROM_WIRE: dict[type[Any], Callable[[Any], Part]] = {
    wire.Txt: text_from_wire,
    wire.Img: image_from_wire,
    wire.Audio: audio_from_wire,
    wire.Video: video_from_wire,
    wire.Loc: location_from_wire,
    wire.File: file_from_wire,
    wire.Cmd: command_from_wire,
    wire.CustomBody: custom_from_wire,
}
TO_WIRE: dict[type, Callable[[Any, Context], Any]] = {
    Text: text_to_wire,
    Image: image_to_wire,
    Audio: audio_to_wire,
    Video: video_to_wire,
    Location: location_to_wire,
    File: file_to_wire,
    Command: command_to_wire,
    Custom: custom_to_wire,
    Merged: merged_to_wire,
    UnknownPart: unknown_to_wire,
}
KINDS = frozenset(TO_WIRE)
PLAIN_KINDS = KINDS - {UnknownPart, Merged}
"""What can be said whoever says it."""

CONTENT_WORDS: dict[type, str] = {
    Text: "text",
    Image: "image",
    Audio: "voice",
    Video: "video",
    Location: "location",
    File: "file",
    Command: "command",
    Custom: "custom",
    Merged: "txt",  # sic: text was taken
    UnknownPart: "unknown",
}
"""The third word of `content_type`, by the first part."""

SHAPES: dict[str, type[Any]] = {str(shape.__struct_config__.tag): shape for shape in FROM_WIRE}
BODY = Decoder(wire.Txt | wire.Img | wire.Audio | wire.Video | wire.Loc | wire.File | wire.Cmd | wire.CustomBody).decode
