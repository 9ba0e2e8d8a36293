"""Messages: about to be sent, sent, sent to somebody who was offline, edited."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from imbridge.vendors.easemob.wire import Event
from imbridge.vendors.easemob.wire.parts import Body
from imbridge.wire import Wire


class Thread(Struct, kw_only=True, gc=False):
    msg_parent_id: str = ""
    thread_name: str = ""
    muc_parent_id: str = ""


class Meta(Wire, kw_only=True):
    thread: Thread | None = None


class Payload(Struct, kw_only=True, gc=False):
    bodies: list[Body] | UnsetType = UNSET
    ext: dict[str, Any] | str | None | UnsetType = UNSET
    meta: Meta | UnsetType = UNSET
    type: str | UnsetType = UNSET  # of the conversation; of the body where the payload is the body
    subType: str | UnsetType = UNSET


class Message(Struct, kw_only=True, gc=False):
    """A message that is about to be sent (no `eventType`), was sent, or found its recipient offline."""

    callId: str = ""
    eventType: Literal["chat", "chat_offline"] | UnsetType = UNSET
    timestamp: int = 0
    chat_type: Literal["chat", "groupchat", "group", "chatroom"]
    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    from_: str = field(name="from")
    to: str
    msg_id: str = ""
    payload: Payload
    appkey: str | UnsetType = UNSET
    step: str | UnsetType = UNSET
    event: str | UnsetType = UNSET


class EditDetails(Struct, kw_only=True, gc=False):
    """`payload.meta.edit_msg`."""

    chat_type: str | UnsetType = UNSET  # the beginning of a content_type
    send_time: int = 0
    edit_time: int = 0
    sender: str = ""
    operator: str | UnsetType = UNSET
    count: int = 0


class EditMeta(Wire, kw_only=True):
    thread: Thread | None = None
    edit_msg: EditDetails | None = None


class EditPayload(Struct, kw_only=True, gc=False):
    edit_message_id: str
    bodies: list[Body] = field(default_factory=list)
    ext: dict[str, Any] | str | None = field(default_factory=dict)
    meta: EditMeta = field(default_factory=EditMeta)
    from_: str | UnsetType = field(name="from", default=UNSET)
    to: str | UnsetType = UNSET
    type: str = "edit"


class Edit(Event, kw_only=True, tag_field="chat_type", tag="edit"):
    """In the first layout the outer `from` and `to` are for the vendor itself, and the payload has the real ones."""

    eventType: str | UnsetType = UNSET  # absent in the first layout, and before the edit
    content_type: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    from_: str = field(name="from", default="")
    to: str = ""
    payload: EditPayload
