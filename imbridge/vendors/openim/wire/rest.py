"""The REST interface (`/msg/…`): what is asked, what is answered, and records of history.

Spelt as in the server's request structs; where documents differ the server is right. Times are
milliseconds, contents are plain JSON objects here, texts in search results and base64 in pulled messages.
"""

from typing import Any

from msgspec import UNSET, Raw, UnsetType, field

from imbridge.vendors.openim.wire import Always
from imbridge.wire import Wire


class Push(Always, kw_only=True):
    """Push information, of which a caller may leave out what it likes."""

    title: str = ""
    desc: str = ""
    ex: str = ""
    iOSPushSound: str = ""
    iOSBadgeCount: bool | None = None
    signalInfo: str = ""


class Sent(Wire, kw_only=True):
    """What sends have in common; the server refuses empty texts and zeros for what is required."""

    sendID: str
    senderNickname: str | None = None
    senderFaceURL: str | None = None
    senderPlatformID: int | None = None
    content: Raw  # an object, which kind contentType says
    contentType: int
    sessionType: int
    isOnlineOnly: bool | None = None
    notOfflinePush: bool | None = None
    sendTime: int | None = None  # 0: now
    offlinePushInfo: Push | None = None
    ex: str | None = None
    groupID: str | None = None


class SendMsg(Sent, kw_only=True):
    recvID: str | None = None  # a user; documents put groups here too, the server does not


class BatchSendMsg(Sent, kw_only=True):
    recvIDs: list[str]  # must be there even with isSendAll
    isSendAll: bool | None = None


class SendBusinessNotification(Always, kw_only=True):
    """Content type 2001, to a user or, in the newest server, to a group."""

    sendUserID: str
    recvUserID: str | UnsetType = UNSET
    recvGroupID: str | UnsetType = UNSET
    key: str = ""
    data: str = ""
    sendMsg: bool = False
    reliabilityLevel: int = 1


class SendSimpleMsg(Wire, kw_only=True):
    """An answer to a webhook with a `key`; whom it goes to is in the key."""

    content: str
    sendID: str | None = None
    offlinePushInfo: Push | None = None
    ex: str | None = None


class RevokeMsg(Wire, kw_only=True):
    conversationID: str
    seq: int
    userID: str


class ModifyMessage(Wire, kw_only=True):
    """Enterprise only, from its documents."""

    conversationID: str
    seq: int
    newContent: str


class ChatLog(Always, kw_only=True):
    """A message out of `search_msg`."""

    serverMsgID: str = ""
    clientMsgID: str = ""
    sendID: str
    recvID: str = ""  # in a group the group
    groupID: str = ""
    recvNickname: str = ""
    senderPlatformID: int = 0
    senderNickname: str = ""
    senderFaceURL: str = ""  # in a group the group's
    groupName: str = ""
    sessionType: int
    msgFrom: int = 0
    contentType: int
    content: str
    status: int = 0
    sendTime: int = 0
    createTime: int = 0
    ex: str = ""
    groupFaceURL: str = ""
    groupMemberCount: int = 0
    seq: int = 0
    groupOwner: str = ""
    groupType: int = 0


class Found(Always, kw_only=True):
    chatLog: ChatLog
    isRevoked: bool = False


class MsgData(Wire, kw_only=True, omit_defaults=False):
    """A message out of `pull_msg_by_seq`."""

    sendID: str
    recvID: str = ""
    groupID: str = ""
    clientMsgID: str = ""
    serverMsgID: str = ""
    senderPlatformID: int = 0
    senderNickname: str = ""
    senderFaceURL: str = ""
    sessionType: int
    msgFrom: int = 0
    contentType: int
    content: str | None  # base64; of bytes that are none, null
    seq: int = 0
    sendTime: int = 0
    createTime: int = 0
    status: int = 0
    isRead: bool = False
    options: dict[str, bool] | UnsetType = UNSET
    offlinePushInfo: Push | None = None
    atUserIDList: list[str] | None = None
    attachedInfo: str = ""
    ex: str = ""


class Taken(Wire, kw_only=True):
    """What became of one message."""

    serverMsgID: str = ""
    clientMsgID: str = ""
    sendTime: int = 0
    recvID: str | None = None  # of a batch
    modify: dict[str, Any] | None = None  # what a webhook changed; also absent or null


class Batch(Wire, kw_only=True):
    results: list[Taken] | None = None
    failedUserIDs: list[str] | None = None


class Answer(Wire, kw_only=True):
    errCode: int | float | str | None = None
    errMsg: str | None = None
    errDlt: str | None = None
    data: Raw = field(default_factory=Raw)
