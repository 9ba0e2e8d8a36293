"""What an app's backend answers."""

from imbridge.vendors.tencent.wire.parts import CloudText, RawElement
from imbridge.wire import Wire


class FriendResult(Wire, kw_only=True):
    To_Account: str | None = None
    ResultCode: int | None = None
    ResultInfo: str | None = None


class Ack(Wire, kw_only=True):
    ActionStatus: str
    ErrorCode: int
    ErrorInfo: str | None = None  # required by the documents, missing in one sample of theirs
    MsgBody: list[RawElement] | None = None
    CloudCustomData: CloudText | None = None
    ResultItem: list[FriendResult] | None = None  # Sns.CallbackPrev*: the verdict on each friend
    RefusedMembers_Account: list[str] | None = None
    RefusedSubscribers_Account: list[str] | None = None
