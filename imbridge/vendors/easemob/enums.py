"""Easemob's names for what is an open enum in the model (`X` read, `X_NAMES` written)."""

PLATFORMS = {
    "ios": "ios",
    "android": "android",
    "win": "windows",
    "webim": "web",
    "linux": "linux",
    "other": "other",
}
PLATFORM_NAMES = {name: spelt for spelt, name in PLATFORMS.items()}

QUOTED = {
    "txt": "text",
    "img": "image",
    "audio": "audio",
    "video": "video",
    "loc": "location",
    "file": "file",
    "cmd": "command",
    "custom": "custom",
}
"""What kind of part a quoted message is."""

QUOTED_NAMES = {kind: name for name, kind in QUOTED.items()}

PRIORITIES = {"high": "high", "normal": "normal", "low": "low"}
PRIORITY_NAMES = {**PRIORITIES, "lowest": "low"}
"""How urgent a room message is; the vendor has no fourth word."""

KINDS_OF_PAYLOAD = {"chat": "direct", "groupchat": "group", "chatroom": "room"}
KINDS_OF_CHAT = {"chat": "direct", "groupchat": "group", "group": "group", "chatroom": "room"}
KINDS_OF_CONTENT = {"user": "direct", "group": "group", "room": "room"}
"""What kind of conversation it is by `payload.type`, `chat_type` and the second word of `content_type`."""

CONTENT_NAMES = {kind: name for name, kind in KINDS_OF_CONTENT.items()}
BEFORE_NAMES = {"direct": "chat", "group": "group", "room": "chatroom"}
AFTER_NAMES = {"direct": "chat", "group": "groupchat", "room": "groupchat"}
"""`chat_type` before a message is sent, and after: there a room is called a group."""

PAYLOAD_NAMES = {kind: name for name, kind in KINDS_OF_PAYLOAD.items()}

PUSH_PROVIDERS = {
    "APNS": "apns",
    "XIAOMI": "xiaomi",
    "HUAWEI": "huawei",
    "ANDROID": "fcm",
    "MEIZU": "meizu",
    "OPPO": "oppo",
    "VIVO": "vivo",
    "VIVOPUSH": "vivo",
}
PUSH_PROVIDER_NAMES = {provider: name for name, provider in PUSH_PROVIDERS.items() if name != "VIVOPUSH"}
PUSH_STAGES = {"success": "sent", "fail": "failed", "error": "failed"}
PUSH_STAGE_NAMES = {"sent": "success", "failed": "fail"}

ALERT_VERDICTS = {"pass": "pass", "refuse": "block", "replace": "replace"}
ALERT_VERDICT_NAMES = {verdict: name for name, verdict in ALERT_VERDICTS.items()}
VERDICTS = {"PASS": "pass", "REJECT": "block", "EXCHANGE": "replace", "RECALL": "recall"}
VERDICT_NAMES = {verdict: name for name, verdict in VERDICTS.items()}
SUGGESTIONS = {"PASS": "pass", "REVIEWED": "review", "REJECT": "block"}
SUGGESTION_NAMES = {suggestion: name for name, suggestion in SUGGESTIONS.items()}

WORDS = {
    "text": "text",
    "image": "image",
    "voice": "audio",
    "location": "location",
    "video": "video",
    "file": "file",
    "command": "command",
    "custom": "custom",
    "txt": "merged",  # sic: text was taken
}
"""What `content_type` calls a body."""
WORD_NAMES = {kind: name for name, kind in WORDS.items()}

PRESENCE_REASONS = {
    "login": "login",
    "logout": "logout",
    "replaced": "replaced",
    "kicked": "replaced",
    "link_closed": "logout",
    "timeout": "logout",
}
"""Why a user came or went, as the vendor says it."""
USUAL_REASONS: dict[str | None, str] = {"online": "login", "offline": "logout"}

KINDS_OF_OPERATION = {"GROUP": "group", "CHATROOM": "room"}
OPERATION_NAMES = {kind: name for name, kind in KINDS_OF_OPERATION.items()}
"""What an operation was done to."""
