"""What a backend answers: one union, tagged by `type`."""

from msgspec import UNSET, UnsetType
from msgspec.structs import force_setattr

from imbridge.model.base import Data, Value, settle
from imbridge.model.message import Delivery, Part, PushInfo
from imbridge.model.shared import Conversation, Mention, MessageId, Participant


class _Ack(Value, frozen=True, kw_only=True, tag_field="type"):
    @property
    def type(self) -> str:
        """The tag: `reject`."""
        return str(self.__struct_config__.tag)


class Allow(_Ack, frozen=True, kw_only=True, tag="allow"):
    """Go on, unchanged."""


class Reject(_Ack, frozen=True, kw_only=True, tag="reject"):
    """Stop, and tell the acting user."""

    code: int | None = None
    reason: str | None = None
    detail: str | None = None


class Discard(_Ack, frozen=True, kw_only=True, tag="discard"):
    """Stop, but let the acting user see success; messages only."""


class MessageChanges(Value, frozen=True, kw_only=True):
    """What becomes of a message that is being sent: UNSET keeps a field, None clears it, and so does an empty value."""

    parts: tuple[Part, ...] | None | UnsetType = UNSET
    ext: Data | None | UnsetType = UNSET
    mentions: tuple[Mention, ...] | None | UnsetType = UNSET
    push: PushInfo | None | UnsetType = UNSET
    delivery: Delivery | None | UnsetType = UNSET
    sender: Participant | None | UnsetType = UNSET
    recipients: tuple[Participant, ...] | None | UnsetType = UNSET
    conversation: Conversation | None | UnsetType = UNSET
    id: MessageId | None | UnsetType = UNSET
    origin: str | None | UnsetType = UNSET

    def __post_init__(self) -> None:
        settle(self, "ext", self.ext)
        for name in ("parts", "mentions", "recipients"):
            if getattr(self, name) == ():
                force_setattr(self, name, None)


class Rewrite(_Ack, frozen=True, kw_only=True, tag="rewrite"):
    """Go on with changes."""

    changes: MessageChanges


class Verdict(Value, frozen=True, kw_only=True):
    """One refused user of a partial refusal."""

    id: str
    code: int | None = None
    reason: str | None = None


class Partial(_Ack, frozen=True, kw_only=True, tag="partial"):
    """Go on, except for these users."""

    verdicts: tuple[Verdict, ...]


class Failed(_Ack, frozen=True, kw_only=True, tag="failed"):
    """The handler could not decide; the vendor's own policy applies."""

    reason: str | None = None


Ack = Allow | Reject | Discard | Rewrite | Partial | Failed
