"""Callbacks of profiles."""

from imbridge.vendors.tencent.wire import Callback
from imbridge.wire import Wire


class Tagged(Wire, kw_only=True):
    Tag: str
    Value: str | int | None = None


class PortraitSet(Callback, kw_only=True, tag="Profile.CallbackPortraitSet"):
    Operator_Account: str | None = None
    From_Account: str  # whose profile it is
    ProfileItem: list[Tagged]
