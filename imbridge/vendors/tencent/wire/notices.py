"""Reports of content checks, and alarms."""

from imbridge.vendors.tencent.wire import Callback
from imbridge.vendors.tencent.wire.parts import CloudText
from imbridge.wire import Wire


class Contact(Wire, kw_only=True):
    ContactType: int | None = None  # 1 C2C, 2 group
    To_Account: str | None = None
    ToGroupId: str | None = None


class ResultNotify(Wire, kw_only=True):
    """ContentCallback.ResultNotify, the one callback that has its command in the query only."""

    SdkAppId: int | None = None
    Scene: str | None = None
    From_Account: str | None = None
    ContactItem: Contact | None = None
    ContentType: str | None = None  # Text, Image, Audio, Video
    TextContent: list[str] | None = None
    FileURL: str | None = None
    MsgID: str | None = None  # C2C: the MsgKey; group: the MsgSeq; blocked: absent
    CtxcbResult: int | None = None  # 0 pass, 1 block
    CtxcbRequestId: str
    CtxcbKeywords: list[str] | None = None
    CtxcbSuggestion: str | None = None  # Block, Review, Normal
    CtxcbLabel: str | None = None
    CtxcbSubLabel: str | None = None
    CloudCustomData: CloudText | None = None
    EventTime: int | str | None = None  # the documents show none


class RequestOverLimit(Callback, kw_only=True, tag="Alert.RequestOverLimit"):
    ServiceName: str | None = None
    Command: str | None = None
    Request: int | None = None  # a second, observed
    Limit: int | None = None


class DailyGroupQuota(Callback, kw_only=True, tag="Group.CallbackOnDailyGroupQuotaAlarm"):
    QuotaUsed: int | None = None
    Quota: int | None = None
