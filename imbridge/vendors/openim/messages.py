"""OpenIM message contents to parts and back.

A message has one content: a number says its kind, and a text holds its JSON. Nested messages hold the
same JSON as a typed element.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import DecodeError

from imbridge.context import Context
from imbridge.delta import open_text
from imbridge.errors import CannotExpress, Malformed
from imbridge.model import (
    Audio,
    Card,
    Command,
    Conversation,
    Custom,
    Delivery,
    Entity,
    Face,
    File,
    Image,
    Location,
    Markdown,
    Media,
    Mention,
    Merged,
    Message,
    MessageId,
    Notice,
    Part,
    Participant,
    PushInfo,
    Quote,
    RichText,
    Text,
    UnknownPart,
    Video,
)
from imbridge.substitute import custom_for, fit, fold, readable
from imbridge.vendors.openim.enums import (
    KINDS_OF_SESSION,
    LEGACY,
    ORIGIN_CODES,
    ORIGINS,
    PLATFORM_IDS,
    PLATFORMS,
    SESSIONS,
)
from imbridge.vendors.openim.wire import parts as wire
from imbridge.wire import Reader, ext_from_text, text_from_data, text_from_ext, text_of

NAME = "openim"

OLD_TEXT = 1  # in the older documents' samples, with bare text
TEXT, PICTURE, VOICE, VIDEO, FILE, AT_TEXT, MERGER, CARD, LOCATION, CUSTOM = range(101, 111)
QUOTE, FACE, ADVANCED_TEXT, MARKDOWN = 114, 115, 117, 118
CUSTOM_QUIET = 119  # does not move the conversation
CUSTOM_ONLINE = 120  # for those online only
BUSINESS = 2001
NOTIFICATIONS = range(1000, 5001)

EVERYONE = "AtAllTag"


def text_from_wire(content: wire.Text) -> Text:
    return Text(text=content.content)


def text_to_wire(part: Text, context: Context) -> wire.Text:
    return wire.Text(content=part.text)


def at_text_from_wire(content: wire.AtText) -> Text:
    return Text(text=content.text)


def at_text_to_wire(part: Text, message: Message, context: Context) -> wire.AtText:
    named = [mention for mention in message.mentions if mention.nickname]
    return wire.AtText(
        text=part.text,
        atUserList=mentions_to_wire(message.mentions),
        atUsersInfo=[wire.AtUser(atUserID=mention_to_wire(one), groupNickname=one.nickname) for one in named] or None,
        quoteMessage=quote_to_wire(message.quote, context),
        isAtSelf=False,
    )


def quote_text_from_wire(content: wire.Quote) -> Text | RichText:
    if content.messageEntityList:
        return RichText(text=content.text, entities=entities_from_wire(content.messageEntityList))
    return Text(text=content.text)


def quote_text_to_wire(part: Text | RichText, message: Message, context: Context) -> wire.Quote:
    return wire.Quote(
        text=part.text,
        quoteMessage=quote_to_wire(message.quote, context),
        messageEntityList=entities_to_wire(part.entities) if isinstance(part, RichText) else None,
    )


def rich_text_from_wire(content: wire.AdvancedText) -> RichText:
    return RichText(text=content.text, entities=entities_from_wire(content.messageEntityList))


def rich_text_to_wire(part: RichText, context: Context) -> wire.AdvancedText:
    return wire.AdvancedText(text=part.text, messageEntityList=entities_to_wire(part.entities))


def markdown_from_wire(content: wire.Markdown) -> Markdown:
    return Markdown(text=content.content)


def markdown_to_wire(part: Markdown, context: Context) -> wire.Markdown:
    return wire.Markdown(content=part.text)


def image_from_wire(content: wire.Pictures) -> Image:
    original = content.sourcePicture
    return Image(
        original=NO_MEDIA if original is None else picture_from_wire(original),
        large=None if content.bigPicture is None else picture_from_wire(content.bigPicture),
        thumbnail=None if content.snapshotPicture is None else picture_from_wire(content.snapshotPicture),
    )


def image_to_wire(part: Image, context: Context) -> wire.Pictures:
    return wire.Pictures(
        sourcePicture=None if part.original == NO_MEDIA else picture_to_wire(part.original),
        bigPicture=None if part.large is None else picture_to_wire(part.large),
        snapshotPicture=None if part.thumbnail is None else picture_to_wire(part.thumbnail),
    )


def picture_from_wire(picture: wire.Picture) -> Media:
    return Media(
        url=picture.url or None,
        id=picture.uuid or None,
        size=picture.size or None,
        format=picture.type or None,
        width=picture.width or None,
        height=picture.height or None,
    )


def picture_to_wire(media: Media) -> wire.Picture:
    return wire.Picture(
        uuid=media.id,
        type=media.format,
        size=media.size or 0,
        width=media.width or 0,
        height=media.height or 0,
        url=media.url,
    )


def audio_from_wire(content: wire.Sound) -> Audio:
    return Audio(
        media=Media(
            url=content.sourceUrl or None,
            id=content.uuid or None,
            size=content.dataSize or None,
            format=content.soundType or None,
            duration=content.duration or None,
        )
    )


def audio_to_wire(part: Audio, context: Context) -> wire.Sound:
    media = part.media
    return wire.Sound(
        uuid=media.id,
        sourceUrl=media.url,
        dataSize=media.size or 0,
        duration=media.duration or 0,
        soundType=media.format,
    )


def video_from_wire(content: wire.Video) -> Video:
    thumbnail = Media(
        url=content.snapshotUrl or None,
        id=content.snapshotUUID or None,
        size=content.snapshotSize or None,
        format=content.snapshotType or None,
        width=content.snapshotWidth or None,
        height=content.snapshotHeight or None,
    )
    return Video(
        media=Media(
            url=content.videoUrl or None,
            id=content.videoUUID or None,
            size=content.videoSize or None,
            format=content.videoType or None,
            duration=content.duration or None,
        ),
        thumbnail=None if thumbnail == NO_MEDIA else thumbnail,
    )


def video_to_wire(part: Video, context: Context) -> wire.Video:
    media, thumbnail = part.media, part.thumbnail or NO_MEDIA
    return wire.Video(
        videoUUID=media.id,
        videoUrl=media.url,
        videoType=media.format,
        videoSize=media.size or 0,
        duration=media.duration or 0,
        snapshotUUID=thumbnail.id,
        snapshotSize=thumbnail.size or 0,
        snapshotUrl=thumbnail.url,
        snapshotWidth=thumbnail.width or 0,
        snapshotHeight=thumbnail.height or 0,
        snapshotType=thumbnail.format,
    )


def file_from_wire(content: wire.File) -> File:
    return File(
        media=Media(
            url=content.sourceUrl or None,
            id=content.uuid or None,
            name=content.fileName or None,
            size=content.fileSize or None,
            format=content.fileType or None,
        )
    )


def file_to_wire(part: File, context: Context) -> wire.File:
    media = part.media
    return wire.File(
        uuid=media.id,
        sourceUrl=media.url,
        fileName=media.name,
        fileSize=media.size or 0,
        fileType=media.format,
    )


def merged_from_wire(content: wire.Merge) -> Merged:
    return Merged(
        title=content.title or None,
        abstract=tuple(content.abstractList or ()),
        messages=tuple([nested_from_wire(nested) for nested in content.multiMessage or ()]),
        entities=entities_from_wire(content.messageEntityList),
    )


def merged_to_wire(part: Merged, context: Context) -> wire.Merge:
    return wire.Merge(
        title=part.title,
        abstractList=list(part.abstract) or None,
        multiMessage=[nested_to_wire(message, context) for message in part.messages] or None,
        messageEntityList=entities_to_wire(part.entities),
    )


def card_from_wire(content: wire.Card) -> Card:
    return Card(
        user=Participant(
            id=content.userID,
            nickname=content.nickname or None,
            avatar=content.faceURL or None,
            ext=content.ex,
        )
    )


def card_to_wire(part: Card, context: Context) -> wire.Card:
    user = part.user
    return wire.Card(
        userID=user.id,
        nickname=user.nickname or "",
        faceURL=user.avatar or "",
        ex=text_from_data(user.ext) or "",
    )


def location_from_wire(content: wire.Location) -> Location:
    return Location(latitude=content.latitude, longitude=content.longitude, description=content.description or None)


def location_to_wire(part: Location, context: Context) -> wire.Location:
    return wire.Location(description=part.description, longitude=part.longitude, latitude=part.latitude)


def custom_from_wire(content: wire.Custom) -> Custom:
    return Custom(data=content.data, description=content.description, extension=content.extension)


def custom_to_wire(part: Custom, context: Context) -> wire.Custom:
    return wire.Custom(data=text_from_data(part.data), description=part.description, extension=part.extension)


def face_from_wire(content: wire.Face) -> Face:
    return Face(index=content.index, data=content.data)


def face_to_wire(part: Face, context: Context) -> wire.Face:
    return wire.Face(index=part.index, data=part.data)


def command_from_wire(content: wire.Business) -> Command:
    return Command(action=content.key or None, data=content.data)


def command_to_wire(part: Command, context: Context) -> wire.Business:
    return wire.Business(key=part.action or "", data=text_from_data(part.data) or "")


def entities_from_wire(entities: list[wire.Entity] | None) -> tuple[Entity, ...]:
    return tuple(
        [
            Entity(
                type=one.type or "",
                offset=one.offset or 0,
                length=one.length or 0,
                url=one.url or None,
                ext=one.ex,
            )
            for one in entities or ()
        ]
    )


def entities_to_wire(entities: tuple[Entity, ...]) -> list[wire.Entity] | None:
    return [
        wire.Entity(
            type=one.type or None,
            offset=one.offset,
            length=one.length,
            url=one.url,
            ex=text_from_data(one.ext),
        )
        for one in entities
    ] or None


def mentions_from_wire(ids: list[str] | None, users: list[wire.AtUser] | None = None) -> tuple[Mention, ...]:
    if not ids:
        return ()
    names = {user.atUserID: user.groupNickname or None for user in users or ()}
    return tuple(
        [
            Mention(everyone=True, nickname=names.get(id)) if id == EVERYONE else Mention(id=id, nickname=names.get(id))
            for id in ids
        ]
    )


def mentions_to_wire(mentions: tuple[Mention, ...]) -> list[str] | None:
    return [mention_to_wire(mention) for mention in mentions] or None


def mention_to_wire(mention: Mention) -> str:
    return EVERYONE if mention.everyone else mention.id or ""


def quote_from_wire(nested: wire.Nested | None) -> Quote | None:
    return None if nested is None else Quote(message=nested_from_wire(nested))


def quote_to_wire(quote: Quote | None, context: Context) -> wire.Nested | None:
    return None if quote is None else nested_to_wire(quote.message, context)


def push_from_wire(push: Any) -> PushInfo | None:
    if push is None:
        return None
    return PushInfo(
        title=push.title or None,
        body=push.desc or None,
        ext=push.ex,
        ios_sound=push.iOSPushSound or None,
        ios_badge=push.iOSBadgeCount,
    )


def push_to_wire(push: PushInfo | None) -> wire.PushInfo | None:
    if push is None:
        return None
    return wire.PushInfo(
        title=push.title or "",
        desc=push.body or "",
        ex=text_from_data(push.ext) or "",
        iOSPushSound=push.ios_sound or "",
        iOSBadgeCount=bool(push.ios_badge),
    )


def nested_from_wire(nested: wire.Nested) -> Message:
    kind = kind_from_wire(nested.sessionType)
    code = nested.contentType or 0
    part, content = nested_content_from_wire(code, nested)
    return Message(
        id=MessageId(server=nested.serverMsgID or None, client=nested.clientMsgID or None, seq=nested.seq or None),
        conversation=Conversation(
            kind=kind, id=nested.groupID or None, type="legacy" if nested.sessionType == LEGACY else None
        ),
        sender=Participant(
            id=nested.sendID,
            nickname=nested.senderNickname or None,
            avatar=nested.senderFaceUrl or None,
            platform=platform_from_wire(nested.senderPlatformID),
        )
        if nested.sendID
        else None,
        origin=origin_from_wire(nested.msgFrom),
        recipients=(Participant(id=nested.recvID),) if nested.recvID else (),
        sent_at=nested.sendTime or None,
        parts=() if part is None else (part,),
        mentions=mentions_from_wire(content.atUserList, content.atUsersInfo)
        if isinstance(content, wire.AtText)
        else (),
        quote=quote_from_wire(content.quoteMessage) if isinstance(content, wire.AtText | wire.Quote) else None,
        ext=ext_from_text(nested.ex),
        delivery=DELIVERIES.get(code),
        push=push_from_wire(nested.offlinePush),
        is_read=nested.isRead,
        state="deleted" if nested.status == DELETED else None,
    )


def nested_to_wire(message: Message, context: Context) -> wire.Nested:
    sender = message.sender
    nested = wire.Nested(
        clientMsgID=message.id.client,
        serverMsgID=message.id.server,
        createTime=message.sent_at or 0,
        sendTime=message.sent_at or 0,
        sessionType=session_to_wire(message.conversation, context, 0),
        sendID=sender.id if sender is not None else None,
        recvID=message.recipients[0].id if message.recipients else None,
        msgFrom=origin_to_wire(message.origin, context),
        contentType=0,
        senderPlatformID=platform_to_wire(sender.platform if sender is not None else None, context),
        senderNickname=sender.nickname if sender is not None else None,
        senderFaceUrl=sender.avatar if sender is not None else None,
        groupID=message.conversation.id,
        seq=message.id.seq or 0,
        isRead=bool(message.is_read),
        status=DELETED if message.state == "deleted" else SENT,
        offlinePush=push_to_wire(message.push),
        ex=text_from_ext(message.ext),
    )
    if message.parts:
        code, content = content_to_wire(message, context)
        nested.contentType = code
        reading = CONTENTS.get(code)
        if reading is None or not reading.element or isinstance(content, str):
            nested.content = content if isinstance(content, str) else text_of(content)
        else:
            setattr(nested, reading.element, content)
    return nested


def nested_content_from_wire(code: int, nested: wire.Nested) -> tuple[Part | None, Any]:
    """Read the typed element of a nested message; a notification has its own, all else is in the text."""
    reading = CONTENTS.get(code)
    element = getattr(nested, reading.element, None) if reading is not None and reading.element else None
    if reading is not None and element is not None:
        return reading.from_wire(element), element
    if nested.notificationElem is not None and code in NOTIFICATIONS:
        return Notice(code=str(code), detail=nested.notificationElem.detail), None
    if not code and not nested.content:
        return None, None
    return content_from_wire(code, nested.content or "")


def content_from_wire(code: int, content: str, release: str = "3.7") -> tuple[Part, Any]:
    """Return the part that a content says, and the wire struct it was read from, if any."""
    reading = CONTENTS.get(code)
    if reading is not None and content[:1] == "{" and (code != MARKDOWN or release != "2"):  # v2: a revocation
        try:
            read = reading.reader.read(content)
        except (Malformed, DecodeError, UnicodeError, RecursionError):
            pass
        else:
            return reading.from_wire(read), read
    if code in (TEXT, OLD_TEXT) and (content[:1] != "{" or open_text(content) is None):
        return Text(text=content), None
    if code in NOTIFICATIONS and code != BUSINESS:
        return Notice(code=str(code), detail=content), None
    return UnknownPart(vendor=NAME, type=str(code), payload=content), None


def content_to_wire(message: Message, context: Context, stored: bool = False) -> tuple[int, Any]:
    """Return the content type and the content of a message: a struct, or the text as it stands."""
    part = single(message.parts, context, stored)
    if isinstance(part, Text):
        if message.mentions:
            return AT_TEXT, at_text_to_wire(part, message, context)
        if message.quote is not None:
            return QUOTE, quote_text_to_wire(part, message, context)
        return TEXT, wire.Text(content=part.text)
    if isinstance(part, RichText) and part.entities and message.quote is not None:
        return QUOTE, quote_text_to_wire(part, message, context)
    if isinstance(part, Custom):
        return custom_code(message), custom_to_wire(part, context)
    if isinstance(part, Notice):
        return int(part.code), text_from_data(part.detail) or ""
    if isinstance(part, UnknownPart):
        payload = part.payload
        return int(part.type), payload if isinstance(payload, str) else text_of(payload)
    code, to_wire = TO_WIRE[part.__class__]
    return code, to_wire(part, context)


def single(parts: tuple[Part, ...], context: Context, stored: bool) -> Part:
    """Bring the parts of a message down to the one that OpenIM has room for."""
    if len(parts) == 1 and parts[0].__class__ in PLAIN_KINDS:
        return parts[0]
    if not parts:
        return NO_TEXT
    kinds = KINDS if context.own or stored else SENT_KINDS
    fitting = fit(tuple([_number_or_text(part) for part in parts]), kinds, NAME, context)
    if len(fitting) == 1:
        part = fitting[0]
        if isinstance(part, Merged) and not part.messages and not context.own:
            context.substitute("merged", "openim takes the messages themselves")
            return custom_for(part)
        return part
    if all(part.__class__ is Text for part in fitting):
        context.substitute("text", "openim takes one part a message")
        return Text(text="\n".join([readable(part) for part in fitting]))
    context.substitute("custom", "openim takes one part a message")
    return fold(parts)


def _number_or_text(part: Part) -> Part:
    """Leave a notice only when its code is a number that OpenIM knows as one."""
    if part.__class__ is not Notice or is_notification(part.code):
        return part
    return Text(text=readable(part))


def is_notification(code: str) -> bool:
    return code.isdecimal() and len(code) == 4 and int(code) in NOTIFICATIONS and int(code) != BUSINESS


def custom_code(message: Message) -> int:
    delivery = message.delivery
    if delivery is not None and delivery.online_only:
        return CUSTOM_ONLINE
    if delivery is not None and delivery.update_conversation is False:
        return CUSTOM_QUIET
    quiet = len(message.parts) == 1 and message.parts[0].__class__ is Command
    return CUSTOM_QUIET if quiet else CUSTOM


def session_to_wire(conversation: Conversation, context: Context, otherwise: int | None = None) -> int:
    kind = conversation.kind
    session = otherwise if kind is None else SESSIONS.get(kind)
    if session is not None:
        return LEGACY if conversation.type == "legacy" and kind == "group" else session
    if context.own and kind is not None and is_number(kind):
        return int(kind)
    raise CannotExpress(f"no session type for a conversation of kind {kind}")


def platform_to_wire(platform: str | None, context: Context) -> int:
    if platform is None:
        return 0
    id = PLATFORM_IDS.get(platform, 0)
    return int(platform) if not id and context.own and is_number(platform) else id


def origin_to_wire(origin: str | None, context: Context) -> int:
    if origin is None:
        return 0
    code = ORIGIN_CODES.get(origin, 0)
    return int(origin) if not code and context.own and is_number(origin) else code


def is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= 20


UNSAID: dict[Any, str | None] = {None: None, 0: None}


class Names(dict[Any, str | None]):
    """An open enum by its numbers; one without a name is kept as it is."""

    def __missing__(self, code: int) -> str:
        return str(code)


kind_from_wire = Names({**UNSAID, **KINDS_OF_SESSION}).__getitem__
platform_from_wire = Names({**UNSAID, **PLATFORMS}).__getitem__
origin_from_wire = Names({**UNSAID, **ORIGINS}).__getitem__


class Content(NamedTuple):
    """How a content type is read, and what a nested message calls its element."""

    reader: Reader[Any]
    from_wire: Callable[[Any], Part]
    element: str


CONTENTS: dict[int, Content] = {
    TEXT: Content(Reader(wire.Text), text_from_wire, "textElem"),
    PICTURE: Content(Reader(wire.Pictures), image_from_wire, "pictureElem"),
    VOICE: Content(Reader(wire.Sound), audio_from_wire, "soundElem"),
    VIDEO: Content(Reader(wire.Video), video_from_wire, "videoElem"),
    FILE: Content(Reader(wire.File), file_from_wire, "fileElem"),
    AT_TEXT: Content(Reader(wire.AtText), at_text_from_wire, "atTextElem"),
    MERGER: Content(Reader(wire.Merge), merged_from_wire, "mergeElem"),
    CARD: Content(Reader(wire.Card), card_from_wire, "cardElem"),
    LOCATION: Content(Reader(wire.Location), location_from_wire, "locationElem"),
    CUSTOM: Content(Reader(wire.Custom), custom_from_wire, "customElem"),
    QUOTE: Content(Reader(wire.Quote), quote_text_from_wire, "quoteElem"),
    FACE: Content(Reader(wire.Face), face_from_wire, "faceElem"),
    ADVANCED_TEXT: Content(Reader(wire.AdvancedText), rich_text_from_wire, "advancedTextElem"),
    MARKDOWN: Content(Reader(wire.Markdown), markdown_from_wire, "markdownTextElem"),
    CUSTOM_QUIET: Content(Reader(wire.Custom), custom_from_wire, "customElem"),
    CUSTOM_ONLINE: Content(Reader(wire.Custom), custom_from_wire, "customElem"),
    BUSINESS: Content(Reader(wire.Business), command_from_wire, ""),
}
TO_WIRE: dict[type, tuple[int, Callable[[Any, Context], Any]]] = {
    Markdown: (MARKDOWN, markdown_to_wire),
    RichText: (ADVANCED_TEXT, rich_text_to_wire),
    Image: (PICTURE, image_to_wire),
    Audio: (VOICE, audio_to_wire),
    Video: (VIDEO, video_to_wire),
    File: (FILE, file_to_wire),
    Merged: (MERGER, merged_to_wire),
    Card: (CARD, card_to_wire),
    Location: (LOCATION, location_to_wire),
    Face: (FACE, face_to_wire),
    Command: (BUSINESS, command_to_wire),
}
KINDS = frozenset({*TO_WIRE, Text, Custom, Notice, UnknownPart})
PLAIN_KINDS = frozenset({*TO_WIRE, Text, Custom}) - {Command, Merged}
"""What can be said whoever says it, and whatever is in it."""

SENT_KINDS = KINDS - {Command}
"""What a send hook of the server can hold; a business notification never reaches one, but is stored."""

SENT = 1
DELETED = 4
NO_MEDIA = Media()
NO_TEXT = Text(text="")
DELIVERIES = {CUSTOM_ONLINE: Delivery(online_only=True), CUSTOM_QUIET: Delivery(update_conversation=False)}
