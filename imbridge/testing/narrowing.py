"""Cut a canonical event down to what one document of a vendor can say.

Works on canonical JSON and knows nothing but the tables of `says`; an event that comes out as it went
in can be said as it is.
"""

from copy import deepcopy
from typing import Any

from imbridge.testing import easemob_narrowing
from imbridge.testing.says import Row, Says

Json = dict[str, Any]


def narrow(event: Json, says: Says, row: Row) -> Json:
    """Return the part of an event that the row can say, derived copies filled in."""
    event = deepcopy(event)
    for path in (*says.lacks, *row.lacks):
        drop(event, path.split("."))
    message = event["message"]
    if row.one_recipient and "recipients" in message:
        message["recipients"] = message["recipients"][:1]
    if "parts" in message and (says.one_part or row.parts is not None):
        kinds = row.parts or says.parts
        message["parts"] = [part for part in message["parts"] if part["type"] in kinds][:1]
    if not row.types:
        message["conversation"].pop("type", None)
    _message(message, says)
    _mentions(message)
    if says.vendor == "openim":
        _one_content(message)
    if says.vendor == "easemob":
        easemob_narrowing.event(event)
    else:
        _no_reserved(message, says)
    _copies(event, says, row)
    return _without_empty(event)


def narrow_part(part: Json, says: Says) -> Json:
    """Return what of a part the vendor can say."""
    part = deepcopy(part)
    _part(part, says)
    return part


def narrow_changes(changes: Json, says: Says) -> Json:
    """Return what of a rewrite the vendor can say, where its fields share one place on the wire."""
    said = deepcopy({name: changes[name] for name in ("mentions", "ext", "quote", "push") if changes.get(name)})
    for path in says.lacks:
        drop({"message": said}, path.split("."))
    _mentions(said)
    if says.vendor == "easemob":
        easemob_narrowing.content(said)
    kept = {name: value for name, value in changes.items() if name not in said and value != {}}
    return kept | {name: value for name, value in said.items() if value}


def narrow_quote(quote: Json, says: Says) -> Json:
    """Return what of a quote the vendor can say."""
    message = deepcopy({"quote": quote})
    for path in says.lacks:
        drop({"message": message}, path.split("."))
    _nested(message["quote"]["message"], says, says.quoted_lacks)
    return message["quote"]


def drop(value: Any, steps: list[str]) -> None:
    """Remove what a path leads to, in every element of a list on the way."""
    if isinstance(value, list):
        for item in value:
            drop(item, steps)
    elif isinstance(value, dict):
        if len(steps) == 1:
            value.pop(steps[0], None)
        elif steps[0] in value:
            drop(value[steps[0]], steps[1:])


def _message(message: Json, says: Says) -> None:
    """Narrow what a message holds, wherever it is."""
    if says.in_seconds and "sent_at" in message:
        message["sent_at"] = message["sent_at"] // 1000 * 1000
        if not message["sent_at"]:
            del message["sent_at"]
    if says.one_custom:
        customs = [part for part in message.get("parts", ()) if part["type"] == "custom"]
        if len(customs) > 1:
            message["parts"] = [part for part in message["parts"] if part["type"] != "custom" or part is customs[0]]
    for part in message.get("parts", ()):
        _part(part, says)
    quote = message.get("quote")
    if quote is not None:
        _nested(quote["message"], says, says.quoted_lacks)
    if says.vendor == "tencent" and "delivery" in message and not message["delivery"]:
        del message["delivery"]


def _no_reserved(message: Json, says: Says) -> None:
    for key in says.reserved:
        if isinstance(message.get("ext"), dict):
            message["ext"].pop(key, None)


def _nested(message: Json, says: Says, lacks: tuple[str, ...]) -> None:
    for path in lacks:
        drop(message, path.split("."))
    conversation = message["conversation"]
    _no_reserved(message, says)
    if says.vendor == "tencent":
        _entry(message)
    elif says.vendor == "openim":
        if conversation.get("type") == "legacy" and conversation.get("kind") != "group":
            del conversation["type"]
        message.setdefault("is_read", False)
        if "push" in message:
            message["push"].setdefault("ios_badge", False)
    _message(message, says)
    _mentions(message)
    if says.vendor == "openim":
        _one_content(message, nested=True)


def _entry(message: Json) -> None:
    """A merged message of Tencent is of a group, or to a user, or says neither."""
    conversation = message["conversation"]
    if conversation.get("kind") == "group" and "id" in conversation:
        message.pop("recipients", None)
    elif conversation.get("kind") == "direct" and message.get("recipients"):
        conversation.pop("id", None)
    else:
        conversation.clear()
        message.pop("recipients", None)


def _part(part: Json, says: Says) -> None:
    for path in says.part_lacks.get(part["type"], ()):
        drop(part, path.split("."))
    if part["type"] == "merged" and says.vendor == "easemob":
        easemob_narrowing.combined(part)
    elif part["type"] == "merged":
        _merged(part, says)
    if part["type"] in ("video", "image") and not part.get("thumbnail", True):
        del part["thumbnail"]
    if part["type"] == "image" and says.vendor == "openim":
        original = part.get("original", {})
        if not any(original.get(name) for name in ("url", "size", "width", "height")):
            original.clear()


def _merged(part: Json, says: Says) -> None:
    messages = part.get("messages", [])
    for message in messages:
        _nested(message, says, says.merged_lacks)
    if says.vendor == "openim" and not messages:
        part["messages"] = messages = [{"id": {}, "conversation": {}, "is_read": True}]
    if messages or not part.get("media", {}).get("id"):
        part.pop("media", None)
    if part.get("count") == len(messages):
        del part["count"]


def _mentions(message: Json) -> None:
    """Nobody is mentioned twice, nor by an id that means everyone, nor as nobody in particular."""
    seen: list[Any] = []
    kept = []
    for mention in message.get("mentions", ()):
        who = mention.get("id")
        if (who or mention.get("everyone")) and who not in (*seen, "AtAllTag"):
            seen.append(who)
            kept.append(mention)
    if kept:
        message["mentions"] = kept
    else:
        message.pop("mentions", None)


def _one_content(message: Json, nested: bool = False) -> None:
    """OpenIM's one content says what may go with it: names of the mentioned, a quote, a delivery."""
    parts = message.get("parts") or []
    if not parts and not nested:
        message["parts"] = parts = [{"type": "text", "text": ""}]
    part = parts[0] if parts else {"type": ""}
    kind = part["type"]
    if kind != "text":
        if nested:
            message.pop("mentions", None)
        drop(message, ["mentions", "nickname"])
    if kind != "text" and not (kind == "rich_text" and part.get("entities")):
        message.pop("quote", None)
    delivery = message.get("delivery", {})
    said = [name for name in ("online_only", "update_conversation") if name in delivery]
    if kind != "custom" or nested or len(said) != 1:
        message.pop("delivery", None)
    elif delivery not in ({"online_only": True}, {"update_conversation": False}):
        del message["delivery"]


def _copies(event: Json, says: Says, row: Row) -> None:
    message = event["message"]
    sender = message.get("sender")
    if "actor" not in row.gives:
        event.pop("actor", None)
    if sender is not None:
        event.setdefault("actor", sender)
    if "occurred_at" not in row.gives:
        event.pop("occurred_at", None)
    if "sent_at" in message:
        event.setdefault("occurred_at", message["sent_at"])


def _without_empty(event: Json) -> Json:
    for holder in (event, event["message"]):
        for name in [name for name, value in holder.items() if value == [] or value is None]:
            del holder[name]
    return event
