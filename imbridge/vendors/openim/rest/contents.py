"""Contents of messages in the REST interface: plain objects, and fewer kinds than elsewhere."""

from typing import Any

from msgspec import DecodeError, Raw, ValidationError
from msgspec.json import Decoder
from msgspec.structs import replace

from imbridge.context import Context
from imbridge.delta import open_text
from imbridge.errors import CannotExpress, Malformed
from imbridge.model import (
    Audio,
    Command,
    Custom,
    File,
    Image,
    Markdown,
    Media,
    Message,
    Notice,
    Part,
    Text,
    UnknownPart,
    Video,
    tag_of,
)
from imbridge.substitute import custom_for, fit
from imbridge.vendors.openim.messages import (
    CONTENTS,
    CUSTOM,
    CUSTOM_QUIET,
    DELIVERIES,
    NAME,
    TEXT,
    content_from_wire,
    content_to_wire,
)
from imbridge.vendors.openim.wire import parts as wire
from imbridge.wire import encode, parse

MENTIONING: frozenset[str] = frozenset({"3.6", "3.7"})
"""The releases that take 106 beside 101 to 105 and 110; 114 and 118 are taken by no v3.8 that is out."""

OLDEST = "3.0"
"""The releases of which v3.0 to v3.3 read a text in `text`, and v3.4 in `content`, as all later ones do."""

SENT: frozenset[type] = frozenset({Text, Image, Audio, Video, File, Custom})
"""The parts that are sent as such."""

ACCOUNT_NOTICE = "1400"
NO_MEDIA = Media()


def part_from_wire(code: int, raw: Raw, release: str) -> tuple[Part, Any]:
    """Return the part that a content says, and the wire struct it was read from, if any.

    The server reads weakly: `"5"` counts as 5.
    """
    document = bytes(raw)
    if document[:1] != b"{":
        raise Malformed("wanted an object", pointer="/content")
    reading = CONTENTS.get(code)
    if reading is not None and release != "2":
        try:
            content = reading.reader.strict(raw)
            return reading.from_wire(content), content
        except ValidationError:
            pass
        try:
            content = WEAK[code](raw)
            return reading.from_wire(content), content
        except (ValidationError, DecodeError):
            pass
    part, content = content_from_wire(code, document.decode(), release)
    if isinstance(part, UnknownPart):
        payload = parse(raw)
        text = payload.get("text") if code == TEXT and release == OLDEST else None
        part = Text(text=text) if isinstance(text, str) else UnknownPart(vendor=NAME, type=part.type, payload=payload)
    return part, content


def part_to_wire(message: Message, context: Context) -> tuple[int, Raw]:
    """Return the content type and the content of a message that `sendable` has passed."""
    code, content = content_to_wire(message, context)
    if code in DELIVERIES:  # being online only is said beside it
        quiet = message.delivery is not None and message.delivery.update_conversation is False
        code = CUSTOM_QUIET if quiet and (context.own or context.options.release == OLDEST) else CUSTOM
    if isinstance(content, str):
        if content and open_text(content) is None:
            raise CannotExpress(f"{tag_of(message.parts[0])}: needs an object, not a text")
        return code, Raw(content.encode() or b"{}")
    if isinstance(content, wire.Text) and context.options.release == OLDEST:
        return code, Raw(encode({"content": content.content, "text": content.content}))
    return code, Raw(encode(content))


def sendable(message: Message, context: Context) -> Message:
    """Return a message of one part that the server takes; what it does not becomes something that it does."""
    if context.own:
        return message
    if context.options.release == "2":
        raise CannotExpress("v2 has another interface")
    if len(message.parts) != 1:
        raise CannotExpress("needs one part")
    if message.conversation.kind == "system":
        if not is_account_notice(message.parts[0]):
            raise CannotExpress("message.conversation: a notification account sends whole notices of its own alone")
        return message
    (part,) = fit(message.parts, SENT, NAME, context)
    whole = complete(part, context)
    if whole is message.parts[0] and not message.mentions and message.quote is None:
        return message
    mentioning = isinstance(part, Text) and context.options.release in MENTIONING
    mentions = message.mentions if mentioning else ()
    return replace(message, parts=(whole,), mentions=mentions, quote=message.quote if mentions else None)


def complete(part: Part, context: Context) -> Part:
    """Return a part with all that the server insists on, or what stands for it."""
    if lacks(part):
        context.substitute(tag_of(part), "openim's REST interface wants more of it")
        return custom_for(part)
    return pictured(part) if isinstance(part, Image) else part


def pictured(part: Image) -> Image:
    """Return an image in all three sizes; what one lacks the original has."""
    return replace(part, large=like(part.large, part.original), thumbnail=like(part.thumbnail, part.original))


def like(media: Media | None, original: Media) -> Media:
    if media is None:
        return original
    return replace(
        media,
        url=media.url or original.url,
        format=media.format or original.format,
        width=media.width or original.width,
        height=media.height or original.height,
    )


def lacks(part: Part) -> bool:
    """Tell whether the server would refuse a part for what it does not say."""
    match part:
        case Text() | Markdown():
            return not part.text
        case Image(original=picture):
            return not (picture.url and picture.width and picture.height and picture.format)
        case Audio(media=media):
            return not (media.url and media.duration)
        case Video(media=media, thumbnail=thumbnail):
            still = thumbnail or NO_MEDIA
            whole = media.url and media.format and media.size and media.duration
            return not (whole and still.url and still.width and still.height)
        case File(media=media):
            return not (media.url and media.name and media.size)
        case Custom():
            return part.data is None
    return False


def is_account_notice(part: Part) -> bool:
    """Tell whether a part is a notification account's, with all that the server insists on."""
    if not isinstance(part, Notice) or part.code != ACCOUNT_NOTICE or not isinstance(part.detail, dict):
        return False
    name, kind, text = (part.detail.get(key) for key in ("notificationName", "notificationType", "text"))
    return bool(name and text) and isinstance(name, str) and isinstance(text, str) and type(kind) is int and kind != 0


def is_command(message: Message) -> bool:
    return len(message.parts) == 1 and isinstance(message.parts[0], Command)


WEAK = {code: Decoder(reading.reader.shape, strict=False).decode for code, reading in CONTENTS.items()}
