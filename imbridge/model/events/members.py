"""Members who ask, are invited, join, leave, change."""

from typing import ClassVar

from imbridge.model.base import Data, settle
from imbridge.model.events.header import Placed, only
from imbridge.model.shared import Member, Participant


class _OfMembers(Placed, frozen=True, kw_only=True):
    members: tuple[Member, ...] = ()

    many: ClassVar[str | None] = "members"


class _Application(Placed, frozen=True, kw_only=True):
    applicant: Participant
    message: str | None = None

    @property
    def subject(self) -> Participant | None:
        """Who asks."""
        return Participant(id=self.applicant.id)


class JoinRequesting(_Application, frozen=True, kw_only=True, tag="member.join_requesting"):
    """A user asks to join; after an allow an approval may still be open."""

    phase: ClassVar[str] = "before"


class JoinRequested(_Application, frozen=True, kw_only=True, tag="member.join_requested"):
    """An application to join is filed."""


class InviteRequesting(_OfMembers, frozen=True, kw_only=True, tag="member.invite_requesting"):
    """Somebody, the actor, is about to invite users."""

    message: str | None = None

    phase: ClassVar[str] = "before"


class MembersInvited(_OfMembers, frozen=True, kw_only=True, tag="member.invited"):
    """Users were invited, by the actor."""

    message: str | None = None


class InviteDeclined(_OfMembers, frozen=True, kw_only=True, tag="member.invite_declined"):
    """An invitation was declined, by the actor."""

    message: str | None = None


class MembersJoining(_OfMembers, frozen=True, kw_only=True, tag="member.joining"):
    """Users are about to become members, whichever way; who asked for it is not said."""

    group_ext: Data | None = None

    phase: ClassVar[str] = "before"

    def __post_init__(self) -> None:
        if self.group_ext is not None:
            settle(self, "group_ext", self.group_ext)


class MembersJoined(_OfMembers, frozen=True, kw_only=True, tag="member.joined"):
    """Users became members."""

    method: str | None = None  # direct, applied, invited
    inviter_id: str | None = None
    message: str | None = None
    source: str | None = None  # admin, invitation, search, qr_code
    member_count: int | None = None

    @property
    def subject(self) -> Participant | None:
        """The member who came alone, and on nobody's word."""
        return only(self.members) if self.method in (None, "direct") else None


class MembersLeft(_OfMembers, frozen=True, kw_only=True, tag="member.left"):
    """Users are no longer members."""

    reason: str | None = None  # quit, kicked, blocked, dissolved
    message: str | None = None

    @property
    def subject(self) -> Participant | None:
        """The member who left alone, and of free will."""
        return only(self.members) if self.reason in (None, "quit") else None


class MembersUpdating(_OfMembers, frozen=True, kw_only=True, tag="member.updating"):
    """Something of members is about to change; only the changed fields are set."""

    phase: ClassVar[str] = "before"


class MembersUpdated(_OfMembers, frozen=True, kw_only=True, tag="member.updated"):
    """Something of members changed: card, role, mute, lists; only the changed fields are set."""

    @property
    def subject(self) -> Participant | None:
        """The member who hides the group or shows it again."""
        hides = len(self.members) == 1 and self.members[0].shielding is not None
        return only(self.members) if hides else None
