"""Types that messages and events share: people, conversations, handles, media."""

from msgspec import field

from imbridge.model.base import Data, Value, settle


class Participant(Value, frozen=True, kw_only=True):
    """A user, as much of one as was said."""

    id: str
    nickname: str | None = None
    avatar: str | None = None  # URL
    platform: str | None = None  # only where there is no header: sends, history, nested messages
    device_id: str | None = None
    ext: Data | None = None

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class Conversation(Value, frozen=True, kw_only=True):
    """Where a message lives.

    A direct conversation has no id: its two users are the sender and the first recipient.
    """

    kind: str | None = None  # direct, group, room, channel, system, or as the vendor wrote it
    id: str | None = None
    type: str | None = None  # group type: private, public, meeting, live, community, …
    topic_id: str | None = None
    topic_root: str | None = None  # id of the message that a thread hangs on


class MessageId(Value, frozen=True, kw_only=True):
    """The handles of one message. No vendor gives all; any one may be the handle."""

    server: str | None = None
    client: str | None = None
    seq: int | None = None
    random: int | None = None  # 32 bits, unsigned


class Media(Value, frozen=True, kw_only=True):
    """A file behind a URL. The library never fetches it."""

    url: str | None = None
    id: str | None = None
    secret: str | None = None
    name: str | None = None  # file name
    size: int | None = None  # bytes
    format: str | None = None  # MIME type or bare extension, as given
    width: int | None = None  # pixels
    height: int | None = None  # pixels
    duration: int | None = None  # seconds

    def __repr__(self) -> str:
        said = {name: getattr(self, name) for name in self.__struct_fields__ if getattr(self, name) is not None}
        if "secret" in said:
            said["secret"] = "***"
        return f"Media({', '.join(f'{name}={value!r}' for name, value in said.items())})"


class Mention(Value, frozen=True, kw_only=True):
    """Somebody, or everyone, was mentioned; exactly one of `id` and `everyone` is set."""

    id: str | None = None
    nickname: str | None = None
    everyone: bool = False


class Entity(Value, frozen=True, kw_only=True):
    """A marked range of a text, in the units that the vendor counts."""

    type: str
    offset: int
    length: int
    url: str | None = None
    ext: Data | None = None

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class Error(Value, frozen=True, kw_only=True):
    """What went wrong: the vendor's own code, and the family it belongs to."""

    code: int | str | None = None
    family: str = field(default_factory=lambda: "unknown")  # derived from vendor and code
    reason: str | None = None
    detail: str | None = None

    @property
    def retryable(self) -> bool:
        """Whether the same call may succeed later: the server was busy, or failed by itself."""
        return self.family in RETRYABLE


RETRYABLE = frozenset({"rate_limited", "timeout", "server", "webhook_failed"})

FOREVER = 2**63 - 1
"""The time of a mute or block without an end."""


class Member(Participant, frozen=True, kw_only=True):
    """A user as a member of a group. In an event of changes a null field is "not changed"."""

    role: str | None = None  # owner, admin, member, super_admin
    muted_until: int | None = None  # milliseconds; 0: not muted
    blocked_until: int | None = None  # milliseconds; 0: not blocked
    allowlisted: bool | None = None
    shielding: bool | None = None  # the user hides the group
    attributes: dict[str, str] | None = None


class Profile(Participant, frozen=True, kw_only=True):
    """A user's account. In an event of changes a null field is "not changed"."""

    gender: str | None = None  # unknown, female, male
    birthday: int | None = None  # yyyymmdd
    signature: str | None = None
    friend_policy: str | None = None  # open, approval, closed
    level: int | None = None
    receive_mode: str | None = None  # notify, silent, none
    created_at: int | None = None  # milliseconds
    attributes: dict[str, str | int] | None = None


class GroupInfo(Value, frozen=True, kw_only=True):
    """What a group is like. In an event of changes a null field is "not changed"."""

    id: str | None = None
    kind: str | None = None  # group, room, channel
    type: str | None = None  # private, public, meeting, live, community, …
    topic_id: str | None = None
    name: str | None = None
    introduction: str | None = None
    announcement: str | None = None
    avatar: str | None = None  # URL
    owner_id: str | None = None
    creator_id: str | None = None
    ext: Data | None = None
    created_at: int | None = None  # milliseconds
    member_count: int | None = None
    max_members: int | None = None
    join_policy: str | None = None  # open, approval, invite_open, closed
    invite_policy: str | None = None  # open, approval, closed
    muted: bool | None = None  # everyone in it
    disabled: bool | None = None
    public: bool | None = None
    member_lookup: bool | None = None
    member_friending: bool | None = None
    attributes: dict[str, str] | None = None

    def __post_init__(self) -> None:
        if self.ext is not None:
            settle(self, "ext", self.ext)


class Relation(Value, frozen=True, kw_only=True):
    """How one user stands to another: a request, a friendship, a block, a follow."""

    user_id: str  # the other
    owner_id: str | None = None  # whose list
    initiator_id: str | None = None
    remark: str | None = None
    group: str | None = None  # of friends
    source: str | None = None
    message: str | None = None
    response: str | None = None  # agree, agree_and_add, reject
