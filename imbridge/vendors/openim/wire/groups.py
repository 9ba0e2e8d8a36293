"""Groups: made, changed, handed over, dissolved."""

from imbridge.vendors.openim.wire import Always, Callback, OfGroup, Untraced


class InitMember(Always, kw_only=True):
    userID: str
    roleLevel: int = 0  # 100 owner, 60 admin, 20 ordinary


class Group(Callback, kw_only=True):
    """The GROUP block."""

    groupID: str = ""
    groupName: str = ""
    notification: str = ""
    introduction: str = ""
    faceURL: str = ""
    ownerUserID: str = ""
    createTime: int = 0
    memberCount: int | None = None  # u32
    ex: str = ""
    status: int = 0  # 0 ok, 1 banned, 2 dismissed, 3 muted
    creatorUserID: str = ""
    groupType: int | None = None  # 2 working, the only one that can be made today
    needVerification: int | None = None  # 0 applicants only, 1 everyone, 2 nobody
    lookMemberInfo: int | None = None  # 0 allowed, 1 not
    applyMemberFriend: int | None = None  # 0 allowed, 1 not
    notificationUpdateTime: int = 0
    notificationUserID: str = ""
    initMemberList: list[InitMember] | None = None


class BeforeCreate(Group, kw_only=True, tag="callbackBeforeCreateGroupCommand"):
    operationID: str = ""


class AfterCreate(Group, kw_only=True, tag="callbackAfterCreateGroupCommand"):
    """Lists the owner and the admins, and then everyone once more as an ordinary member."""

    groupID: str


class SetInfo(Untraced, kw_only=True):
    """An empty text is not changed; the numbers are always there."""

    groupName: str = ""
    notification: str = ""
    introduction: str = ""
    faceURL: str = ""
    ex: str | None = ""
    needVerification: int | None = None
    lookMemberInfo: int | None = None
    applyMemberFriend: int | None = None


class BeforeSetInfo(SetInfo, kw_only=True, tag="callbackBeforeSetGroupInfoCommand"):
    pass


class AfterSetInfo(SetInfo, kw_only=True, tag="callbackAfterSetGroupInfoCommand"):
    """Null is not changed, here for the text of the app and the numbers."""

    ex: str | None = None


class SetInfoEx(Untraced, kw_only=True):
    """Null is not changed. The server's wrappers are bare values on the wire."""

    groupName: str | None = None
    notification: str | None = None
    introduction: str | None = None
    faceURL: str | None = None
    ex: str | None = None
    needVerification: int | None = None
    lookMemberInfo: int | None = None
    applyMemberFriend: int | None = None


class BeforeSetInfoEx(SetInfoEx, kw_only=True, tag="callbackBeforeSetGroupInfoExCommand"):
    pass


class AfterSetInfoEx(SetInfoEx, kw_only=True, tag="callbackAfterSetGroupInfoExCommand"):
    pass


class Transferred(OfGroup, kw_only=True, tag="callbackAfterTransferGroupOwnerCommand"):
    oldOwnerUserID: str = ""
    newOwnerUserID: str


class TransferredV35(Transferred, kw_only=True, tag="callbackTransferGroupOwnerAfter"):
    """The name of v3.5."""


class TransferredV36(Transferred, kw_only=True, tag="callbackAfterTransferGroupOwner"):
    """The name of v3.6."""


class Dismissed(OfGroup, kw_only=True, tag="callbackAfterDisMissGroupCommand"):
    ownerID: str = ""
    groupType: str | int = ""  # one character, whose code point is the type; documents show the number
    membersID: list[str] | None = None


class DismissedV36(Dismissed, kw_only=True, tag="callbackDisMissGroupCommand"):
    """The name of v3.5 and v3.6."""
