"""Groups and rooms: made, changed, handed over, dissolved, their files."""

from msgspec import UNSET, Struct, UnsetType

from imbridge.vendors.easemob.wire.operations import Flag, GroupOperation, Mark, Number
from imbridge.wire import Wire


class Info(Wire, kw_only=True):
    """What a group is like; every value is written as a text, whatever its type."""

    owner: str | None = None  # `{appkey}_{user}`
    created: Number | None = None  # milliseconds
    custom: str | None = None
    description: str | None = None
    mute: Flag | None = None
    avatar: str | None = None
    title: str | None = None
    max_users: Number | None = None
    public: Flag | None = None
    allow_user_invites: Flag | None = None
    disabled: Flag | None = None


class Creation(Struct, kw_only=True, gc=False):
    role: dict[str, str] | UnsetType = UNSET  # of the owner and the admins
    member: list[str] | UnsetType = UNSET  # the owner is not among them
    info: Info | UnsetType = UNSET


class Created(GroupOperation, kw_only=True):
    payload: Creation | UnsetType = UNSET


class Deleted(GroupOperation, kw_only=True):
    """A group was dissolved."""

    payload: Mark | UnsetType = UNSET  # there is none


class InfoPayload(Mark, kw_only=True):
    info: Info | UnsetType = UNSET


class InfoUpdated(GroupOperation, kw_only=True):
    payload: InfoPayload


class OwnerPayload(Mark, kw_only=True):
    owner: str = ""  # the old one
    new_owner: str


class OwnerUpdated(GroupOperation, kw_only=True):
    payload: OwnerPayload


class MutePayload(Mark, kw_only=True):
    mute: Flag | UnsetType = UNSET  # everyone


class AllMuted(GroupOperation, kw_only=True):
    payload: MutePayload


class DisablePayload(Mark, kw_only=True):
    disable: Flag | UnsetType = UNSET
    disabled: Flag | UnsetType = UNSET  # so the vendor's table


class Disabled(GroupOperation, kw_only=True):
    payload: DisablePayload


class AnnouncementPayload(Mark, kw_only=True):
    announcement: str | None | UnsetType = UNSET  # absent: deleted


class Announced(GroupOperation, kw_only=True):
    payload: AnnouncementPayload


class FilesPayload(Mark, kw_only=True):
    share_file: list[str]  # file ids


class FilesShared(GroupOperation, kw_only=True):
    payload: FilesPayload
