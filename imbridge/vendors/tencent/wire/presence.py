"""Callbacks of users who come and go."""

from imbridge.vendors.tencent.wire import Callback, InGroup, Member
from imbridge.wire import Wire


class StateInfo(Wire, kw_only=True):
    Action: str | None = None  # Login, Logout, Disconnect
    To_Account: str
    Reason: str | None = None


class Device(Wire, kw_only=True):
    Platform: str | None = None


class StateChange(Callback, kw_only=True, tag="State.StateChange"):
    Info: StateInfo
    KickedDevice: list[Device] | None = None  # of a login that put other devices off


class MemberState(InGroup, kw_only=True, tag="Group.CallbackOnMemberStateChange"):
    EventType: str | None = None  # Online, Offline
    MemberList: list[Member]
