"""Groups, rooms, channels and topics: one set of classes, told apart by their conversation's kind."""

from typing import ClassVar

from msgspec import field

from imbridge.model.events.header import Event, Placed
from imbridge.model.shared import GroupInfo, Media, Member, Participant


class _Creation(Event, frozen=True, kw_only=True):
    group: GroupInfo = field(default_factory=GroupInfo)
    members: tuple[Member, ...] = ()  # with the owner where the vendor lists it


class _Update(Placed, frozen=True, kw_only=True):
    changes: GroupInfo = field(default_factory=GroupInfo)  # null is "not changed"


class GroupCreating(_Creation, frozen=True, kw_only=True, tag="group.creating"):
    """A group is about to be made; the ack decides."""

    phase: ClassVar[str] = "before"


class GroupCreated(_Creation, frozen=True, kw_only=True, tag="group.created"):
    """A group was made."""


class GroupUpdating(_Update, frozen=True, kw_only=True, tag="group.updating"):
    """Settings of a group are about to change; the ack decides."""

    phase: ClassVar[str] = "before"


class GroupUpdated(_Update, frozen=True, kw_only=True, tag="group.updated"):
    """Settings of a group changed: its name, announcement, whether all are muted."""


class GroupAttributesChanged(Placed, frozen=True, kw_only=True, tag="group.attributes_changed"):
    """The key/value store of a group changed; settings are GroupUpdated."""

    operation: str | None = None  # set, modify, delete, clear
    attributes: dict[str, str] = field(default_factory=dict)


class GroupFilesChanged(Placed, frozen=True, kw_only=True, tag="group.files_changed"):
    """Shared files of a group came or went."""

    operation: str | None = None  # added, removed
    files: tuple[Media, ...] = ()
    owner: Participant | None = None

    many: ClassVar[str | None] = "files"


class OwnerChanged(Placed, frozen=True, kw_only=True, tag="group.owner_changed"):
    """A group has a new owner."""

    new_owner_id: str
    old_owner_id: str | None = None


class GroupDissolved(Placed, frozen=True, kw_only=True, tag="group.dissolved"):
    """A group is no more."""

    owner_id: str | None = None
    name: str | None = None
    members: tuple[Member, ...] = ()


class GroupFull(Placed, frozen=True, kw_only=True, tag="group.full"):
    """A group has as many members as it may."""


class _OfTopic(Placed, frozen=True, kw_only=True):
    """`conversation` is the group that the topic lives in, with the topic's id."""


class TopicCreating(_OfTopic, frozen=True, kw_only=True, tag="topic.creating"):
    """A topic is about to be made in a group; the ack decides."""

    group: GroupInfo = field(default_factory=GroupInfo)

    phase: ClassVar[str] = "before"


class TopicCreated(_OfTopic, frozen=True, kw_only=True, tag="topic.created"):
    """A topic was made in a group."""

    group: GroupInfo = field(default_factory=GroupInfo)


class TopicUpdated(_OfTopic, frozen=True, kw_only=True, tag="topic.updated"):
    """Settings of a topic changed."""

    changes: GroupInfo = field(default_factory=GroupInfo)  # null is "not changed"


class TopicDissolved(_OfTopic, frozen=True, kw_only=True, tag="topic.dissolved"):
    """Topics of a group are no more; the group is still there."""

    topic_ids: tuple[str, ...] = ()

    many: ClassVar[str | None] = "topic_ids"
