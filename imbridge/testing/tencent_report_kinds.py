"""What kinds of callbacks about no message Tencent has, for the table of them: what each kind says anyway.

Paths are given in one text, blanks between.
"""

from collections.abc import Callable, Mapping
from typing import Any

from imbridge.model.canonical import canonical
from imbridge.testing.reports import Report, to_event

Json = dict[str, Any]
Bend = Callable[[Json], None]
Choices = Mapping[str, tuple[Any, ...]]

HEAD = "app client_ip platform"  # the query has a place for each, whatever the callback is about

TYPES = ("private", "public", "meeting", "community", "Sofa", "live", "broadcast", "live_product")
ROOMS = TYPES[-3:]

CODES = {20006: "rejected", 80001: "moderated", 10017: "muted", 91000: "server", 22003: "unknown"}
"""Codes of a failed push, and what family each is of."""

PROVIDERS = ("unknown", "apns", "xiaomi", "huawei", "fcm", "meizu", "oppo", "vivo", "honor", "42")
STAGES = ("sent", "arrived", "clicked", "failed", "9")

NONE: Choices = {}


def paths(*texts: str) -> frozenset[str]:
    """Return the paths in some texts."""
    return frozenset([path for text in texts for path in text.split()])


def row(
    command: str,
    tag: str,
    has: str = "",
    needs: str = "",
    *,
    choices: Choices = NONE,
    one: str = "",
    seconds: str = "",
    fixed: Mapping[str, Any] = NONE,
    always: Mapping[str, Any] = NONE,
    copies: str | None = None,
    bends: tuple[Bend, ...] = (),
) -> Report:
    """Return a row; without an actor of its own, the actor is a copy."""
    held = paths(HEAD, has, needs)
    named = "actor.id" in held
    return Report(
        command=command,
        tag=tag,
        has=held,
        needs=paths(needs),
        choices=choices,
        fixed=fixed,
        always=always,
        one=paths(one),
        seconds=paths(seconds),
        copies=paths(("" if named else "actor") if copies is None else copies),
        bend=_bent(*bends, *((_acting,) if named else ())),
    )


def _bent(*bends: Bend) -> Bend:
    def all_of_them(event: Json) -> None:
        for bend in bends:
            bend(event)

    return all_of_them


def pairs(command: str, tag: str, has: str = "", choices: Choices = NONE, always: Mapping[str, Any] = NONE) -> Report:
    """A change of relations, told pair by pair, without a time."""
    return row(command, tag, has, "relations.owner_id relations.user_id", choices=choices, always=always)


def deeds(command: str, tag: str, has: str = "", choices: Choices = NONE, always: Mapping[str, Any] = NONE) -> Report:
    """What one user does about others: the owner of all the relations."""
    needs = "relations.owner_id relations.user_id"
    return row(command, tag, f"{has} occurred_at", needs, choices=choices, always=always, bends=(_of_one_owner,))


def group(command: str, tag: str, has: str = "", needs: str = "", choices: Choices = NONE, one: str = "") -> Report:
    """Something in a group, which is named with its type."""
    where = "occurred_at conversation.type conversation.kind"
    return row(
        command,
        tag,
        f"{has} {where}",
        f"{needs} conversation.id",
        choices={"conversation.type": TYPES, **choices},
        one=one,
        bends=(_typed,),
    )


def creation(command: str, tag: str, has: str = "", needs: str = "", choices: Choices = NONE) -> Report:
    """A group that is made."""
    what = "occurred_at actor.id group.name group.owner_id group.type group.kind members.id"
    return row(
        command,
        tag,
        f"{has} {what}",
        needs,
        choices={"group.type": TYPES, **choices},
        bends=(_typed,),
    )


def topic(command: str, tag: str, has: str = "", needs: str = "") -> Report:
    """Something about the topics of a community; one sample has another type of group."""
    types = {"conversation.type": ("community", "public", "Sofa")}
    where = "occurred_at conversation.type conversation.kind"
    return row(command, tag, f"{has} {where}", needs, choices=types, bends=(_typed,))


def channel(command: str, tag: str, has: str = "", needs: str = "conversation.id", choices: Choices = NONE) -> Report:
    """Something about an official account."""
    where = "group.kind" if tag.startswith("group.creat") else "conversation.kind"
    return row(command, tag, f"{has} occurred_at", needs, choices=choices, fixed={where: "channel"})


def extension(command: str, kind: str, needs: str) -> Report:
    """Pairs attached to a message."""
    return row(
        command,
        "message.extension_changed",
        "occurred_at operation items.key items.value items.version version",
        needs,
        choices={"operation": ("set", "delete", "clear", "7")},
        fixed={"conversation.kind": kind},
    )


def push(command: str, has: str, needs: str, seconds: str) -> Report:
    """What became of a push."""
    return row(
        command,
        "push.reported",
        f"{has} occurred_at provider stage error.code error.family error.reason",
        f"{needs} target.id",
        choices={
            "conversation.kind": ("direct", "group"),
            "provider": PROVIDERS,
            "stage": STAGES,
            "error.code": tuple(CODES),
        },
        always={"provider": "unknown"},  # the zero of its numbers
        seconds=f"{seconds} occurred_at",
        bends=(_of_a_message, _failing),
    )


def _typed(event: Json) -> None:
    """A group's type tells a room from a group."""
    holder = event.setdefault("group" if event["type"].startswith("group.creat") else "conversation", {})
    holder["kind"] = "room" if holder.get("type") in ROOMS else "group"


def _acting(event: Json) -> None:
    """Who is not named otherwise acted for oneself."""
    subject = to_event(event).subject
    if "actor" not in event and subject is not None:
        event["actor"] = canonical(subject)


def _of_one_owner(event: Json) -> None:
    """The owner is named once for all."""
    for relation in event.get("relations", ()):
        relation["owner_id"] = event["relations"][0]["owner_id"]


def came_or_went(event: Json) -> None:
    """There is always a reason, and it says which; a device that is put off has no user of its own."""
    event.setdefault("reason", "login")
    event["state"] = "online" if event["reason"] in ("login", "Login/Resume") else "offline"
    event["kicked"] = [device | {"id": ""} for device in event.get("kicked", ()) if "platform" in device]


def _of_a_message(event: Json) -> None:
    """The handles of a message are those of one kind."""
    conversation, message = event.get("conversation"), event.get("message", {})
    if conversation is None:
        return
    if conversation["kind"] == "direct":
        conversation.pop("id", None)
    else:
        conversation.setdefault("id", "g")
        message.pop("server", None)
    if not message:
        event.pop("message", None)


def _failing(event: Json) -> None:
    """An error has a code, and makes of what was sent what failed."""
    error = event.get("error", {})
    if "code" in error:
        error["family"] = CODES[error["code"]]
        if event.get("stage") == "sent":
            event["stage"] = "failed"
    else:
        event.pop("error", None)
        if event.get("stage") == "failed":
            del event["stage"]


def moderated(event: Json) -> None:
    """Where it was said decides how the message is named; without a place there is no handle."""
    conversation, message = event.pop("conversation", {}), event.pop("message", {})
    kind = conversation.get("kind")
    if kind == "direct":
        conversation.pop("id", None)
        message.pop("seq", None)
    elif kind == "group":
        event.pop("peer", None)
        message.pop("server", None)
    if kind is None or (kind == "direct" and "peer" not in event) or (kind == "group" and "id" not in conversation):
        event.pop("peer", None)
        return
    event["conversation"] = conversation
    if message:
        event["message"] = message
