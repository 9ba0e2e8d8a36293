"""Users who come and go."""

from typing import ClassVar

from imbridge.model.events.header import Event, Placed
from imbridge.model.shared import Participant


class PresenceChanged(Event, frozen=True, kw_only=True, tag="presence.changed"):
    """A user came or went."""

    user: Participant
    state: str | None = None  # online, offline
    reason: str | None = None  # login, logout, replaced, kicked, link_closed, timeout
    kicked: tuple[Participant, ...] = ()  # devices put off; only their platform
    background: bool | None = None
    connection_id: str | None = None

    @property
    def subject(self) -> Participant | None:
        """The user."""
        return Participant(id=self.user.id)


class RoomPresenceChanged(Placed, frozen=True, kw_only=True, tag="presence.room_changed"):
    """Members of a room came or went there; elsewhere in the app they may be what they were."""

    users: tuple[Participant, ...] = ()
    state: str | None = None  # online, offline

    many: ClassVar[str | None] = "users"
