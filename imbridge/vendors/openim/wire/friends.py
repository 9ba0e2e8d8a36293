"""Friends and block lists."""

from imbridge.vendors.openim.wire import Callback


class Request(Callback, kw_only=True):
    fromUserID: str
    toUserID: str
    reqMsg: str = ""


class BeforeAdd(Request, kw_only=True, tag="callbackBeforeAddFriendCommand"):
    ex: str = ""


class AfterAdd(Request, kw_only=True, tag="callbackAfterAddFriendCommand"):
    """The request is filed, not answered."""


class Agree(Callback, kw_only=True):
    fromUserID: str  # who asked
    blackUserID: str  # who answers; nobody is blocked
    HandleResult: int = 0  # 1 agree, -1 refuse; with a capital
    HandleMsg: str = ""  # with a capital


class BeforeAgree(Agree, kw_only=True, tag="callbackBeforeAddFriendAgreeCommand"):
    pass


class AfterAgree(Agree, kw_only=True, tag="callbackAfterAddFriendAgreeCommand"):
    pass


class Friend(Callback, kw_only=True):
    ownerUserID: str
    friendUserID: str


class Deleted(Friend, kw_only=True, tag="callbackAfterDeleteFriendCommand"):
    pass


class Remark(Friend, kw_only=True):
    remark: str = ""


class BeforeRemark(Remark, kw_only=True, tag="callbackBeforeSetFriendRemarkCommand"):
    pass


class BeforeRemarkV36(Remark, kw_only=True, tag="callbackBeforeSetFriendRemark"):
    """The name of v3.5 and v3.6."""


class AfterRemark(Remark, kw_only=True, tag="callbackAfterSetFriendRemarkCommand"):
    pass


class AfterRemarkV36(Remark, kw_only=True, tag="callbackAfterSetFriendRemark"):
    """The name of v3.5 and v3.6."""


class Import(Callback, kw_only=True):
    ownerUserID: str
    friendUserIDs: list[str] | None


class BeforeImport(Import, kw_only=True, tag="callbackBeforeImportFriendsCommand"):
    pass


class AfterImport(Import, kw_only=True, tag="callbackAfterImportFriendsCommand"):
    pass


class Black(Callback, kw_only=True):
    ownerUserID: str
    blackUserID: str


class BeforeBlack(Black, kw_only=True, tag="callbackBeforeAddBlackCommand"):
    pass


class RemovedBlack(Black, kw_only=True, tag="callbackAfterRemoveBlackCommand"):
    pass
