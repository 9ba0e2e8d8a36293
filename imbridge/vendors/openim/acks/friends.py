"""What replies may change of a friend's remark, and of who is imported."""

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import FriendChanges, FriendsImporting, RemarkChanges, RemarkUpdating
from imbridge.vendors.openim.acks.replies import Rewriting, held
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import acks as wire


def remark_from_wire(ack: wire.RemarkAck, to: RemarkUpdating, options: Options) -> RemarkChanges | None:
    remark = held(ack.remark)
    return RemarkChanges(remark=remark) if remark else None


def remark_to_wire(changes: RemarkChanges, to: RemarkUpdating, context: Context) -> wire.RemarkAck:
    if not changes.remark:
        raise CannotExpress("remark: an empty one keeps what was asked for")
    return wire.RemarkAck(remark=changes.remark)


def importing_from_wire(ack: wire.ImportAck, to: FriendsImporting, options: Options) -> FriendChanges | None:
    ids = held(ack.friendUserIDs)
    return FriendChanges(user_ids=tuple(ids)) if ids else None


def importing_to_wire(changes: FriendChanges, to: FriendsImporting, context: Context) -> wire.ImportAck:
    if not changes.user_ids or not all(changes.user_ids):
        raise CannotExpress("user_ids: an empty list keeps what was asked for, and nobody has an empty id")
    return wire.ImportAck(friendUserIDs=list(changes.user_ids))


REMARK = Rewriting(RemarkChanges, wire.RemarkAck, remark_from_wire, remark_to_wire)
IMPORTING = Rewriting(FriendChanges, wire.ImportAck, importing_from_wire, importing_to_wire)
