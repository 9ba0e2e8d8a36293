"""What the server reads out of a reply.

A member that is not there, or null, keeps what was asked about, but where a reply says otherwise.
"""

from msgspec import UNSET, UnsetType

from imbridge.vendors.openim.wire import Always
from imbridge.vendors.openim.wire.parts import PushInfo
from imbridge.vendors.openim.wire.users import User
from imbridge.wire import Wire


class Ack(Always, kw_only=True):
    """The reply that all releases since v3 read."""

    actionCode: int = 0  # 0: the handler ran, nextCode is to be obeyed
    errCode: int = 0
    errMsg: str = ""
    errDlt: str = ""
    nextCode: int = 0  # 1: stop


class AckV2(Always, kw_only=True):
    """The reply of v2: no errDlt, no nextCode."""

    actionCode: int = 0  # 1: forbid
    errCode: int = 0
    errMsg: str = ""
    operationID: str = ""


class ModifyAck(Ack, kw_only=True):
    """The reply to callbackBeforeMsgModifyCommand; an empty text replaces."""

    content: str | UnsetType = UNSET  # a text that holds a JSON object, never the object itself
    recvID: str | UnsetType = UNSET
    groupID: str | UnsetType = UNSET
    clientMsgID: str | UnsetType = UNSET
    serverMsgID: str | UnsetType = UNSET
    senderPlatformID: int | UnsetType = UNSET
    senderNickname: str | UnsetType = UNSET
    senderFaceURL: str | UnsetType = UNSET
    sessionType: int | UnsetType = UNSET
    msgFrom: int | UnsetType = UNSET
    contentType: int | UnsetType = UNSET
    status: int | UnsetType = UNSET
    options: dict[str, bool] | UnsetType = UNSET
    offlinePushInfo: PushInfo | UnsetType = UNSET  # crashes the request where the message has none
    atUserIDList: list[str] | UnsetType = UNSET
    msgDataList: str | list[int] | UnsetType = UNSET  # bytes: base64, or the numbers; parsed, not used
    attachedInfo: str | UnsetType = UNSET
    ex: str | UnsetType = UNSET


class CreateGroupAck(Ack, kw_only=True):
    """An empty text replaces."""

    groupID: str | UnsetType = UNSET
    groupName: str | UnsetType = UNSET
    notification: str | UnsetType = UNSET
    introduction: str | UnsetType = UNSET
    faceURL: str | UnsetType = UNSET
    ownerUserID: str | UnsetType = UNSET
    ex: str | UnsetType = UNSET
    status: int | UnsetType = UNSET
    creatorUserID: str | UnsetType = UNSET
    groupType: int | UnsetType = UNSET
    needVerification: int | UnsetType = UNSET
    lookMemberInfo: int | UnsetType = UNSET
    applyMemberFriend: int | UnsetType = UNSET  # parsed, not used


class SetGroupInfoAck(Ack, kw_only=True):
    """The first four replace what was asked about even when they are not there."""

    groupID: str = ""
    groupName: str = ""
    introduction: str = ""
    faceURL: str = ""
    notification: str | UnsetType = UNSET  # parsed, not used
    ex: str | UnsetType = UNSET
    needVerification: int | UnsetType = UNSET
    lookMemberInfo: int | UnsetType = UNSET
    applyMemberFriend: int | UnsetType = UNSET


class SetGroupInfoExAck(Ack, kw_only=True):
    """All of it replaces what was asked about, and null is no change."""

    groupID: str = ""
    groupName: str | None = None
    introduction: str | None = None
    faceURL: str | None = None
    notification: str | UnsetType = UNSET  # parsed, not used
    ex: str | None = None
    needVerification: int | None = None
    lookMemberInfo: int | None = None
    applyMemberFriend: int | None = None


class InviteAck(Ack, kw_only=True):
    refusedMembersAccount: list[str] | UnsetType = UNSET  # parsed, not used


class MemberCallback(Wire, kw_only=True):
    userID: str | None = None  # a null here crashes the request
    nickname: str | None = None
    faceURL: str | None = None
    ex: str | None = None
    roleLevel: int | None = None
    muteEndTime: int | None = None  # milliseconds


class MembersJoinAck(Ack, kw_only=True):
    """What it says of users who were not asked about is passed over."""

    memberCallbackList: list[MemberCallback] | UnsetType = UNSET


class MemberJoinAck(Ack, kw_only=True):
    """The form of v3.0 to v3.7, of one member."""

    nickname: str | UnsetType = UNSET
    faceURL: str | UnsetType = UNSET
    ex: str | UnsetType = UNSET
    roleLevel: int | UnsetType = UNSET
    muteEndTime: int | UnsetType = UNSET


class SetMemberAck(Ack, kw_only=True):
    ex: str | UnsetType = UNSET
    nickName: str | UnsetType = UNSET  # with a capital N
    faceURL: str | UnsetType = UNSET
    roleLevel: int | UnsetType = UNSET


class UpdateUserAck(Ack, kw_only=True):
    """Of the Ex hook: a field that the request left null crashes it."""

    nickName: str | UnsetType = UNSET  # with a capital N
    faceURL: str | UnsetType = UNSET
    ex: str | UnsetType = UNSET


class RegisterAck(Ack, kw_only=True):
    users: list[User] | UnsetType = UNSET  # empty keeps


class RemarkAck(Ack, kw_only=True):
    remark: str | UnsetType = UNSET  # empty keeps


class ImportAck(Ack, kw_only=True):
    friendUserIDs: list[str] | UnsetType = UNSET  # empty keeps


class ConversationAck(Ack, kw_only=True):
    recvMsgOpt: int | UnsetType = UNSET
    isPinned: bool | UnsetType = UNSET
    isPrivateChat: bool | UnsetType = UNSET
    burnDuration: int | UnsetType = UNSET  # seconds
    groupAtType: int | UnsetType = UNSET
    attachedInfo: str | UnsetType = UNSET
    ex: str | UnsetType = UNSET


class PushAck(Ack, kw_only=True):
    """The offline hook uses both, the one of online members of a group the first, the online hook none."""

    userIDList: list[str] | UnsetType = UNSET  # empty keeps
    offlinePushInfo: PushInfo | UnsetType = UNSET  # replaces all of it
