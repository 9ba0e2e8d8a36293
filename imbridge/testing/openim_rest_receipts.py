"""What OpenIM's answers to REST requests can say, as canonical JSON.

Written from the vendor's documents and the server's source alone.
"""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import Draw
from imbridge.testing.jsons import data, ids, millis, texts, urls, words
from imbridge.testing.openim_rest_said import SAID

Json = dict[str, Any]

FAMILIES = {
    "malformed": (1001, 1301, 1602),
    "unauthenticated": (1501, 1502, 1503, 1504, 1505, 1506, 1507),
    "forbidden": (1002, 1405, 1520),
    "not_found_user": (1101,),
    "not_found_group": (1201, 1204),
    "not_found_message": (1004,),
    "not_member": (1203,),
    "already_exists": (1003, 1102, 1202, 1304),
    "already_done": (1404, 1050, 1206, 1305),
    "blocked": (1302,),
    "not_friend": (1303,),
    "muted": (1402, 1403),
    "rejected": (20001, 25000, 29999, 80000),
    "too_late": (1701,),
    "full": (1601,),
    "rate_limited": (429,),
    "unsupported": (1205, 1401),
    "webhook_failed": (90004, 90007),
    "server": (500, 1603, 1604, 90002),
    "unknown": (4242, 30000, 20000, 1, -1),
}
"""Codes of the server, and of webhooks, and what family each is of."""

errors: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {"code": st.sampled_from([code for codes in FAMILIES.values() for code in codes])},
    optional={"reason": words, "detail": words},
).map(lambda error: {**error, "family": next(name for name, codes in FAMILIES.items() if error["code"] in codes)})

FAILED = {"family": "unknown"}
"""What a batch tells of a user who did not get the message: no more than that."""

pictures: st.SearchStrategy[Json] = st.fixed_dictionaries({"url": urls}, optional={"width": st.integers(1, 9)})

NEW_PARTS: tuple[st.SearchStrategy[Json], ...] = (
    st.fixed_dictionaries({"type": st.just("markdown"), "text": texts}),
    st.fixed_dictionaries({"type": st.just("image"), "original": pictures}),
    st.fixed_dictionaries({"type": st.just("file"), "media": st.fixed_dictionaries({"url": urls, "name": words})}),
    st.fixed_dictionaries({"type": st.just("face"), "index": st.integers(0, 9)}),
    st.fixed_dictionaries({"type": st.just("location"), "latitude": st.integers(0, 9), "longitude": st.just(0.5)}),
)
"""What a webhook may have put in the place of a content; a quote that a text had would go with a text."""

CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "ext": st.none() | data,
    "parts": st.one_of(NEW_PARTS).map(lambda part: [part]),
    "delivery": st.fixed_dictionaries(
        {"sync_to_sender": st.booleans()}, optional={"count_unread": st.booleans(), "online_only": st.booleans()}
    ),
    "push": st.fixed_dictionaries(
        {"ios_badge": st.booleans()}, optional={"title": words, "body": words, "ext": data, "ios_sound": words}
    ),
}

LISTED = st.lists(st.fixed_dictionaries({"id": ids.filter(lambda id: id != "AtAllTag")}), min_size=1, max_size=2)


def changes(draw: Draw, call: Json) -> Json:
    """Draw what a webhook made of a message; whom a text mentions is in its content."""
    said: Json = draw(st.fixed_dictionaries({}, optional=CHANGES))
    if "parts" not in said and call["message"]["parts"][0]["type"] not in ("text", "rich_text") and draw(st.booleans()):
        said["mentions"] = list({one["id"]: one for one in draw(LISTED)}.values())
    if "quote" in call["message"] and "parts" in said and said["parts"][0]["type"] not in ("text", "rich_text"):
        said["quote"] = None  # goes with the text that had it
    return {"changes": {"type": "message", **said}} if said else {}


def taken(draw: Draw, target: str) -> Json:
    id = draw(st.fixed_dictionaries({}, optional={"server": ids, "client": words}))
    sent_at = {"sent_at": draw(millis)} if draw(st.booleans()) else {}
    return {"target": target, "id": id, **sent_at}


def told(draw: Draw, command: str, call: Json) -> Json:
    """Draw what is told of a request that was carried out."""
    if command == "revoke_msg":
        return {"results": [{"id": call["messages"][0]}]}
    if command == "modify_message":
        return {"results": [{"id": call["message"]}]}
    message = call["message"]
    whom = [user["id"] for user in message.get("recipients", ())]
    if command == "batch_send_msg":
        whom = whom or draw(st.lists(ids, max_size=3))
        some = draw(st.integers(0, len(whom)))
        failed = [{"target": user, "id": {}, "error": FAILED} for user in whom[some:]]
        results = [taken(draw, user) for user in whom[:some]] + failed
        return {"results": results} if results else {}
    target = message["conversation"]["id"] if message["conversation"]["kind"] == "group" else whom[0]
    return {"results": [taken(draw, target)], **changes(draw, call)}


@st.composite
def receipts(draw: Draw, command: str) -> tuple[Json, Json]:
    """Draw a request of one command with a receipt that the answer to it can say."""
    call = SAID[command](draw)
    said = {"error": draw(errors)} if draw(st.sampled_from((False, False, True))) else told(draw, command, call)
    return call, {"type": "receipt", "vendor": "openim", **said}
