"""Callbacks of members who ask, are invited, join, leave, change."""

from imbridge.vendors.tencent.wire import InChannel, InGroup, Member
from imbridge.wire import Wire


class BeforeApplyJoin(InGroup, kw_only=True, tag="Group.CallbackBeforeApplyJoinGroup"):
    Requestor_Account: str  # with an o


class BeforeInviteJoin(InGroup, kw_only=True, tag="Group.CallbackBeforeInviteJoinGroup"):
    Operator_Account: str | None = None
    DestinationMembers: list[Member]


class NewMemberJoin(InGroup, kw_only=True, tag="Group.CallbackAfterNewMemberJoin"):
    JoinType: str | None = None  # Apply, Invited
    Operator_Account: str | None = None
    NewMemberList: list[Member]


class MemberExit(InGroup, kw_only=True, tag="Group.CallbackAfterMemberExit"):
    ExitType: str | None = None  # Kicked, Quit
    Operator_Account: str | None = None
    ExitMemberList: list[Member]


class MemberFieldChanged(InGroup, kw_only=True, tag="Group.CallbackAfterMemberFieldChanged"):
    Operator_Account: str | None = None
    Modified_Account: str
    Role: str | None = None  # Admin: was made one; Member: is no longer one
    NameCard: str | None = None


class Subscriber(Wire, kw_only=True):
    Subscriber_Account: str


class Subscription(InChannel, kw_only=True):
    """What the callbacks of an official account's subscribers share."""

    Operator_Account: str | None = None
    SubscribeAccountList: list[Subscriber]


class BeforeAddSubscriber(Subscription, kw_only=True, tag="OfficialAccount.CallbackBeforeAddSubscriber"):
    pass


class AfterAddSubscriber(Subscription, kw_only=True, tag="OfficialAccount.CallbackAfterAddSubscriber"):
    pass


class AfterDeleteSubscriber(Subscription, kw_only=True, tag="OfficialAccount.CallbackAfterDeleteSubscriber"):
    pass
