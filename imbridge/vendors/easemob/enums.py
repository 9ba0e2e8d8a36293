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
