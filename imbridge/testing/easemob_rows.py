"""What the rows of Easemob's table of reports share: where a thing happens, whose ids it names."""

from collections.abc import Callable
from typing import Any

from imbridge.testing.reports import Report

Json = dict[str, Any]
Rows = list[tuple[str, Report]]
Bend = Callable[[Json], None]

HEAD = ("occurred_at", "app", "callback_id")
DEVICE = ("platform", "device_id")
"""Behind the long form of the acting user's id."""

KIND, PLACE = "conversation.kind", "conversation.id"
KINDS = ("group", "room")
GROUP: dict[str, Any] = {"kinds": ("group",)}
GIVEN: dict[str, Any] = {"copies": frozenset()}
"""The actor is named."""

LINKS = frozenset({"id", "owner_id", "user_id", "old_owner_id", "new_owner_id", "inviter_id", "topic_id"})
"""Fields that hold the id of a user or group, which no slash is in."""

OTHERS = frozenset({"files", "attributes", "ext", "parts", "push", "mentions", "reactions"})
"""Fields in which an id is something else, or stands for itself."""


def row(command: str, tag: str, *has: str, name: str = "", bend: Bend | None = None, **more: Any) -> Rows:
    """Return a row, the header of all documents in it."""
    derived = "actor" in more.get("copies", ("actor",))

    def bent(event: Json) -> None:
        _cut(event)
        if bend is not None:
            bend(event)
        if not (derived or "actor" in event):
            event.pop("platform", None)
        if "platform" not in event and tag != "push.reported":
            event.pop("device_id", None)
        for held in ("message", "conversation") if tag in NOTICES else ():
            if not event.get(held, True):
                del event[held]

    report = Report(command=command, tag=tag, has=frozenset({*HEAD, *has}), bend=bent, **more)
    return [(f"{command} {name}".rstrip(), report)]


NOTICES = ("push.reported", "moderation.reported")


def _cut(value: Any) -> None:
    """Cut ids at the slash that would begin a device."""
    for item in value if isinstance(value, list) else [value]:
        for name, held in item.items() if isinstance(item, dict) else ():
            if name in LINKS and isinstance(held, str):
                item[name] = held.partition("/")[0] or "u"
            elif name not in OTHERS and isinstance(held, dict | list):
                _cut(held)


def placed(
    command: str, tag: str, *has: str, kinds: tuple[str, ...] = KINDS, needs: tuple[str, ...] = (), **more: Any
) -> Rows:
    """Return a row of what happens in a group, or a room, or either."""
    if len(kinds) == 1:
        more["fixed"] = {KIND: kinds[0], **more.get("fixed", {})}
        return row(command, tag, PLACE, *has, needs=frozenset({PLACE, *needs}), **more)
    more["choices"] = {KIND: kinds, **more.get("choices", {})}
    return row(command, tag, KIND, PLACE, *has, needs=frozenset({KIND, PLACE, *needs}), **more)


def direct(command: str, tag: str, *has: str, needs: tuple[str, ...] = (), **more: Any) -> Rows:
    """Return a row of what happens between two users."""
    fixed = {KIND: "direct", **more.pop("fixed", {})}
    return row(command, tag, "peer.id", *has, fixed=fixed, needs=frozenset({"peer.id", *needs}), **more)
