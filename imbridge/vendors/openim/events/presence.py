"""Users who come and go."""

from imbridge.context import Context
from imbridge.model import Participant, PresenceChanged
from imbridge.vendors.openim.events.header import Header, document, happened, user_to_wire
from imbridge.vendors.openim.wire import presence as wire


def online_from_wire(body: wire.Online, header: Header) -> PresenceChanged:
    user = Participant(id=body.userID)
    event = PresenceChanged(
        user=user,
        state="online",
        background=body.isAppBackground,
        connection_id=body.connID or None,
    )
    return happened(event, header, user, body.seq, body.platformID)


def online_to_wire(shape: type[wire.Online], event: PresenceChanged, context: Context) -> wire.Online:
    return shape(
        userID=user_to_wire(event.user, "user", context),
        seq=time_to_wire(event, context),
        isAppBackground=False if event.background is None and not context.own else event.background,
        connID=event.connection_id or "",
    )


def offline_from_wire(body: wire.Offline, header: Header) -> PresenceChanged:
    user = Participant(id=body.userID)
    event = PresenceChanged(user=user, state="offline", connection_id=body.connID or None)
    return happened(event, header, user, body.seq, body.platformID)


def offline_to_wire(shape: type[wire.Offline], event: PresenceChanged, context: Context) -> wire.Offline:
    return shape(
        userID=user_to_wire(event.user, "user", context),
        seq=time_to_wire(event, context),
        connID=event.connection_id or "",
    )


def kick_off_from_wire(body: wire.KickOff, header: Header) -> PresenceChanged:
    user = Participant(id=body.userID)
    event = PresenceChanged(user=user, state="offline", reason="kicked")
    return happened(event, header, user, body.seq, body.platformID)


def kick_off_to_wire(shape: type[wire.KickOff], event: PresenceChanged, context: Context) -> wire.KickOff:
    return shape(userID=user_to_wire(event.user, "user", context), seq=time_to_wire(event, context))


def time_to_wire(event: PresenceChanged, context: Context) -> int:
    """Return when it happened; from elsewhere there has to be a time."""
    if event.occurred_at is not None or context.own:
        return event.occurred_at or 0
    return context.now or 0


def comes(event: PresenceChanged) -> bool:
    return event.state == "online"


def goes(event: PresenceChanged) -> bool:
    return event.state == "offline" and event.reason != "kicked"


def is_kicked(event: PresenceChanged) -> bool:
    return event.state == "offline" and event.reason == "kicked"


DOCUMENTS = (
    document(wire.Online, PresenceChanged, online_from_wire, online_to_wire, comes),
    document(wire.Offline, PresenceChanged, offline_from_wire, offline_to_wire, goes),
    document(wire.KickOff, PresenceChanged, kick_off_from_wire, kick_off_to_wire, is_kicked),
    document(wire.OnlineV2, PresenceChanged, online_from_wire, online_to_wire, comes),
    document(wire.OfflineV2, PresenceChanged, offline_from_wire, offline_to_wire, goes),
    document(wire.KickOffV2, PresenceChanged, kick_off_from_wire, kick_off_to_wire, is_kicked),
)
