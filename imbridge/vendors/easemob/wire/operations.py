"""What is done to groups and rooms: told one way until 2023 (`muc`), another since (`group_op_event`)."""

from typing import Annotated, Any

from msgspec import UNSET, Struct, UnsetType, field

from imbridge.vendors.easemob.wire import Callback, Event, Status
from imbridge.wire import Wire, holds

Number = int | str
"""A number that the vendor's tables call one, and its samples write as a text."""

Flag = bool | str
"""The same of what is true or false."""


class Mark(Struct, kw_only=True, gc=False):
    type: str = ""  # what was done, as far as `operation` does not say it


class GroupOperation(Callback, kw_only=True, tag_field="event", tag="group_op_event"):
    """The newer form; what was done is in `operation` and, for most, in `payload.type`."""

    id: str  # of the group or room; empty for what holds in all rooms
    type: str = ""  # GROUP, CHATROOM
    operation: str = ""
    operator: str = ""  # user, or @ppAdmin


class FileData(Wire, kw_only=True):
    file_id: str
    file_name: str | None = None
    file_owner: str | None = None
    file_size: int | None = None  # bytes


class FileReason(Wire, kw_only=True):
    """What `reason` holds where a file was uploaded."""

    data: FileData


class Metadata(Wire, kw_only=True):
    """What `event_info.ext` holds, as far as the model knows it."""

    properties: dict[str, Any] | None = None
    operator: str | None = None
    operator_: str | None = field(name="operator ", default=None)  # so, with a blank, in all of the vendor's samples
    username: str | None = None  # whose properties they are


class EventInfo(Struct, kw_only=True, gc=False):
    ext: Annotated[str, holds(lambda: (Metadata,))] = ""
    type: str = "event_none"


class MucPayload(Struct, kw_only=True, gc=False):
    muc_id: str = ""  # the JID of the group
    reason: str | dict[str, Any] | UnsetType = UNSET  # what the user wrote, the announcement, a file: its id, or JSON
    is_chatroom: bool = False
    operation: str = ""
    status: Status | UnsetType = UNSET
    event_info: EventInfo | UnsetType = UNSET


class Muc(Event, kw_only=True, tag_field="chat_type", tag="muc"):
    """The older form; what was done is in `payload.operation`, and about one user, whom `from` or `to` names."""

    from_: str | UnsetType = field(name="from", default=UNSET)  # type: ignore[assignment]  # the group, of attributes
    to: str | UnsetType = UNSET  # type: ignore[assignment]  # whoever is told, where it is about `from`
    group_id: str | UnsetType = UNSET
    payload: MucPayload
