"""What Tencent can say, as a literal table written from the vendor's documents."""

from imbridge.testing.says import NOT_OF_A_PERSON, OTHER_MEDIA, Row, Says, under
from imbridge.testing.tencent_reports import TENCENT_REPORTS

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

TENCENT_ROWS = dict(
    [
        ("C2C.CallbackBeforeSendMsg", _tencent_direct("C2C.CallbackBeforeSendMsg", "message.sending")),
        ("C2C.CallbackAfterSendMsg", _tencent_direct("C2C.CallbackAfterSendMsg", "message.sent")),
        (
            "C2C.CallbackAfterSendMsg failed",
            _tencent_direct("C2C.CallbackAfterSendMsg", "message.failed", "error.code"),
        ),
        (
            "Bot.OnC2CMessage",
            _tencent_direct("Bot.OnC2CMessage", "message.bot_received", "message.sent_at", gives=TIMED),
        ),
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
        (
            "OfficialAccount.CallbackAfterSendMsg",
            _tencent_channel("OfficialAccount.CallbackAfterSendMsg", "message.sent"),
        ),
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
    ]
)

NEVER_NESTED = (
    "origin",
    "push",
    "is_read",
    "state",
    "conversation.topic_root",
    *under("sender", NOT_OF_A_PERSON),
    *under("recipients", NOT_OF_A_PERSON),
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
            *under("actor", NOT_OF_A_PERSON),
            *under("message.sender", NOT_OF_A_PERSON),
            *under("message.recipients", NOT_OF_A_PERSON),
            *under(
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
        "audio": under("media", (*OTHER_MEDIA, "format", "width", "height")),
        "image": (
            *under("original", (*OTHER_MEDIA, "duration")),
            *under("large", (*OTHER_MEDIA, "id", "format", "duration")),
            *under("thumbnail", (*OTHER_MEDIA, "id", "format", "duration")),
        ),
        "file": under("media", ("secret", "format", "width", "height", "duration")),
        "video": (
            *under("media", (*OTHER_MEDIA, "width", "height")),
            *under("thumbnail", (*OTHER_MEDIA, "duration")),
        ),
        "custom": ("name",),
        "command": ("action",),
        "merged": (
            "entities",
            "level",
            *under("media", (*OTHER_MEDIA, "url", "size", "format", "width", "height", "duration")),
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
    reports=TENCENT_REPORTS,
)
