"""Callbacks of users who come and go, to events and back."""

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET
from msgspec.structs import force_setattr

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import Participant, PresenceChanged
from imbridge.vendors.easemob.enums import PLATFORM_NAMES, PLATFORMS, PRESENCE_REASONS, USUAL_REASONS
from imbridge.vendors.easemob.events.header import (
    Header,
    happened,
    id_from_wire,
    prefix_of,
    user_from_wire,
    user_jid,
    word,
    zero,
)
from imbridge.vendors.easemob.wire import presence as wire


def status_from_wire(body: wire.UserStatus, header: Header) -> PresenceChanged:
    user, platform, device = user_from_wire(body.user, header.prefix)
    if body.os:
        platform = PLATFORMS.get(body.os, body.os)
    event = PresenceChanged(user=user or NOBODY, state=body.status, reason=body.reason or None)
    if body.ip:
        force_setattr(event, "client_ip", body.ip)
    return happened(event, header, platform=platform, device_id=device)


def status_to_wire(shape: type[wire.UserStatus], event: PresenceChanged, context: Context) -> wire.UserStatus:
    user = user_jid(event.user.id or zero("user.id", context), context)
    system = word(event.platform, PLATFORM_NAMES, context) or ""
    return shape(
        user=f"{user}/{system}_{event.device_id}" if event.device_id is not None and context.own else user,
        status=event.state or "",
        reason=reason_to_wire(event, context),
        os=system,
        ip=event.client_ip or "",
    )


def reason_to_wire(event: PresenceChanged, context: Context) -> str:
    """Write why a user came or went; the vendor always says something."""
    if event.reason is None and context.own:
        return ""
    return word(event.reason, PRESENCE_REASONS, context) or USUAL_REASONS.get(event.state, "")


def name_of(body: Mapping[str, Any]) -> Any:
    """Return the bare name that newer releases put beside the JID."""
    user = body.get("user")
    return id_from_wire(user, prefix_of(body)) if isinstance(user, str) and "chat_type" not in body else UNSET


def is_state(event: PresenceChanged) -> bool:
    """Tell whether a user came or went, and nothing else."""
    return event.state in USUAL_REASONS


NOBODY = Participant(id="")
COPIES = {"name": name_of}

DOCUMENTS = (
    Document("user_status", wire.UserStatus, (PresenceChanged,), status_from_wire, status_to_wire, says=is_state),
)
