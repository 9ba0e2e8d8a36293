"""The REST interface: what is asked (`openim/…`, `group_open_http_svc/…`), what is answered, records of history.

Spelt as in the vendor's server API documents. All times are seconds. The documents of some years call the
same thing differently: see the fields with `older` and `SDK` beside them.
"""

from imbridge.vendors.tencent.wire.messages import GroupAt
from imbridge.vendors.tencent.wire.parts import CloudText, Element
from imbridge.wire import Wire


class Android(Wire, kw_only=True):
    Sound: str | None = None


class Apns(Wire, kw_only=True):
    Sound: str | None = None
    BadgeMode: int | None = None  # 0: counts, 1: does not
    Title: str | None = None
    SubTitle: str | None = None
    MutableContent: int | None = None


class Push(Wire, kw_only=True):
    PushFlag: int | None = None  # 0: push, 1: do not; the comment in the Java SDK has it the other way round
    Title: str | None = None
    Desc: str | None = None
    Ext: str | None = None
    AndroidInfo: Android | None = None
    ApnsInfo: Apns | None = None


class Sent(Wire, kw_only=True):
    """What every send has."""

    From_Account: str | None = None  # absent: the admin who calls
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None
    OfflinePushInfo: Push | None = None
    ForbidCallbackControl: list[str] | None = None
    SendMsgControl: list[str] | None = None
    OnlineOnlyFlag: int | None = None
    MsgOnlineOnlyFlag: int | None = None  # the Go SDK of 2021 for groups
    SupportMessageExtension: int | None = None


class SendMsg(Sent, kw_only=True):
    To_Account: str | list[str]
    MsgRandom: int = 0
    MsgSeq: int | None = None
    MsgTimeStamp: int | None = None
    MsgLifeTime: int | None = None  # 0: for those online only; absent: seven days
    SyncOtherMachine: int | None = None  # 1: to the sender's devices too, 2: not
    IsNeedReadReceipt: int | None = None


class BatchSendMsg(Sent, kw_only=True):
    To_Account: list[str] | str
    MsgRandom: int = 0
    MsgSeq: int | None = None
    MsgLifeTime: int | None = None
    SyncOtherMachine: int | None = None
    IsNeedReadReceipt: int | None = None


class SendGroupMsg(Sent, kw_only=True):
    GroupId: str
    TopicId: str | None = None
    Random: int = 0
    MsgPriority: str | None = None
    To_Account: list[str] | None = None  # the only members who get it
    GroupAtInfo: list[GroupAt] | None = None
    NeedReadReceipt: int | None = None


class SendGroupSystemNotification(Wire, kw_only=True):
    GroupId: str
    TopicId: str | None = None
    Content: str
    ToMembers_Account: list[str] | None = None


class SendBroadcastMsg(Wire, kw_only=True):
    """To every live room."""

    From_Account: str | None = None
    Random: int = 0
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None


class SendOfficialAccountMsg(Sent, kw_only=True):
    Official_Account: str
    Random: int = 0


class AdminMsgWithdraw(Wire, kw_only=True):
    From_Account: str
    To_Account: str
    MsgKey: str


class Numbered(Wire, kw_only=True):
    MsgSeq: int


class GroupMsgRecall(Wire, kw_only=True):
    GroupId: str
    TopicId: str | None = None
    MsgSeqList: list[Numbered]
    Reason: str | None = None


class ModifyC2CMsg(Wire, kw_only=True):
    From_Account: str
    To_Account: str
    MsgKey: str
    MsgBody: list[Element] | None = None
    CloudCustomData: str | None = None


class ModifyGroupMsg(Wire, kw_only=True):
    GroupId: str
    TopicId: str | None = None
    MsgSeq: int
    MsgBody: list[Element] | None = None
    CloudCustomData: str | None = None


class ImportMsg(Wire, kw_only=True):
    SyncFromOldSystem: int | None = None  # 2: history; 1 in older documents and 5 in the Java SDK: counts as unread
    From_Account: str
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int = 0
    MsgTimeStamp: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None


class OldGroupMsg(Wire, kw_only=True):
    From_Account: str
    SendTime: int | None = None
    Random: int | None = None
    MsgBody: list[Element]


class ImportGroupMsg(Wire, kw_only=True):
    GroupId: str
    TopicId: str | None = None
    MsgList: list[OldGroupMsg]


class Roamed(Wire, kw_only=True):
    """An entry of `admin_getroammsg`."""

    From_Account: str
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgTimeStamp: int | None = None
    MsgFlagBits: int | None = None  # 0: normal, 8: recalled
    IsPeerRead: int | None = None
    MsgKey: str | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None


class GroupRecord(Wire, kw_only=True):
    """An entry of `group_msg_get_simple`; which group it is stands beside the list."""

    From_Account: str | None = None
    IsPlaceMsg: int | None = None  # 0: normal, 1: deleted or expired, 2: recalled
    IsSystemMsg: int | None = None
    MsgBody: list[Element] | None = None  # empty where it is gone
    MsgPriority: int | None = None  # 1 High to 4 Lowest
    MsgRandom: int | None = None
    MsgSeq: int
    MsgTimeStamp: int | None = None


class Failed(Wire, kw_only=True):
    To_Account: str
    ErrorCode: int | None = None


class Recalled(Wire, kw_only=True):
    MsgSeq: int | None = None
    RetCode: int | None = None


class Imported(Wire, kw_only=True):
    MsgSeq: int | None = None
    MsgTime: int | None = None
    Result: int | None = None


class Answer(Wire, kw_only=True):
    """The envelope, and whatever any of the calls puts into it."""

    ActionStatus: str | None = None  # OK, FAIL; of a batch SomeError
    ErrorInfo: str | None = None
    ErrorCode: int | float | str | None = None
    ErrorDisplay: str | None = None
    MsgTime: int | None = None
    MsgKey: str | None = None
    MsgId: str | None = None
    MsgSeq: int | None = None
    MsgDropReason: str | None = None
    ErrorList: list[Failed] | None = None
    RecallRetList: list[Recalled] | None = None
    Results: list[Recalled] | None = None  # the same, in the Go SDK
    ImportMsgResult: list[Imported] | None = None
