"""Mistakes in what Easemob's codec makes of callbacks about groups and rooms, each with its law."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace as evolved

from imbridge.errors import CannotExpress
from imbridge.model import FOREVER
from tests.laws.bugs import TICKS, Install, document, put
from tests.laws.tencent_report_bugs import first, of_kind, swapped

Bugs = dict[str, tuple[str, str, Install]]
Change = Callable[[Any], Any]


def of_each(many: str, change: Change) -> Change:
    """Change each of what an event is about."""
    return lambda event: evolved(event, **{many: tuple([change(one) for one in getattr(event, many)])})


def of_all(many: str, **new: Any) -> Change:
    return of_each(many, lambda one: evolved(one, **new))


def with_(**new: Any) -> Change:
    return lambda event: evolved(event, **new)


def in_payload(name: str, new: Any) -> Change:
    def change(body: Any) -> Any:
        put(body.payload, name, new)
        return body

    return change


def to_2117(member: Any) -> Any:
    return evolved(member, muted_until=4638873600000) if member.muted_until == FOREVER else member


def no_deletion(event: Any) -> Any:
    return evolved(event, changes=evolved(event.changes, announcement=event.changes.announcement or None))


def any_word(event: Any) -> Any:
    """Take the word `false` for something that is true."""
    return evolved(event, changes=evolved(event.changes, muted=None if event.changes.muted is None else True))


def by_itself(event: Any) -> Any:
    return evolved(event, members=(event.members[0].__class__(id=event.actor.id),) if event.actor else event.members)


def insist(body: Any) -> Any:
    if not body.operator:
        raise CannotExpress("an operator")
    return body


OF_GROUPS: Bugs = {
    "who are in a new group have no roles": (
        "group_op_event:CREATE",
        "canonical_identity",
        document("group_op_event:CREATE", reads=of_all("members", role=None)),
    ),
    "whoever joins a room joins a group": (
        "group_op_event:JOIN/APPLY",
        "canonical_identity",
        document("group_op_event:JOIN/APPLY", reads=of_kind("group")),
    ),
    "one joins, and no others": (
        "group_op_event:JOIN/INVITE",
        "canonical_identity",
        document("group_op_event:JOIN/INVITE", reads=first("members")),
    ),
    "the kicked quit": (
        "group_op_event:LEAVE/KICK",
        "canonical_identity",
        document("group_op_event:LEAVE/KICK", reads=swapped("reason", "quit", "kicked")),
    ),
    "a mute without an end ends": (
        "group_op_event:MUTE/ADD",
        "canonical_identity",
        document("group_op_event:MUTE/ADD", reads=of_each("members", to_2117)),
    ),
    "whoever is off the list is on it": (
        "group_op_event:WHITE/REMOVE",
        "canonical_identity",
        document("group_op_event:WHITE/REMOVE", reads=of_all("members", allowlisted=True)),
    ),
    "an announcement that was deleted is as it was": (
        "group_op_event:UPDATE/ANNOUNCEMENT",
        "canonical_identity",
        document("group_op_event:UPDATE/ANNOUNCEMENT", reads=no_deletion),
    ),
    "the word false is true": (
        "group_op_event:UPDATE/INFO",
        "canonical_identity",
        document("group_op_event:UPDATE/INFO", reads=any_word),
    ),
    "a new owner is not written": (
        "group_op_event:UPDATE/OWNER",
        "edits_win",
        document("group_op_event:UPDATE/OWNER", writes=in_payload("new_owner", "as it was")),
    ),
    "files that went came": (
        "group_op_event:SHARE_FILE/REMOVE",
        "canonical_identity",
        document("group_op_event:SHARE_FILE/REMOVE", reads=swapped("operation", "added", "removed")),
    ),
    "a super administrator is one of some group": (
        "group_op_event:ROOM_SUPER_ADMIN/ADD",
        "canonical_identity",
        document("group_op_event:ROOM_SUPER_ADMIN/ADD", reads=of_kind("group")),
    ),
    "somebody always acts": (
        "group_op_event:DELETE",
        "identity",
        document("group_op_event:DELETE", writes=insist),
    ),
    "encode counts": (
        "group_op_event:DELETE",
        "pure",
        document("group_op_event:DELETE", writes=lambda body: put(body, "id", str(next(TICKS)))),
    ),
    "who kicks is kicked": ("muc:kick", "canonical_identity", document("muc:kick", reads=by_itself)),
    "who invites has no name": (
        "muc:invite_accept",
        "canonical_identity",
        document("muc:invite_accept", reads=with_(inviter_id=None)),
    ),
    "why somebody applies is not said": (
        "muc:apply",
        "canonical_identity",
        document("muc:apply", reads=with_(message=None)),
    ),
    "a mute without a time is none": (
        "muc:add_mute",
        "canonical_identity",
        document("muc:add_mute", reads=of_all("members", muted_until=0)),
    ),
    "an attribute that was set was deleted": (
        "muc:set_metadata",
        "canonical_identity",
        document("muc:set_metadata", reads=swapped("operation", "set", "delete")),
    ),
    "attributes of a member are nobody's": (
        "muc:group_member_metadata_update",
        "canonical_identity",
        document("muc:group_member_metadata_update", reads=of_all("members", attributes=None)),
    ),
    "a file has no size": (
        "muc:upload_file",
        "nothing_forgotten",
        document("muc:upload_file", reads=of_all("files", size=None)),
    ),
}
