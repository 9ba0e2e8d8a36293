"""Callbacks of messages: about to be sent, sent, failed, addressed to a bot."""

from msgspec import UNSET, UnsetType

from imbridge.vendors.tencent.wire import Callback, Code, InChannel, InGroup
from imbridge.vendors.tencent.wire.parts import CloudText, Element
from imbridge.wire import Wire


class C2CMessage(Callback, kw_only=True):
    """What the callbacks of a message to one user share."""

    From_Account: str
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgTime: int | None = None  # seconds
    MsgKey: str | None = None
    MsgId: str | None = None  # newer webhooks
    OnlineOnlyFlag: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None


class BeforeC2C(C2CMessage, kw_only=True, tag="C2C.CallbackBeforeSendMsg"):
    pass


class AfterC2C(C2CMessage, kw_only=True, tag="C2C.CallbackAfterSendMsg"):
    SendMsgResult: Code | UnsetType = UNSET  # 0 delivered, else an error code
    ErrorInfo: str | None = None
    UnreadMsgNum: int | None = None  # -1: not delivered


class BotC2C(C2CMessage, kw_only=True, tag="Bot.OnC2CMessage"):
    SendMsgResult: int | None = None
    ErrorInfo: str | None = None


class ChatbotSignal(Callback, kw_only=True, tag="Chatbot.OnC2CSignalMessage"):
    """A signal to a chatbot; it has no MsgBody."""

    From_Account: str
    To_Account: str
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgKey: str | None = None
    Data: str | None = None


class GroupMessage(InGroup, kw_only=True):
    """What the callbacks of a message to a group share."""

    From_Account: str
    Operator_Account: str | None = None  # who made the request; not always the sender
    Random: int | None = None
    MsgSeq: int | None = None  # after
    MsgTime: int | None = None  # seconds; after
    MsgId: str | None = None
    OnlineOnlyFlag: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None
    TopicId: str | None = None


class BeforeGroup(GroupMessage, kw_only=True, tag="Group.CallbackBeforeSendMsg"):
    pass


class GroupAt(Wire, kw_only=True):
    GroupAtAllFlag: int | None = None  # 1: everyone, and no account
    GroupAt_Account: str | None = None


class AfterGroup(GroupMessage, kw_only=True, tag="Group.CallbackAfterSendMsg"):
    GroupAtInfo: list[GroupAt] | None = None  # since 2024-08


class GroupException(GroupMessage, kw_only=True, tag="Group.CallbackSendMsgException"):
    ErrorCode: Code | UnsetType = UNSET
    ErrorInfo: str | None = None


class BotGroup(GroupMessage, kw_only=True, tag="Bot.OnGroupMessage"):
    AtRobots_Account: list[str] | None = None


class OfficialAccountMessage(InChannel, kw_only=True):
    """What the callbacks of an official account's message share. There is no sender."""

    MsgKey: str | None = None  # after
    MsgTime: int | None = None  # seconds; after
    OnlineOnlyFlag: int | None = None
    MsgBody: list[Element]
    CloudCustomData: CloudText | None = None


class BeforeOfficial(OfficialAccountMessage, kw_only=True, tag="OfficialAccount.CallbackBeforeSendMsg"):
    pass


class AfterOfficial(OfficialAccountMessage, kw_only=True, tag="OfficialAccount.CallbackAfterSendMsg"):
    pass
