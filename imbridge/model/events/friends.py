"""Friends, block lists, follows: relations between two users each."""

from typing import ClassVar

from imbridge.model.events.header import Event
from imbridge.model.shared import Participant, Relation


class _OfRelations(Event, frozen=True, kw_only=True):
    relations: tuple[Relation, ...] = ()

    many: ClassVar[str | None] = "relations"

    @property
    def subject(self) -> Participant | None:
        """The user whose list it is."""
        owners = {relation.owner_id for relation in self.relations}
        owner = owners.pop() if len(owners) == 1 else None
        return Participant(id=owner) if owner else None


class FriendRequesting(_OfRelations, frozen=True, kw_only=True, tag="friend.requesting"):
    """Requests to be friends are about to be filed; the ack decides, one by one if it must."""

    mutual: bool | None = None
    force: bool | None = None

    phase: ClassVar[str] = "before"


class FriendRequested(_OfRelations, frozen=True, kw_only=True, tag="friend.requested"):
    """A request to be friends is filed, and not answered yet."""


class FriendResponding(_OfRelations, frozen=True, kw_only=True, tag="friend.responding"):
    """A request to be friends is about to be answered by the owner of the relation."""

    phase: ClassVar[str] = "before"


class FriendResponded(_OfRelations, frozen=True, kw_only=True, tag="friend.responded"):
    """A request to be friends was answered by the owner of the relation."""

    seen_by: str | None = None  # responder, requester: whose side reports it


class FriendsAdded(_OfRelations, frozen=True, kw_only=True, tag="friend.added"):
    """Users are friends now."""

    via: str | None = None  # request, response
    force: bool | None = None


class FriendsRemoved(_OfRelations, frozen=True, kw_only=True, tag="friend.removed"):
    """Users are friends no longer."""


class RemarkUpdating(_OfRelations, frozen=True, kw_only=True, tag="friend.remark_updating"):
    """What a user calls a friend is about to change."""

    phase: ClassVar[str] = "before"


class RemarkUpdated(_OfRelations, frozen=True, kw_only=True, tag="friend.remark_updated"):
    """What a user calls a friend changed."""


class FriendsImporting(_OfRelations, frozen=True, kw_only=True, tag="friend.importing"):
    """Friends are about to be imported."""

    phase: ClassVar[str] = "before"


class FriendsImported(_OfRelations, frozen=True, kw_only=True, tag="friend.imported"):
    """Friends were imported."""


class Blocking(_OfRelations, frozen=True, kw_only=True, tag="block.adding"):
    """A user is about to be put on somebody's block list."""

    phase: ClassVar[str] = "before"


class Blocked(_OfRelations, frozen=True, kw_only=True, tag="block.added"):
    """Users are on somebody's block list now."""


class Unblocked(_OfRelations, frozen=True, kw_only=True, tag="block.removed"):
    """Users are on somebody's block list no longer."""


class Followed(_OfRelations, frozen=True, kw_only=True, tag="follow.added"):
    """A user follows others now."""


class Unfollowed(_OfRelations, frozen=True, kw_only=True, tag="follow.removed"):
    """A user follows others no longer."""
