"""What OpenIM's REST requests, history and answers can say, as canonical JSON and as literal tables.

Written from the vendor's documents and the server's source alone.
"""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import Draw
from imbridge.testing.jsons import compact, data, ids, is_object_text, objects, texts, u32, words
from imbridge.testing.narrowing import drop, narrow
from imbridge.testing.openim_reports import direct_id, other_user
from imbridge.testing.openim_says import OPENIM
from imbridge.testing.says import NOT_OF_A_PERSON, Row, under
from imbridge.testing.values import messages, people

Json = dict[str, Any]

NO_PUSH = ("mode", "android_sound", "ios_title", "ios_subtitle", "ios_category", "ios_mutable")

UNSAID = (
    "id.random",
    "delivery.priority",
    "delivery.lifetime",
    "delivery.receipt",
    "delivery.extensible",
    "delivery.skip_callbacks",
    "sender.device_id",
    "sender.ext",
    "quote.preview",
    "quote.kind",
    "quote.root_id",
    *under("recipients", NOT_OF_A_PERSON),
    *under("push", NO_PUSH),
)
"""What no message of this interface has a place for; the push mode is put in where there is one."""

LACKS: dict[str, tuple[str, ...]] = {
    "send_msg": (
        *("id.server", "id.client", "id.seq", "origin", "is_read", "state"),
        *under("delivery", ("sync_to_sender", "count_unread")),
    ),
    "send_simple_msg": (
        *("id.server", "id.client", "id.seq", "origin", "is_read", "state", "sent_at", "mentions", "quote", "delivery"),
        *under("sender", NOT_OF_A_PERSON),
    ),
    "send_business_notification": (
        *("id.server", "id.client", "id.seq", "origin", "is_read", "state", "sent_at", "mentions", "quote", "delivery"),
        *("ext", "push"),
        *under("sender", NOT_OF_A_PERSON),
    ),
    "search_msg": ("push", "is_read", "delivery.sync_to_sender", "delivery.count_unread"),
    "pull_msg_by_seq": (),
}
LACKS["batch_send_msg"] = LACKS["send_msg"]

REST = replace(OPENIM, lacks=frozenset(under("message", UNSAID)), parts=OPENIM.parts - {"notice", "unknown"})

platforms = st.sampled_from(REST.platforms)


def message(draw: Draw, command: str) -> Json:
    """Draw a message that says no more than a command has places for; whom it goes to is left open."""
    held = deepcopy(draw(messages(REST, REST.parts)))
    held.setdefault("sender", draw(people))
    if "platform" in held["sender"]:
        held["sender"]["platform"] = draw(platforms)
    delivery = held.pop("delivery", {})
    lacks = frozenset(under("message", LACKS[command]))
    row = Row(command=command, tag="send", kind=None, lacks=lacks)
    said: Json = narrow({"message": held}, REST, row)["message"]
    said.pop("recipients", None)
    travels = {"delivery": delivery}
    for path in (*UNSAID, *LACKS[command]):
        drop(travels, path.split("."))
    if travels.get("delivery"):
        said["delivery"] = travels["delivery"]
    push = said.pop("push", {})
    if push:
        said["push"] = {"ios_badge": False, **push}  # which is told whenever anything is
    if command not in ("send_simple_msg", "search_msg") and "push" not in LACKS[command] and draw(st.booleans()):
        said["push"] = {**said.get("push", {}), "mode": "silent"}
    said["id"], said["conversation"] = said.get("id", {}), {}
    return said


def travelling(draw: Draw, said: Json, both: bool) -> Json:
    """Narrow how a message travels: that it moves the conversation is told of by a type of custom messages."""
    delivery = said.pop("delivery", {})
    if said["parts"][0]["type"] == "custom":
        delivery |= draw(st.sampled_from(({}, {"update_conversation": False})))
    if delivery.get("online_only") is False:
        del delivery["online_only"]
    custom = said["parts"][0]["type"] == "custom"
    if not both and (not custom or delivery.get("update_conversation")):
        delivery.pop("update_conversation", None)
    return said | ({"delivery": delivery} if delivery else {})


def special(draw: Draw, stored: bool) -> Json | None:
    """Draw, seldom, a part that each interface has in a form of its own."""
    match draw(st.sampled_from((None, None, None, None, "notice", "unknown", "command"))):
        case "notice" if stored:
            part = {"code": draw(st.sampled_from(("1000", "1400", "1501", "5000")))}
            return {"type": "notice", **part, **draw(st.fixed_dictionaries({}, optional={"detail": data}))}
        case "notice":
            return {"type": "notice", "code": "1400", "detail": draw(objects)}
        case "unknown":
            payload = draw(texts if stored else objects)
            return {"type": "unknown", "vendor": "openim", "name": draw(st.sampled_from(("113", "9999", "200")))} | {
                "payload": payload
            }
        case "command" if stored:
            return signal(draw)
    return None


def signal(draw: Draw) -> Json:
    return {"type": "command", **draw(st.fixed_dictionaries({}, optional={"action": words, "data": data}))}


def with_part(said: Json, part: Json) -> Json:
    """Return a message with another part, and without what goes with a text alone."""
    kept = {name: held for name, held in said.items() if name not in ("mentions", "quote")}
    return {**kept, "parts": [part]}


def only_texts_mention(said: Json) -> Json:
    if said["parts"][0]["type"] != "text":
        said.pop("mentions", None)
    return said


def user(id: str) -> Json:
    return {"id": id}


def to_one(draw: Draw, said: Json, *, kinds: tuple[str, ...] = ("direct", "group", "legacy", "system")) -> Json:
    """Address a message to a user or a group."""
    kind = draw(st.sampled_from(kinds))
    if kind in ("direct", "system"):
        return {**said, "conversation": {"kind": kind}, "recipients": [user(draw(ids))]}
    legacy = {"type": "legacy"} if kind == "legacy" else {}
    return {**said, "conversation": {"kind": "group", "id": draw(ids), **legacy}}


def call(draw: Draw, command: str, type: str, **members: Any) -> Json:
    trace = {"trace": draw(words)} if draw(st.booleans()) else {}
    return {"type": type, "vendor": "openim", "command": command, **trace, **members}


def sending(draw: Draw, command: str) -> Json:
    said = message(draw, command)
    part = special(draw, stored=False)
    if part is not None:
        said = with_part(said, part)
    return travelling(draw, only_texts_mention(said), both=False)


def send_msg(draw: Draw) -> Json:
    return call(draw, "send_msg", "send", message=to_one(draw, sending(draw, "send_msg")))


def batch_send_msg(draw: Draw) -> Json:
    said = {**sending(draw, "batch_send_msg"), "conversation": {"kind": draw(st.sampled_from(("direct", "system")))}}
    if draw(st.sampled_from((False, False, True))):
        return call(draw, "batch_send_msg", "send", message=said, scope="all_users")
    whom = [user(id) for id in draw(st.lists(ids, min_size=1, max_size=3))]
    return call(draw, "batch_send_msg", "send", message={**said, "recipients": whom})


def send_simple_msg(draw: Draw) -> Json:
    said = with_part(message(draw, "send_simple_msg"), {"type": "markdown", "text": draw(words)})
    return call(draw, "send_simple_msg", "send", message=to_one(draw, said, kinds=("direct", "group")))


def send_business_notification(draw: Draw) -> Json:
    said = with_part(message(draw, "send_business_notification"), signal(draw))
    return call(draw, "send_business_notification", "send", message=to_one(draw, said, kinds=("direct", "group")))


seqs: st.SearchStrategy[int] = st.sampled_from((1, 2**32, 2**63 - 1)) | u32


def whole_id(draw: Draw) -> Json:
    """Draw a conversation that only its id tells of."""
    a, b = draw(ids), draw(ids)
    return dict(
        draw(
            st.sampled_from(
                (
                    {"kind": "system", "id": f"sn_{a}_{b}"},
                    {"kind": "system", "id": f"n_{a}"},
                    {"id": "sg"},
                    {"id": f"x_{a}"},
                )
            )
        )
    )


def grouped(draw: Draw) -> Json:
    return {"kind": "group", "id": draw(ids), **({"type": "legacy"} if draw(st.booleans()) else {})}


def revoke_msg(draw: Draw) -> Json:
    actor, peer = draw(ids), draw(ids)
    where: Json = {"conversation": grouped(draw) if draw(st.booleans()) else whole_id(draw)}
    if draw(st.booleans()):
        known = other_user(direct_id(actor, peer), actor) == peer
        direct = {"kind": "direct"} if known else {"kind": "direct", "id": direct_id(actor, peer)}
        where = {"conversation": direct, **({"peer": user(peer)} if known else {})}
    messages = [{"seq": draw(seqs)}]
    return call(draw, "revoke_msg", "recall", messages=messages, actor=user(actor), **where)


def modify_message(draw: Draw) -> Json:
    direct = {"kind": "direct", "id": direct_id(draw(ids), draw(ids))}
    where = draw(st.sampled_from((grouped(draw), whole_id(draw), direct)))
    part: Json = {"type": "text", "text": draw(texts)}
    if draw(st.booleans()):
        others = objects.filter(lambda held: not isinstance(held.get("content"), str)).map(compact)
        bare = words.filter(lambda text: not is_object_text(text))
        part = {"type": "unknown", "vendor": "openim", "payload": draw(others | bare)}
    return call(draw, "modify_message", "edit", conversation=where, message={"seq": draw(seqs)}, parts=[part])


def stored(draw: Draw, command: str) -> Json:
    said = message(draw, command)
    part = special(draw, stored=True)
    mentioned = [{name: held for name, held in one.items() if name != "nickname"} for one in said.get("mentions", ())]
    if part is not None:
        said = with_part(said, part)
        if command == "pull_msg_by_seq" and mentioned:
            said["mentions"] = mentioned
    return to_one(draw, said)


def search_msg(draw: Draw) -> Json:
    said = travelling(draw, only_texts_mention(stored(draw, "search_msg")), both=False)
    if len(said.get("delivery", {})) > 1 or said["parts"][0]["type"] != "custom":
        said.pop("delivery", None)
    said.pop("state", None)
    if said["conversation"]["kind"] == "group":
        said["sender"].pop("avatar", None)  # the group's stands there
    state = draw(st.sampled_from(({}, {"state": "recalled"}, {"state": "deleted"})))
    return {"type": "history", "vendor": "openim", "command": "search_msg", "message": {**said, **state}}


def pull_msg_by_seq(draw: Draw) -> Json:
    said = travelling(draw, stored(draw, "pull_msg_by_seq"), both=True)
    said.pop("state", None)
    said.setdefault("is_read", False)
    state = draw(st.sampled_from(({}, {"state": "deleted"})))
    return {"type": "history", "vendor": "openim", "command": "pull_msg_by_seq", "message": {**said, **state}}


SAID = {
    "send_msg": send_msg,
    "batch_send_msg": batch_send_msg,
    "send_simple_msg": send_simple_msg,
    "send_business_notification": send_business_notification,
    "revoke_msg": revoke_msg,
    "modify_message": modify_message,
    "search_msg": search_msg,
    "pull_msg_by_seq": pull_msg_by_seq,
}


@st.composite
def said(draw: Draw, command: str) -> Json:
    """Draw a request or a record that a document of one command can say."""
    return SAID[command](draw)
