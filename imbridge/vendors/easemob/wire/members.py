"""Members of groups and rooms: they join, leave, become something else."""

from msgspec import UNSET, UnsetType

from imbridge.vendors.easemob.wire.operations import GroupOperation, Mark, Number


class ListPayload(Mark, kw_only=True):
    member: list[str]


class Joined(GroupOperation, kw_only=True):
    payload: ListPayload
    member_count: Number | UnsetType = UNSET


class Left(GroupOperation, kw_only=True):
    payload: ListPayload


class AdminPayload(Mark, kw_only=True):
    admin: list[str]


class Admins(GroupOperation, kw_only=True):
    payload: AdminPayload


class TimedPayload(ListPayload, kw_only=True):
    expire_timestamp: Number | UnsetType = UNSET  # milliseconds; the year 2117 is for ever


class Timed(GroupOperation, kw_only=True):
    """Members may no longer write, or not come back, until a time; or may again."""

    payload: TimedPayload


class Listed(GroupOperation, kw_only=True):
    """Members are on the list of those who may always write, or no longer."""

    payload: ListPayload


class Shielded(GroupOperation, kw_only=True):
    """A user hides a group, or shows it again: the operator."""

    operator: str
    payload: Mark
