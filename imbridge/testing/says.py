"""What each vendor's message callbacks can hold, as literal tables written from the vendors' documents.

A path leads through objects and, without index, through lists: `message.parts.media.url`.
"""

from dataclasses import dataclass, field

OTHER_MEDIA = ("secret", "name")

NOT_OF_A_PERSON = ("nickname", "avatar", "platform", "device_id", "ext")


@dataclass(frozen=True, kw_only=True, eq=False)
class Row:
    """One document of a vendor and the event in it."""

    command: str
    tag: str
    kind: str | None  # of the conversation
    types: tuple[str, ...] = ()  # of the conversation; none: the document has no place for one
    needs: frozenset[str] = frozenset()  # paths that the document cannot do without
    lacks: frozenset[str] = frozenset()  # paths that it has no place for
    parts: frozenset[str] | None = None  # where it is not the vendor's usual set
    one_recipient: bool = False
    stage: str | None = None
    gives: frozenset[str] = frozenset()  # of actor and occurred_at those that are no mere copies here


@dataclass(frozen=True, kw_only=True, eq=False)
class Says:
    """What a vendor can say, its rows apart."""

    vendor: str
    rows: dict[str, Row]
    parts: frozenset[str]
    platforms: tuple[str, ...]
    lacks: frozenset[str]  # no message of the vendor has a place for these
    part_lacks: dict[str, tuple[str, ...]]
    quoted_lacks: tuple[str, ...]  # beyond the above, for a message inside a quote
    merged_lacks: tuple[str, ...]  # likewise inside a merged part
    nested_needs: tuple[str, ...] = ()  # what a message inside another one always says
    quote_kinds: tuple[str, ...] = ()
    image_formats: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    in_seconds: bool = False  # sent_at of a message; the header's time is finer
    one_part: bool = False
    one_custom: bool = False
    reserved: tuple[str, ...] = field(default=())  # keys of ext that the vendor gives a meaning


def _under(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([f"{prefix}.{name}" for name in names])


def _rows(*rows: tuple[str, Row]) -> dict[str, Row]:
    return dict(rows)


GROUP_TYPES = ("private", "public", "meeting", "community", "Sofa")
ROOM_TYPES = ("live", "broadcast", "live_product")

NO_IDS = ("message.id.server", "message.id.client", "message.id.seq", "message.id.random")

PEOPLE = frozenset({"message.sender", "message.recipients"})
IN_GROUP = frozenset({"message.conversation.id", "message.sender", "message.conversation.type", "message.id.random"})
TIMED = frozenset({"occurred_at"})
BY_SERVER = frozenset({"message.id.seq", "message.sent_at"})


def _tencent_direct(command: str, tag: str, *needs: str, gives: frozenset[str] = frozenset()) -> Row:
    return Row(
        command=command,
        tag=tag,
        kind="direct",
        needs=PEOPLE | frozenset(needs),
        lacks=frozenset({"message.mentions", "message.conversation.topic_id", "message.conversation.id"}),
        one_recipient=True,
        gives=gives,
    )


def _tencent_group(command: str, tag: str, kind: str, needs: frozenset[str], *lacks: str) -> Row:
    return Row(
        command=command,
        tag=tag,
        kind=kind,
        types=ROOM_TYPES if kind == "room" else GROUP_TYPES,
        needs=IN_GROUP | needs,
        lacks=frozenset({"message.recipients", "message.id.server", "unread_count", *lacks}),
        gives=frozenset({"actor", "occurred_at"}),
    )


def _tencent_channel(command: str, tag: str, *lacks: str) -> Row:
    return Row(
        command=command,
        tag=tag,
        kind="channel",
        needs=frozenset({"message.conversation.id"} | ({"message.sent_at"} if tag == "message.sent" else set())),
        lacks=frozenset(
            {
                "actor",
                "message.sender",
                "message.recipients",
                "message.mentions",
                "message.conversation.topic_id",
                "unread_count",
                *NO_IDS[1:],
                *lacks,
            }
        ),
        gives=TIMED,
    )


NO_TIME = ("message.id.seq", "message.sent_at", "message.mentions")

TENCENT_ROWS = _rows(
    ("C2C.CallbackBeforeSendMsg", _tencent_direct("C2C.CallbackBeforeSendMsg", "message.sending")),
    ("C2C.CallbackAfterSendMsg", _tencent_direct("C2C.CallbackAfterSendMsg", "message.sent")),
    ("C2C.CallbackAfterSendMsg failed", _tencent_direct("C2C.CallbackAfterSendMsg", "message.failed", "error.code")),
    ("Bot.OnC2CMessage", _tencent_direct("Bot.OnC2CMessage", "message.bot_received", "message.sent_at", gives=TIMED)),
    *[
        row
        for kind in ("group", "room")
        for row in (
            (
                f"Group.CallbackBeforeSendMsg {kind}",
                _tencent_group("Group.CallbackBeforeSendMsg", "message.sending", kind, frozenset(), *NO_TIME),
            ),
            (
                f"Group.CallbackAfterSendMsg {kind}",
                _tencent_group(
                    "Group.CallbackAfterSendMsg", "message.sent", kind, BY_SERVER, "message.mentions.nickname"
                ),
            ),
            (
                f"Group.CallbackSendMsgException {kind}",
                _tencent_group(
                    "Group.CallbackSendMsgException", "message.failed", kind, frozenset({"error.code"}), *NO_TIME
                ),
            ),
            (
                f"Bot.OnGroupMessage {kind}",
                _tencent_group(
                    "Bot.OnGroupMessage",
                    "message.bot_received",
                    kind,
                    BY_SERVER,
                    "message.mentions.nickname",
                    "message.mentions.everyone",
                ),
            ),
        )
    ],
    (
        "OfficialAccount.CallbackBeforeSendMsg",
        _tencent_channel(
            "OfficialAccount.CallbackBeforeSendMsg", "message.sending", "message.id.server", "message.sent_at"
        ),
    ),
    ("OfficialAccount.CallbackAfterSendMsg", _tencent_channel("OfficialAccount.CallbackAfterSendMsg", "message.sent")),
    (
        "Chatbot.OnC2CSignalMessage",
        Row(
            command="Chatbot.OnC2CSignalMessage",
            tag="message.bot_received",
            kind="direct",
            needs=PEOPLE | {"message.parts"},
            lacks=frozenset(
                {
                    "message.id.client",
                    "message.sent_at",
                    "message.mentions",
                    "message.quote",
                    "message.ext",
                    "message.delivery",
                    "message.conversation.topic_id",
                    "message.conversation.id",
                }
            ),
            parts=frozenset({"command"}),
            one_recipient=True,
            gives=TIMED,
        ),
    ),
)

NEVER_NESTED = (
    "origin",
    "push",
    "is_read",
    "state",
    "conversation.topic_root",
    *_under("sender", NOT_OF_A_PERSON),
    *_under("recipients", NOT_OF_A_PERSON),
)

TENCENT = Says(
    vendor="tencent",
    rows=TENCENT_ROWS,
    parts=frozenset({"text", "location", "face", "custom", "audio", "image", "file", "video", "merged", "unknown"}),
    platforms=("ios", "android", "windows", "macos", "web", "linux", "ipad", "rest", "other", "Fridge"),
    lacks=frozenset(
        {
            "trace",
            "device_id",
            "callback_id",
            "error.detail",
            "message.conversation.topic_root",
            "message.origin",
            "message.push",
            "message.is_read",
            "message.state",
            *_under("actor", NOT_OF_A_PERSON),
            *_under("message.sender", NOT_OF_A_PERSON),
            *_under("message.recipients", NOT_OF_A_PERSON),
            *_under(
                "message.delivery",
                (
                    "priority",
                    "lifetime",
                    "sync_to_sender",
                    "receipt",
                    "count_unread",
                    "update_conversation",
                    "extensible",
                    "skip_callbacks",
                ),
            ),
        }
    ),
    part_lacks={
        "audio": _under("media", (*OTHER_MEDIA, "format", "width", "height")),
        "image": (
            *_under("original", (*OTHER_MEDIA, "duration")),
            *_under("large", (*OTHER_MEDIA, "id", "format", "duration")),
            *_under("thumbnail", (*OTHER_MEDIA, "id", "format", "duration")),
        ),
        "file": _under("media", ("secret", "format", "width", "height", "duration")),
        "video": (
            *_under("media", (*OTHER_MEDIA, "width", "height")),
            *_under("thumbnail", (*OTHER_MEDIA, "duration")),
        ),
        "custom": ("name",),
        "command": ("action",),
        "merged": (
            "entities",
            "level",
            *_under("media", (*OTHER_MEDIA, "url", "size", "format", "width", "height", "duration")),
        ),
    },
    quoted_lacks=(
        *NEVER_NESTED,
        "id.server",
        "id.seq",
        "id.random",
        "conversation.kind",
        "conversation.id",
        "conversation.type",
        "conversation.topic_id",
        "recipients",
        "sent_at",
        "parts",
        "mentions",
        "quote",
        "ext",
        "delivery",
    ),
    merged_lacks=(
        *NEVER_NESTED,
        "id.server",
        "id.client",
        "conversation.type",
        "conversation.topic_id",
        "mentions",
        "delivery",
    ),
    quote_kinds=("text", "custom", "image", "audio", "video", "file", "location", "face", "merged", "9"),
    image_formats=("image/jpeg", "image/gif", "image/png", "image/bmp", "7"),
    in_seconds=True,
    one_custom=True,
    reserved=("messageReply",),
)


def _openim(command: str, tag: str, kind: str, *, types: tuple[str, ...] = (), stage: str | None = None) -> Row:
    known = stage is None
    here = {"message.conversation.id"} if kind == "group" and known else {"message.recipients"} if known else set()
    unsaid = {"message.conversation.id", "message.recipients"} - here
    return Row(
        command=command,
        tag=tag,
        kind=kind,
        types=types,
        needs=frozenset({"message.sender", "message.id.server", *here}),
        lacks=frozenset(unsaid),
        one_recipient=True,
        stage=stage,
    )


OPENIM_ROWS = _rows(
    (
        "callbackBeforeSendSingleMsgCommand",
        _openim("callbackBeforeSendSingleMsgCommand", "message.sending", "direct"),
    ),
    ("callbackAfterSendSingleMsgCommand", _openim("callbackAfterSendSingleMsgCommand", "message.sent", "direct")),
    (
        "callbackBeforeSendGroupMsgCommand",
        _openim("callbackBeforeSendGroupMsgCommand", "message.sending", "group", types=("legacy",)),
    ),
    (
        "callbackAfterSendGroupMsgCommand",
        _openim("callbackAfterSendGroupMsgCommand", "message.sent", "group", types=("legacy",)),
    ),
    *[
        (
            f"callbackBeforeMsgModifyCommand {session}",
            _openim("callbackBeforeMsgModifyCommand", "message.sending", kind, types=types, stage="rewrite"),
        )
        for session, kind, types in ((1, "direct", ()), (2, "group", ("legacy",)), (3, "group", ()))
    ],
    *[
        (f"callbackAfterMsgSaveDBCommand {session}", _openim("callbackAfterMsgSaveDBCommand", "message.stored", kind))
        for session, kind in ((1, "direct"), (3, "group"), (4, "system"))
    ],
)

NOT_IN_MSGSTRUCT = (
    "id.random",
    "conversation.topic_id",
    "conversation.topic_root",
    "sender.device_id",
    "sender.ext",
    *_under("recipients", NOT_OF_A_PERSON),
    "delivery",
    "state",
    "quote.preview",
    "quote.kind",
    "quote.root_id",
    *_under("push", ("mode", "android_sound", "ios_title", "ios_subtitle", "ios_category", "ios_mutable")),
)

OPENIM = Says(
    vendor="openim",
    rows=OPENIM_ROWS,
    parts=frozenset(
        {
            "text",
            "markdown",
            "rich_text",
            "image",
            "audio",
            "video",
            "file",
            "location",
            "face",
            "custom",
            "card",
            "merged",
            "notice",
            "unknown",
        }
    ),
    platforms=(
        "ios",
        "android",
        "windows",
        "macos",
        "web",
        "mini_web",
        "linux",
        "android_pad",
        "ipad",
        "rest",
        "harmony",
        "bot",
        "77",
    ),
    lacks=frozenset(
        {
            "app",
            "client_ip",
            "device_id",
            "callback_id",
            "unread_count",
            "message.id.random",
            "message.conversation.topic_id",
            "message.conversation.topic_root",
            "message.push",
            "message.is_read",
            "message.state",
            "message.sender.platform",
            "message.sender.device_id",
            "message.sender.ext",
            "message.quote.preview",
            "message.quote.kind",
            "message.quote.root_id",
            *_under("message.recipients", NOT_OF_A_PERSON),
            *_under(
                "message.delivery",
                ("priority", "lifetime", "sync_to_sender", "receipt", "count_unread", "extensible", "skip_callbacks"),
            ),
        }
    ),
    part_lacks={
        "image": (
            *_under("original", (*OTHER_MEDIA, "duration")),
            *_under("large", (*OTHER_MEDIA, "duration")),
            *_under("thumbnail", (*OTHER_MEDIA, "duration")),
        ),
        "audio": _under("media", (*OTHER_MEDIA, "width", "height")),
        "video": (
            *_under("media", (*OTHER_MEDIA, "width", "height")),
            *_under("thumbnail", (*OTHER_MEDIA, "duration")),
        ),
        "file": _under("media", ("secret", "width", "height", "duration")),
        "custom": ("name", "sound"),
        "card": ("user.platform", "user.device_id"),
        "merged": ("media", "fallback", "level", "count"),
        "notice": ("text",),
    },
    quoted_lacks=NOT_IN_MSGSTRUCT,
    merged_lacks=NOT_IN_MSGSTRUCT,
    nested_needs=("is_read", "push.ios_badge"),
    origins=("user", "system", "1"),
    one_part=True,
)

SAYS = {says.vendor: says for says in (TENCENT, OPENIM)}
