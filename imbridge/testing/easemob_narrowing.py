"""What Easemob's one `ext`, its ids and its combined messages cannot hold together."""

from typing import Any

Json = dict[str, Any]


def event(event: Json) -> None:
    """Narrow an event, the paths that Easemob lacks already taken out."""
    message = event["message"]
    content(message)
    sender = _bare(message.get("sender"))
    if sender is None:
        message.pop("sender", None)
    if "recipients" in message:
        message["recipients"] = [kept for one in message["recipients"] if (kept := _bare(one)) is not None]
    conversation = message["conversation"]
    for name in ("id", "topic_id"):
        if name in conversation:
            conversation[name] = conversation[name].partition("/")[0]
            if not conversation[name]:
                del conversation[name]
    if "id" not in conversation:
        conversation.pop("topic_id", None)
    if "topic_id" not in conversation:
        conversation.pop("topic_root", None)
    if sender is None:  # the device stands behind the sender's id
        event.pop("platform", None)
    if "platform" not in event:
        event.pop("device_id", None)


def _bare(person: Json | None) -> Json | None:
    """Cut an id at the slash that would begin a device; what is left is nobody, perhaps."""
    if person is not None:
        person["id"] = person["id"].partition("/")[0]
    return person if person and person["id"] else None


def combined(part: Json) -> None:
    """Narrow forwarded history: it is an attachment, and its lines are one text."""
    part.setdefault("media", {}).setdefault("url", "https://files.example/history")
    lines = "\n".join(part.pop("abstract", [])).split("\n")
    if lines != [""]:
        part["abstract"] = lines


def content(message: Json) -> None:
    """Narrow what shares the `ext`: mentions, the quote, push information, and the app's own."""
    mentions = message.get("mentions") or []
    if any(mention.get("everyone") for mention in mentions):
        message["mentions"] = [{"everyone": True}]
    push = message.get("push") or {}
    if push.get("mode") == "normal":
        del push["mode"]
    ext = message.get("ext")
    if not isinstance(ext, dict):
        return
    if "em_at_list" in ext and (mentions or _is_at_list(ext["em_at_list"])):
        del ext["em_at_list"]
    if "msgQuote" in ext and ("quote" in message or _is_quote(ext["msgQuote"])):
        del ext["msgQuote"]
    _away(ext, push.get("mode"))
    for key, members in MEMBERS.items():
        said = {name for name, field in members.items() if push.get(field) is not None}
        _beside(ext, key, said)
    if not ext:
        del message["ext"]


MEMBERS = {
    "em_push_ext": {"title": "title", "content": "body", "custom": "ext"},
    "em_apns_ext": {
        "em_push_title": "ios_title",
        "em_push_category": "ios_category",
        "em_push_sound": "ios_sound",
        "em_push_mutable_content": "ios_mutable",
    },
}
"""Members of the ext that are push information, where they are of the right type, and what they are there."""


def _is_at_list(held: Any) -> bool:
    return held == "all" or (isinstance(held, list) and bool(held) and all(isinstance(id, str) and id for id in held))


def _is_quote(held: Any) -> bool:
    return (
        isinstance(held, dict)
        and "msgID" in held
        and all(isinstance(held.get(name, ""), str) for name in ("msgID", "msgPreview", "msgSender", "msgType"))
    )


def _away(ext: Json, mode: str | None) -> None:
    """Take out switches that would say another mode than the one that is said, or one where none is."""
    mine, other = ("em_ignore_notification", "em_force_notification")
    if mode == "forced":
        mine, other = other, mine
    on = [name for name in (mine, other) if ext.get(name) is True]
    if mode is None:
        for name in on if len(on) == 1 else ():
            del ext[name]
        return
    ext.pop(mine, None)
    if other in on:
        del ext[other]


def _beside(ext: Json, key: str, said: set[str]) -> None:
    """Take out members that would be read as push information, or stand where some has to."""
    held = ext.get(key)
    if not isinstance(held, dict):
        if said:
            ext.pop(key, None)
        return
    was_empty = not held
    for name in MEMBERS[key]:
        if name in held and (name in said or _is_said(name, held[name])):
            del held[name]
    if not held and (said or not was_empty):
        del ext[key]


def _is_said(name: str, held: Any) -> bool:
    if name == "em_push_mutable_content":
        return isinstance(held, bool)
    return isinstance(held, dict if name == "custom" else str) and bool(held)
