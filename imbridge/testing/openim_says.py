"""What OpenIM can say, as a literal table written from the vendor's documents."""

from imbridge.testing.openim_reports import OPENIM_REPORTS
from imbridge.testing.says import NOT_OF_A_PERSON, OTHER_MEDIA, Row, Says, under


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


OPENIM_ROWS = dict(
    [
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
            (
                f"callbackAfterMsgSaveDBCommand {session}",
                _openim("callbackAfterMsgSaveDBCommand", "message.stored", kind),
            )
            for session, kind in ((1, "direct"), (3, "group"), (4, "system"))
        ],
    ]
)

NOT_IN_MSGSTRUCT = (
    "id.random",
    "conversation.topic_id",
    "conversation.topic_root",
    "sender.device_id",
    "sender.ext",
    *under("recipients", NOT_OF_A_PERSON),
    "delivery",
    "state",
    "quote.preview",
    "quote.kind",
    "quote.root_id",
    *under("push", ("mode", "android_sound", "ios_title", "ios_subtitle", "ios_category", "ios_mutable")),
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
            *under("message.recipients", NOT_OF_A_PERSON),
            *under(
                "message.delivery",
                ("priority", "lifetime", "sync_to_sender", "receipt", "count_unread", "extensible", "skip_callbacks"),
            ),
        }
    ),
    part_lacks={
        "image": (
            *under("original", (*OTHER_MEDIA, "duration")),
            *under("large", (*OTHER_MEDIA, "duration")),
            *under("thumbnail", (*OTHER_MEDIA, "duration")),
        ),
        "audio": under("media", (*OTHER_MEDIA, "width", "height")),
        "video": (
            *under("media", (*OTHER_MEDIA, "width", "height")),
            *under("thumbnail", (*OTHER_MEDIA, "duration")),
        ),
        "file": under("media", ("secret", "width", "height", "duration")),
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
    reports=OPENIM_REPORTS,
)
