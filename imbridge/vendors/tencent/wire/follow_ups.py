"""Callbacks of what happens to a message later: recalled, read, extended."""

from imbridge.vendors.tencent.wire import Callback, InChannel, InGroup, Member, Number
from imbridge.wire import Wire


class C2CWithdraw(Callback, kw_only=True, tag="C2C.CallbackAfterMsgWithDraw"):
    """Who withdrew it, and when, is not said."""

    From_Account: str
    To_Account: str
    MsgKey: str
    UnreadMsgNum: int | None = None  # of To_Account


class SeqItem(Wire, kw_only=True):
    MsgSeq: Number


class GroupRecall(InGroup, kw_only=True, tag="Group.CallbackAfterRecallMsg"):
    """Who wrote the messages is not said."""

    Operator_Account: str | None = None
    TopicId: str | None = None
    MsgSeqList: list[SeqItem]


class KeyItem(Wire, kw_only=True):
    MsgKey: str


class OfficialWithdraw(InChannel, kw_only=True, tag="OfficialAccount.CallbackAfterMsgWithDraw"):
    WithdrawMsgList: list[KeyItem]


class C2CRead(Callback, kw_only=True, tag="C2C.CallbackAfterMsgReport"):
    Report_Account: str  # who read
    Peer_Account: str
    LastReadTime: int | None = None  # seconds: all up to then
    UnreadMsgNum: int | None = None


class GroupReceipt(Wire, kw_only=True):
    MsgSeq: Number
    ReadNum: int | None = None
    UnreadNum: int | None = None
    ReadReceiptMembers: list[Member] | None = None


class GroupRead(InGroup, kw_only=True, tag="Group.CallbackAfterReadReceipt"):
    GroupMsgReceiptList: list[GroupReceipt]


class ExtensionItem(Wire, kw_only=True):
    Key: str
    Value: str | None = None
    Seq: int | None = None


class Extension(Callback, kw_only=True):
    OperateType: int | None = None  # 1 set, 2 delete, 3 clear
    ExtensionList: list[ExtensionItem] | None = None
    Seq: int | None = None  # version of the whole message


class C2CExtension(Extension, kw_only=True, tag="C2C.CallbackAfterC2CMsgExtension"):
    From_Account: str
    To_Account: str
    MsgKey: str


class GroupExtension(Extension, kw_only=True, tag="Group.CallbackAfterGroupMsgExtension"):
    GroupId: str
    MsgSeq: Number
