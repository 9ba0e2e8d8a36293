"""What replies may change of a push; which of it the server uses depends on the channel."""

from msgspec import UNSET

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import PushChanges, PushSending
from imbridge.vendors.openim.acks.replies import Rewriting, held, only_parsed, said
from imbridge.vendors.openim.messages import push_from_wire, push_to_wire
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import acks as wire


def offline_from_wire(ack: wire.PushAck, to: PushSending, options: Options) -> PushChanges | None:
    targets, push = held(ack.userIDList), push_from_wire(held(ack.offlinePushInfo))
    if not targets and push is None:
        return None
    return PushChanges(
        targets=tuple(targets) if targets else UNSET,
        push=UNSET if push is None else push,
    )


def offline_to_wire(changes: PushChanges, to: PushSending, context: Context) -> wire.PushAck:
    ack = online_group_to_wire(changes, to, context)
    if changes.push is None:
        raise CannotExpress("push: null keeps what was asked about")
    if changes.push is not UNSET:
        ack.offlinePushInfo = said(push_to_wire(changes.push))
    return ack


def online_group_from_wire(ack: wire.PushAck, to: PushSending, options: Options) -> PushChanges | None:
    targets = held(ack.userIDList)
    return PushChanges(targets=tuple(targets)) if targets else None


def online_group_to_wire(changes: PushChanges, to: PushSending, context: Context) -> wire.PushAck:
    if changes.targets is UNSET:
        return wire.PushAck()
    if not changes.targets or not all(changes.targets):
        raise CannotExpress("targets: an empty list keeps those who were asked about, and nobody has an empty id")
    return wire.PushAck(userIDList=list(changes.targets))


OFFLINE = Rewriting(PushChanges, wire.PushAck, offline_from_wire, offline_to_wire)
ONLINE_GROUP = Rewriting(PushChanges, wire.PushAck, online_group_from_wire, online_group_to_wire)
ONLINE = only_parsed(wire.PushAck)

BY_CHANNEL: dict[str | None, Rewriting] = {"offline": OFFLINE, "online": ONLINE, "online_group": ONLINE_GROUP}
