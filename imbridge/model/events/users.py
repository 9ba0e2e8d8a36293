"""Accounts, and one side's records of conversations."""

from typing import ClassVar

from msgspec import field

from imbridge.model.base import Data, Value, settle
from imbridge.model.events.header import Event, Placed
from imbridge.model.shared import Participant, Profile


class _Registration(Event, frozen=True, kw_only=True):
    users: tuple[Profile, ...] = ()

    many: ClassVar[str | None] = "users"


class UserRegistering(_Registration, frozen=True, kw_only=True, tag="user.registering"):
    """Accounts are about to be made; the ack decides."""

    phase: ClassVar[str] = "before"


class UserRegistered(_Registration, frozen=True, kw_only=True, tag="user.registered"):
    """Accounts were made."""


class ProfileUpdating(Event, frozen=True, kw_only=True, tag="user.updating"):
    """A profile is about to change; only the changed fields are set."""

    user: Profile

    phase: ClassVar[str] = "before"


class ProfileUpdated(Event, frozen=True, kw_only=True, tag="user.updated"):
    """A profile changed; only the changed fields are set."""

    user: Profile


class ConversationSettings(Value, frozen=True, kw_only=True):
    """How one user keeps a conversation."""

    receive_mode: str | None = None  # notify, silent, none
    pinned: bool | None = None
    private: bool | None = None  # read messages burn
    burn_after: int | None = None  # seconds
    mention_state: str | None = None  # none, me, all, all_and_me, group_notice
    attached: str | None = None
    ext: Data | None = None

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class _Record(Placed, frozen=True, kw_only=True):
    owner_id: str | None = None
    peer: Participant | None = None
    settings: ConversationSettings = field(default_factory=ConversationSettings)


class ConversationCreating(_Record, frozen=True, kw_only=True, tag="conversation.creating"):
    """One side's record of a conversation is about to be made; the ack decides."""

    phase: ClassVar[str] = "before"


class ConversationCreated(_Record, frozen=True, kw_only=True, tag="conversation.created"):
    """One side's record of a conversation was made."""
