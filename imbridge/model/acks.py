"""What a backend answers: one union, tagged by `type`."""

from msgspec import UNSET, UnsetType
from msgspec.structs import force_setattr

from imbridge.model.base import Data, Value, settle
from imbridge.model.events.users import ConversationSettings
from imbridge.model.message import Delivery, Message, Part, PushInfo, Quote
from imbridge.model.shared import Conversation, GroupInfo, Member, Mention, MessageId, Participant, Profile


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


class _Changes(Value, frozen=True, kw_only=True, tag_field="type"):
    pass


EMPTY = ((), PushInfo(), Delivery(), Conversation(), MessageId(), Quote(message=Message()))
"""Values that say nothing: to change something to one of these is to clear it."""


class MessageChanges(_Changes, frozen=True, kw_only=True, tag="message"):
    """What becomes of a message that is being sent: UNSET keeps a field, None clears it, and so does an empty value."""

    parts: tuple[Part, ...] | None | UnsetType = UNSET
    ext: Data | None | UnsetType = UNSET
    mentions: tuple[Mention, ...] | None | UnsetType = UNSET
    quote: Quote | None | UnsetType = UNSET
    push: PushInfo | None | UnsetType = UNSET
    delivery: Delivery | None | UnsetType = UNSET
    sender: Participant | None | UnsetType = UNSET
    recipients: tuple[Participant, ...] | None | UnsetType = UNSET
    conversation: Conversation | None | UnsetType = UNSET
    id: MessageId | None | UnsetType = UNSET
    origin: str | None | UnsetType = UNSET

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)
        for name in self.__struct_fields__:
            held = getattr(self, name)
            if held is not UNSET and held in EMPTY:
                force_setattr(self, name, None)


class GroupChanges(_Changes, frozen=True, kw_only=True, tag="group"):
    """What becomes of a group that is being made, or all that changes of one that is being updated."""

    group: GroupInfo


class MemberChanges(_Changes, frozen=True, kw_only=True, tag="members"):
    """What becomes of members who are joining or being updated; a null field is kept."""

    members: tuple[Member, ...]


class RemarkChanges(_Changes, frozen=True, kw_only=True, tag="remark"):
    """What a friend will be called instead."""

    remark: str


class FriendChanges(_Changes, frozen=True, kw_only=True, tag="friends"):
    """Who will be imported as friends instead."""

    user_ids: tuple[str, ...]


class UserChanges(_Changes, frozen=True, kw_only=True, tag="users"):
    """Which accounts will be made instead."""

    users: tuple[Profile, ...]


class ProfileChanges(_Changes, frozen=True, kw_only=True, tag="profile"):
    """What becomes of a profile; a null field is kept."""

    user: Profile


class ConversationChanges(_Changes, frozen=True, kw_only=True, tag="conversation"):
    """What becomes of a record of a conversation; a null field is kept."""

    settings: ConversationSettings


class PushChanges(_Changes, frozen=True, kw_only=True, tag="push"):
    """Whom a push reaches, and what it looks like: UNSET keeps a field, None clears it."""

    targets: tuple[str, ...] | None | UnsetType = UNSET
    push: PushInfo | None | UnsetType = UNSET


Changes = (
    MessageChanges
    | GroupChanges
    | MemberChanges
    | RemarkChanges
    | FriendChanges
    | UserChanges
    | ProfileChanges
    | ConversationChanges
    | PushChanges
)


class Rewrite(_Ack, frozen=True, kw_only=True, tag="rewrite"):
    """Go on with changes; which class of them depends on the event."""

    changes: Changes


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
