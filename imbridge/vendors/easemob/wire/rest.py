"""The REST interface: what is asked, what is answered, and lines of the history export.

Spelt as in the vendor's REST documents: v2 of 2018 to 2022 (`target_type`, `msg`), v3 since (`to`, `type`,
`body`). Times are milliseconds.
"""

from typing import Any

from msgspec import UNSET, Raw, Struct, UnsetType, field

from imbridge.vendors.easemob.wire.messages import Meta
from imbridge.vendors.easemob.wire.parts import Body
from imbridge.wire import Wire


class _Sent(Wire, kw_only=True):
    """What every send has. An absent `from` is the server's default, `admin`."""

    from_: str | None | UnsetType = field(name="from", default=UNSET)  # "" is refused
    ext: dict[str, Any] | str | None | UnsetType = UNSET  # null is refused
    sync_device: bool | None = None
    routetype: str | None = None
    chatroom_msg_level: str | None = None


class SendV2(_Sent, kw_only=True):
    target_type: str
    target: list[str]
    msg: Body


class SendV3(_Sent, kw_only=True):
    to: list[str]
    type: str
    body: Raw  # without its type
    msg_timestamp: int | None = None  # G2
    need_group_ack: bool | None = None


class SendTargeted(SendV3, kw_only=True):
    """For a few members of a group or room only; a base of its own, since `users` must be there."""

    users: list[str]


class Broadcast(_Sent, kw_only=True):
    target_type: str | None = None
    msg: Body


class Recall(Wire, kw_only=True):
    msg_id: str
    to: str
    chat_type: str
    from_: str | None = field(name="from", default=None)
    force: bool | None = None
    recallMessageExtensionInfo: str | None = None


class Recalls(Wire, kw_only=True):
    msgs: list[Recall]


class Rewrite(Wire, kw_only=True):
    """`PUT /messages/rewrite/{msg_id}`."""

    user: str | None = None
    new_msg: Body = field(default_factory=Raw)
    new_ext: dict[str, Any] | str | None = None
    is_combine_ext: bool | None = None


class Import(Struct, kw_only=True, omit_defaults=True):
    from_: str = field(name="from", default="")
    target: str
    type: str | UnsetType = UNSET
    body: Raw = field(default_factory=Raw)
    msg: Body = field(default_factory=Raw)  # the Java SDK, in place of type and body
    ext: dict[str, Any] | str | None = None
    is_ack_read: bool | None = None
    msg_timestamp: int | None = None


class RecordPayload(Struct, kw_only=True, gc=False):
    bodies: list[Body] = field(default_factory=list)
    ext: dict[str, Any] | str | None = field(default_factory=dict)
    from_: str | UnsetType = field(name="from", default=UNSET)
    to: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    meta: Meta | UnsetType = UNSET


class Record(Struct, kw_only=True, gc=False):
    """One line of history. The outer pair is the vendor's own in newer exports; the payload's counts."""

    msg_id: str = ""
    timestamp: int = 0
    direction: str | UnsetType | None = UNSET
    to: str = ""
    from_: str = field(name="from", default="")
    chat_type: str
    payload: RecordPayload


class RecalledOne(Wire, kw_only=True):
    recalled: str | None = None  # "yes", or why not
    chattype: Any = None  # like the next two as in the call, whatever it is
    from_: Any = field(name="from", default=None)
    to: Any = None
    msg_id: str | None = None


class Answer(Wire, kw_only=True):
    data: Any = UNSET  # an object by target, an object, a list, a text
    msgs: list[RecalledOne] | UnsetType = UNSET  # a failed recall, in G2
    error: str | int | float | None = None
    exception: str | None = None
    error_code: int | float | str | None = None
    error_description: str | None = None
