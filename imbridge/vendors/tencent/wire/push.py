"""Reports of offline pushes; `EventTime` is in seconds here."""

from imbridge.vendors.tencent.wire import Callback


class Push(Callback, kw_only=True):
    EventType: int | None = None  # 1 C2C, 2 group
    To_Account: str
    PushPlatform: int | None = None
    PushStage: int | None = None  # 1 sent, 2 arrived, 3 clicked
    ErrCode: int | None = None
    ErrInfo: str | None = None


class OfflinePush(Push, kw_only=True, tag="Push.OfflinePush"):
    From_Account: str | None = None
    MsgKey: str | None = None  # C2C
    GroupID: str | None = None  # group; the capital D is theirs
    MsgSeq: int | None = None
    MsgRandom: int | None = None
    MsgTime: int | None = None  # seconds


class AllMemberPush(Push, kw_only=True, tag="Push.AllMemberPush"):
    TaskId: str | None = None
    TaskTime: int | None = None  # seconds
