"""Contacts: `chat_type` roster. Of `from` and `to` one does it and the other gets the callback."""

from msgspec import UNSET, Struct, UnsetType

from imbridge.vendors.easemob.wire import Event, Status


class RosterPayload(Struct, kw_only=True, gc=False):
    operation: str
    reason: str | UnsetType = UNSET  # of `add` only
    status: Status | UnsetType = UNSET  # of `ban` and `allow`


class Roster(Event, kw_only=True, tag_field="chat_type", tag="roster"):
    payload: RosterPayload
