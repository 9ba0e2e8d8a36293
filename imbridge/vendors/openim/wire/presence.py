"""The gateway's hooks: users who come and go. `seq` is when the hook fired, in milliseconds."""

from imbridge.vendors.openim.wire import Device


class Presence(Device, kw_only=True):
    userID: str
    seq: int = 0  # a time, not a sequence


class Online(Presence, kw_only=True, tag="callbackAfterUserOnlineCommand"):
    isAppBackground: bool | None = None
    connID: str = ""


class OnlineV2(Online, kw_only=True, tag="callbackUserOnlineCommand"):
    """The name up to v3.6."""


class Offline(Presence, kw_only=True, tag="callbackAfterUserOfflineCommand"):
    connID: str = ""


class OfflineV2(Offline, kw_only=True, tag="callbackUserOfflineCommand"):
    """The name up to v3.6."""


class KickOff(Presence, kw_only=True, tag="callbackAfterUserKickOffCommand"):
    """Defined, and fired by no release since v3.8."""


class KickOffV2(KickOff, kw_only=True, tag="callbackUserKickOffCommand"):
    """The name up to v3.6."""
