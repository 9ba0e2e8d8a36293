"""What the vendor reads as the reply to a callback."""

from msgspec import UNSET, Raw, UnsetType

from imbridge.wire import Wire


class Ack(Wire, kw_only=True):
    valid: bool
    code: str | None = None  # what the sender reads
    payload: Raw | UnsetType = UNSET
    chatroom_msg_level: str | None = None


class Done(Wire, kw_only=True):
    """The reply to what has happened already: the vendor looks at the HTTP status only."""
