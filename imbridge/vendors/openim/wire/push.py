"""The push hooks. The device is the sender's, and the mention list is spelt `atUserIDList`."""

from msgspec import UNSET, UnsetType

from imbridge.vendors.openim.wire import Device


class Push(Device, kw_only=True):
    clientMsgID: str = ""
    sendID: str
    groupID: str = ""
    contentType: int
    sessionType: int
    atUserIDList: list[str] | None = None
    content: str  # JSON inside a text, or bare text; of a notification the inner detail


class UserPush(Push, kw_only=True):
    userIDList: list[str] | None
    title: str | UnsetType = UNSET  # these six are there when the message has push information
    desc: str | UnsetType = UNSET
    ex: str | UnsetType = UNSET
    iOSPushSound: str | UnsetType = UNSET
    iOSBadgeCount: bool | UnsetType = UNSET
    signalInfo: str | UnsetType = UNSET


class OfflinePush(UserPush, kw_only=True, tag="callbackBeforeOfflinePushCommand"):
    pass


class OfflinePushV36(OfflinePush, kw_only=True, tag="callbackOfflinePushCommand"):
    """The name up to v3.6."""


class OnlinePush(UserPush, kw_only=True, tag="callbackBeforeOnlinePushCommand"):
    """The server never fills the six."""


class OnlinePushV36(OnlinePush, kw_only=True, tag="callbackOnlinePushCommand"):
    """The name up to v3.6."""


class GroupOnlinePush(Push, kw_only=True, tag="callbackBeforeGroupOnlinePushCommand"):
    groupID: str
    seq: int = 0


class GroupOnlinePushV36(GroupOnlinePush, kw_only=True, tag="callbackSuperGroupOnlinePushCommand"):
    """The name up to v3.6."""
