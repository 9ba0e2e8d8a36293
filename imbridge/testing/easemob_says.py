"""What Easemob can say, as a literal table written from the vendor's documents."""

from imbridge.testing.easemob_reports import EASEMOB_REPORTS
from imbridge.testing.says import NOT_OF_A_PERSON, Row, Says, under

TOPIC = ("message.conversation.topic_id", "message.conversation.topic_root")


def _easemob(command: str, tag: str, kind: str) -> Row:
    lacks: tuple[str, ...] = ()
    if kind == "direct":
        lacks = ("message.conversation.id", *TOPIC)
    elif command == "chat_offline":
        lacks = TOPIC  # `to` is who was offline
    elif kind == "group":
        lacks = ("message.recipients",)
    else:
        lacks = ("message.recipients", *TOPIC)
    return Row(command=command, tag=tag, kind=kind, lacks=frozenset(lacks), one_recipient=True)


EASEMOB_ROWS = {
    f"{command} {kind}": _easemob(command, tag, kind)
    for command, tag in (
        ("presend", "message.sending"),
        ("chat", "message.sent"),
        ("chat_offline", "message.offline"),
    )
    for kind in ("direct", "group", "room")
}

NOT_QUOTED = (
    *under("id", ("client", "seq", "random")),
    *under("conversation", ("kind", "id", "type", "topic_id", "topic_root")),
    *under("sender", NOT_OF_A_PERSON),
    "origin",
    "recipients",
    "sent_at",
    "parts",
    "mentions",
    "quote",
    "ext",
    "delivery",
    "push",
    "is_read",
    "state",
)

NO_PIXELS = ("id", "format", "width", "height")

EASEMOB = Says(
    vendor="easemob",
    rows=EASEMOB_ROWS,
    parts=frozenset({"text", "image", "audio", "video", "file", "location", "command", "custom", "merged", "unknown"}),
    platforms=("ios", "android", "windows", "web", "linux", "other", "macos", "Fridge"),
    lacks=frozenset(
        {
            "trace",
            "client_ip",
            "unread_count",
            "message.conversation.type",
            "message.origin",
            "message.delivery",
            "message.is_read",
            "message.state",
            "message.quote.root_id",
            "message.mentions.nickname",
            *under("message.id", ("client", "seq", "random")),
            *under("message.sender", NOT_OF_A_PERSON),
            *under("message.recipients", NOT_OF_A_PERSON),
            *under("message.push", ("android_sound", "ios_badge", "ios_subtitle")),
        }
    ),
    part_lacks={
        "image": (
            "large",
            *under("original", ("id", "format", "duration")),
            *under("thumbnail", (*NO_PIXELS, "size", "duration")),
        ),
        "audio": under("media", NO_PIXELS),
        "video": (*under("media", NO_PIXELS), *under("thumbnail", ("id", "format", "name", "size", "duration"))),
        "file": under("media", (*NO_PIXELS, "duration")),
        "custom": ("description", "extension", "sound"),
        "merged": ("messages", "count", "entities", *under("media", (*NO_PIXELS, "duration"))),
    },
    quoted_lacks=NOT_QUOTED,
    merged_lacks=(),  # no messages are nested there
    quote_kinds=("text", "image", "audio", "video", "location", "file", "command", "custom", "Sofa"),
    push_modes=("silent", "forced"),
    reports=EASEMOB_REPORTS,
    reserved=(
        "em_at_list",
        "em_ignore_notification",
        "em_force_notification",
        "em_push_ext",
        "em_apns_ext",
        "msgQuote",
    ),
)
