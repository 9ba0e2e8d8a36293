"""A small model of what Easemob's server makes of a reply, by how its rule for callbacks is set up.

Written from the vendor's documents.
"""

import json
from types import MappingProxyType
from typing import Any

from msgspec import UNSET

from imbridge.http import Request, Response
from imbridge.model import Ack, AnyEvent, Changes, Command, MessageChanges, MessageEvent, Rewrite, Text, UnknownEvent
from imbridge.model.canonical import canonical
from imbridge.testing import easemob_narrowing
from imbridge.testing.differences import equal
from imbridge.testing.jsons import compact
from imbridge.testing.judging import ALLOW, BROKEN, DISCARD, FAILED, REFUSE, Judged, Server

MOST = 1000
"""Characters: a longer reply is taken for an attack."""

MEMBERS: dict[str, type] = {"valid": bool, "code": str, "payload": dict, "chatroom_msg_level": str}
REPLACING = ("payload", "chatroom_msg_level")
LEVELS = MappingProxyType({"high": "high", "normal": "normal", "low": "low", "lowest": "low"})


def _judge(reply: Response, silent: bool) -> Judged:
    if reply.status != 200:
        return BROKEN
    try:
        text = reply.body.decode()
        body = json.loads(text)
    except ValueError:
        return BROKEN
    if len(text) > MOST or not isinstance(body, dict):
        return BROKEN
    body = {name: held for name, held in body.items() if held is not None}
    if "valid" not in body:
        return BROKEN
    if not all(type(body[name]) is kind for name, kind in MEMBERS.items() if name in body):
        return BROKEN
    if body["valid"]:
        return Judged(ALLOW, changes={name: body[name] for name in REPLACING if name in body})
    return Judged(DISCARD) if silent else Judged(REFUSE, reason=body.get("code"))


def _after(reply: Response) -> str:
    return ALLOW if reply.status == 200 else FAILED


CONTENT = ("parts", "ext", "mentions", "quote", "push")
"""Fields of a message that are in a payload."""


def _server(name: str, **options: str) -> Server:
    silent = options.get("interception") == "silent"
    return Server(
        name=name,
        vendor="easemob",
        judge=lambda command, reply: _judge(reply, silent),
        options=options,
        discards=silent,
        tells=not silent,
        codes=False,
        after=_after,
        most=MOST,
        changes=CONTENT,
        whole=True,
        priorities=LEVELS,
    )


EASEMOB = (
    _server("easemob"),
    _server("easemob any", rewritable="any"),
    _server("easemob silent", interception="silent"),
)

LOSSES: dict[str, tuple[str, ...]] = {
    "easemob": (
        "reject.code",
        "reject.detail",
        "failed.reason",
        "rewrite.type",  # nothing is left of a rewrite that changes nothing
        *[f"rewrite.changes.{name}" for name in CONTENT],  # likewise what the message says already; and names
        *[f"rewrite.changes.{name}" for name in ("delivery", "sender", "recipients", "conversation", "id", "origin")],
    ),
    "easemob silent": ("reject.type", "reject.reason"),
}
"""What an ack can lose with the vendor."""


def can_rewrite(server: Server, event: AnyEvent, changes: Changes) -> bool | None:
    """Tell whether a rewrite can be said; None: the documents do not settle it.

    Commands are never modified; by default nothing but text and ext is.
    """
    if not isinstance(event, MessageEvent) or not isinstance(changes, MessageChanges):
        return False
    if all(getattr(changes, name) is UNSET for name in CONTENT):
        return True if changes == MessageChanges() else None  # of what has no place, all is lost
    before = event.message.parts
    new = () if changes.parts is UNSET else changes.parts or ()
    if any(isinstance(part, Command) for part in (*before, *new)):
        return False
    if server.options.get("rewritable") == "any":
        return True
    if not all(isinstance(part, Text) for part in new):
        return False
    return True if all(isinstance(part, Text) for part in before) else None


def crowded(server: Server, request: Request, ack: Ack) -> bool:
    """Tell whether a reply may be longer than the server reads: the text, or the content with what is new in it."""
    if server.most is None:
        return False
    said: Any = canonical(ack)
    held = 3 * len(compact({name: value for name, value in said.get("changes", {}).items() if name in CONTENT}))
    if held > len("{}") * 3:
        held += len(compact(json.loads(request.body).get("payload")).encode())
    return held + len(said.get("reason", "")) + 100 > server.most


def was_cut(server: Server, said: str | None, shown: str | None) -> bool:
    """Tell whether a text was cut since the reply would be too long, and by no more than a little."""
    if server.most is None or not said or not shown or not said.startswith(shown):
        return False
    whole, left = (len(compact({"valid": False, "code": text})) for text in (said, shown))
    return whole > server.most >= left > server.most * 4 // 5


def clashes(event: AnyEvent, ack: Ack) -> bool:
    """Tell whether a rewrite wants a place in the ext that something else of the message has already."""
    if isinstance(event, UnknownEvent) or not isinstance(ack, Rewrite):
        return False
    message = {**canonical(event)["message"], **canonical(ack)["changes"]}
    wanted = {name: value for name, value in message.items() if value is not None}
    said = json.loads(json.dumps(wanted))
    easemob_narrowing.content(said)
    return not equal(said, wanted)
