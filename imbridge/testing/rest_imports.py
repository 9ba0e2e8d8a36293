"""What becomes of a record of history that is imported elsewhere: the law, and its literal tables."""

from collections.abc import Mapping
from typing import Any

from imbridge.codec import Codec
from imbridge.errors import CannotExpress
from imbridge.model import Import
from imbridge.model.canonical import canonical
from imbridge.testing.differences import attribute, leaves
from imbridge.testing.documents import Document
from imbridge.testing.holding import hold, within
from imbridge.testing.losses import general
from imbridge.testing.rest import decoded
from imbridge.testing.rest_pairing import RestPair, together, told

Json = dict[str, Any]

_ALL = ("id.server", "conversation.kind", "delivery")  # a room becomes a group
_OF_OPENIM = ("origin", "conversation.type", "sender.nickname", "sender.avatar", "sender.platform")

PLACELESS: Mapping[str, frozenset[str]] = {
    "easemob": frozenset({*_ALL, *_OF_OPENIM, "id.client", "id.seq", "id.random", "sent_at"}),
    "openim": frozenset({*_ALL, "id.client", "id.seq", "id.random", "is_read", "conversation.type"}),
    "tencent": frozenset(
        {*_ALL, *_OF_OPENIM, "id.client", "id.seq", "id.random", "is_read", "sent_at", "ext", "conversation.topic_root"}
    ),
}
"""Fields of a message that an import of each vendor may lose or invent, by the manuals.

Easemob's names no message, and dates it to the millisecond or not at all; OpenIM's is a send, to which it
gives an id itself; Tencent's has numbers it needs and whole seconds, and in groups nothing of the app's.
"""

TAKEN_BACK = ("recalled", "deleted")


def imported(pair: RestPair, source: Codec, target: Codec, given: Document) -> None:
    """Hold that the message of a record arrives in the target's history, all but what the table says.

    One that was taken back, or says not where it was, does not.
    """
    record: Any = decoded(source, given)
    said = canonical(Import(vendor=record.vendor, message=record.message))
    gone = said["message"].get("state") in TAKEN_BACK
    try:
        requests = target.encode_import(record)
    except CannotExpress as problem:
        expected = gone or pair.refuses(said) or _placeless(said["message"])
        hold(expected, "imported", "refused what can be said", problem, said)
        return
    hold(not (gone or pair.refuses(said)), "imported", "said what cannot be said", said)
    arrived = together(said, [canonical(target.decode_send(request)) for request in requests])
    for one in leaves(said["message"], arrived["message"]):
        path = attribute(one.path)
        inside = told("import", f"message.{path}") in pair.declared
        placeless = any(within(general(path), field) for field in PLACELESS[target.name])
        hold(inside or placeless, "imported", "lost without being declared", path, one.was, one.now)


def _placeless(message: Json) -> bool:
    """Tell whether a record leaves open where its message was, or from whom."""
    place = message.get("conversation", {})
    grouped = place.get("kind") in ("group", "room", "channel") and "id" not in place
    return grouped or "sender" not in message or (place.get("kind") == "direct" and not message.get("recipients"))
