"""Callbacks of friends, block lists and follows."""

from imbridge.vendors.tencent.wire import Callback
from imbridge.wire import Wire


class Wanted(Wire, kw_only=True):
    To_Account: str
    Remark: str | None = None
    GroupName: str | None = None
    AddSource: str | None = None  # AddSource_Type_…
    AddWording: str | None = None


class PrevFriendAdd(Callback, kw_only=True, tag="Sns.CallbackPrevFriendAdd"):
    Requester_Account: str | None = None
    From_Account: str
    FriendItem: list[Wanted]
    AddType: str | None = None  # Add_Type_Single, Add_Type_Both
    ForceAddFlags: int | None = None  # 1: no consent is needed


class Answered(Wire, kw_only=True):
    To_Account: str
    Remark: str | None = None
    TagName: str | None = None
    ResponseAction: str | None = None


class PrevFriendResponse(Callback, kw_only=True, tag="Sns.CallbackPrevFriendResponse"):
    Requester_Account: str | None = None
    From_Account: str
    ResponseFriendItem: list[Answered]


class FriendPair(Wire, kw_only=True):
    """Who is on whose list: two who are each other's friends are two of these."""

    From_Account: str  # whose list changed
    To_Account: str
    Initiator_Account: str | None = None


class FriendAdd(Callback, kw_only=True, tag="Sns.CallbackFriendAdd"):
    PairList: list[FriendPair]
    ClientCmd: str | None = None  # friend_add, friend_response; also FriendAdd, FriendResponse
    Admin_Account: str | None = None  # empty unless a server did it
    ForceFlag: int | None = None


class ListPair(Wire, kw_only=True):
    From_Account: str  # whose list changed
    To_Account: str


class ListChange(Callback, kw_only=True):
    PairList: list[ListPair]


class FriendDelete(ListChange, kw_only=True, tag="Sns.CallbackFriendDelete"):
    pass


class BlackListAdd(ListChange, kw_only=True, tag="Sns.CallbackBlackListAdd"):
    pass


class BlackListDelete(ListChange, kw_only=True, tag="Sns.CallbackBlackListDelete"):
    pass


class FollowItem(Wire, kw_only=True):
    To_Account: str


class FollowAdd(Callback, kw_only=True, tag="Follow.CallbackAfterFollowAdd"):
    From_Account: str
    FollowList: list[FollowItem]


class FollowDelete(Callback, kw_only=True, tag="Follow.CallbackAfterFollowDelete"):
    From_Account: str
    To_Account: list[str]  # not objects, here alone
