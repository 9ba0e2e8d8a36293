"""What became of an offline push."""

from msgspec import UNSET, UnsetType, field

from imbridge.vendors.easemob.wire import Callback


class PushReport(Callback, kw_only=True, tag_field="step", tag="push"):
    status: str = ""  # success, fail, error
    chat_type: str = ""
    msg_id: str = ""
    target: str = ""
    group_id: str | UnsetType = UNSET
    from_: str | UnsetType = field(name="from", default=UNSET)  # always by the table, in no sample
    channel: str | UnsetType = UNSET
    device_id: str | UnsetType = UNSET
    device_token: str | UnsetType = UNSET
    detail: str | UnsetType = UNSET  # why it failed
    e_message: str | UnsetType = UNSET
