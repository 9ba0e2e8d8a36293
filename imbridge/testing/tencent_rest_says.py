"""What Tencent's REST calls and records can say, as literal tables written from the vendor's documents."""

from dataclasses import dataclass, replace
from typing import Any, cast

from hypothesis import strategies as st

from imbridge.testing.documents import Draw
from imbridge.testing.jsons import counts, data, ids, texts, u32, words
from imbridge.testing.narrowing import drop, narrow
from imbridge.testing.rest import Json
from imbridge.testing.says import NOT_OF_A_PERSON, Row, under
from imbridge.testing.tencent_says import TENCENT
from imbridge.testing.values import messages

FIELDS = frozenset(
    {
        *under("id", ("server", "client", "seq", "random")),
        *("sender", "sent_at", "parts", "mentions", "quote", "ext", "push", "origin", "state", "is_read"),
    }
)
"""What a message may have, but for whom it is and how it is delivered."""

CONTENT = frozenset({"id.random", "parts", "quote", "ext"})

DELIVERY: dict[str, st.SearchStrategy[Any]] = {
    "online_only": st.booleans(),
    "priority": st.sampled_from(("high", "normal", "low", "lowest", "7")),
    "lifetime": st.just(0) | counts,
    "sync_to_sender": st.booleans(),
    "receipt": st.booleans(),
    "count_unread": st.just(False),
    "update_conversation": st.just(False),
    "extensible": st.booleans(),
    "skip_callbacks": st.sampled_from((["before"], ["after"], ["before", "after"])),
}
"""How a message may be asked to be delivered, and what there are words for."""

TO_CHANNEL = ("online_only", "count_unread", "update_conversation", "skip_callbacks")
TO_USERS = (*TO_CHANNEL[:3], "lifetime", "sync_to_sender", "receipt", "extensible")

SENDABLE = TENCENT.parts - {"merged"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Place:
    """What one document has places for in a message."""

    kind: str  # of the conversation
    has: frozenset[str]
    needs: frozenset[str] = frozenset({"id.random"})
    delivery: tuple[str, ...] = ()
    parts: frozenset[str] = SENDABLE
    users: tuple[int, int] = (0, 0)  # how many recipients, at least and at most
    named: bool = True  # the conversation has an id, if it is none of two users
    topic: bool = False
    states: tuple[str, ...] = ()


PLACES = {
    "sendmsg": Place(
        kind="direct",
        has=CONTENT | {"id.seq", "sender", "sent_at", "push"},
        delivery=(*TO_USERS, "skip_callbacks"),
        users=(1, 1),
    ),
    "batchsendmsg": Place(kind="direct", has=CONTENT | {"id.seq", "sender", "push"}, delivery=TO_USERS, users=(1, 3)),
    "send_group_msg": Place(
        kind="group",
        has=CONTENT | {"sender", "mentions", "push"},
        delivery=(*TO_CHANNEL, "priority", "receipt", "extensible"),
        users=(0, 3),
        topic=True,
    ),
    "send_group_system_notification": Place(
        kind="group", has=frozenset({"parts"}), needs=frozenset(), users=(0, 3), topic=True
    ),
    "send_broadcast_msg": Place(kind="room", has=CONTENT | {"sender"}, named=False),
    "send_official_account_msg": Place(kind="channel", has=CONTENT | {"push"}, delivery=TO_CHANNEL),
    "importmsg": Place(
        kind="direct",
        has=CONTENT | {"id.seq", "sender", "sent_at"},
        needs=frozenset({"id.random", "sender"}),
        users=(1, 1),
    ),
    "import_group_msg": Place(
        kind="group",
        has=frozenset({"id.random", "sender", "sent_at", "parts"}),
        needs=frozenset({"sender"}),
        topic=True,
    ),
    "admin_getroammsg": Place(
        kind="direct",
        has=CONTENT | {"id.server", "id.seq", "sender", "sent_at", "is_read", "state"},
        needs=frozenset({"sender"}),
        parts=TENCENT.parts,
        users=(1, 1),
        states=("recalled",),
    ),
    "group_msg_get_simple": Place(
        kind="group",
        has=frozenset({"id.seq", "id.random", "sender", "sent_at", "parts", "origin", "state"}),
        needs=frozenset(),
        delivery=("priority",),
        parts=TENCENT.parts,
        named=False,
        states=("deleted", "recalled"),
    ),
}

SAYS = replace(
    TENCENT,
    rows={},
    origins=("system",),
    push_modes=("normal", "silent"),
    lacks=frozenset(
        {
            "message.mentions.nickname",
            "message.push.ios_category",
            *under("message.sender", NOT_OF_A_PERSON),
            *under("message.recipients", NOT_OF_A_PERSON),
        }
    ),
)


def said_by(command: str) -> st.SearchStrategy[Json]:
    """Return the calls or records, as canonical JSON, that one document of a command can say."""
    return _said(command)


@st.composite
def _said(draw: Draw, command: str) -> Json:
    if command in FOLLOW_UPS:
        held = FOLLOW_UPS[command](draw)
    elif command == "import_group_msg":
        held = _imported(draw)
    else:
        held = {"message": message(draw, command)}
        if command == "send_group_system_notification":
            held["message"]["parts"] = [{"type": "notice", "code": "group_system", "text": draw(texts)}]
        if command == "send_broadcast_msg":
            held["scope"] = "all_rooms"
        if command == "importmsg":
            held["live"] = draw(st.booleans())
    value = {"type": TYPES.get(command, "send"), "vendor": "tencent", "command": command, **held}
    if value["type"] != "history" and draw(st.booleans()):
        value["app"] = draw(st.sampled_from(("1400000001", "an app")))
    return value


TYPES = {
    "admin_msgwithdraw": "recall",
    "group_msg_recall": "recall",
    "modify_c2c_msg": "edit",
    "modify_group_msg": "edit",
    "importmsg": "import",
    "import_group_msg": "import",
    "admin_getroammsg": "history",
    "group_msg_get_simple": "history",
}


def message(draw: Draw, command: str) -> Json:
    """Draw a message with everything that a document has a place for, and nothing else."""
    place = PLACES[command]
    one: Json = draw(messages(SAYS, place.parts))
    one["recipients"] = [{"id": id} for id in draw(st.lists(ids, min_size=1, max_size=3, unique=True))]
    for path in sorted(FIELDS - place.has):
        drop(one, path.split("."))
    row = Row(command=command, tag="", kind=place.kind)
    one["conversation"] = conversation(draw, place)
    said = cast(Json, narrow({"message": one}, SAYS, row)["message"])
    least, most = place.users
    if not most or (not least and draw(st.booleans())):
        said.pop("recipients", None)
    else:
        said["recipients"] = said["recipients"][:most]
    said.pop("delivery", None)
    asked = draw(st.fixed_dictionaries({}, optional={name: DELIVERY[name] for name in place.delivery}))
    if asked:
        said["delivery"] = asked
    _push(said)
    if "state" in said:
        said["state"] = draw(st.sampled_from(place.states))
    for path in sorted(place.needs):
        *way, last = path.split(".")
        (said[way[0]] if way else said).setdefault(last, draw(NEEDED[last]))
    return said


NEEDED: dict[str, st.SearchStrategy[Any]] = {"random": u32, "sender": ids.map(lambda id: {"id": id})}


def _push(message: Json) -> None:
    """There is no word for a push that breaks through, and none for one that says nothing."""
    push = message.get("push", {})
    if push.get("mode") == "forced":
        del push["mode"]
    if not push:
        message.pop("push", None)


def conversation(draw: Draw, place: Place) -> Json:
    """Draw where a message goes."""
    said: Json = {"kind": place.kind}
    if place.kind != "direct" and place.named:
        said["id"] = draw(ids)
    if place.topic and draw(st.booleans()):
        said["topic_id"] = draw(words)
    return said


def _imported(draw: Draw) -> Json:
    """Draw messages of one group, the later ones behind."""
    first, *more = [message(draw, "import_group_msg") for _ in range(draw(st.integers(1, 3)))]
    held = sorted([first, *more], key=lambda one: one.get("sent_at", 0))
    for one in held:
        one["conversation"] = first["conversation"]
    return {"message": held[0], **({"more": held[1:]} if more else {})}


def _recall_direct(draw: Draw) -> Json:
    return {**_two_users(draw), "messages": [{"server": draw(ids)}]}


def _recall_group(draw: Draw) -> Json:
    seqs = draw(st.lists(u32, min_size=1, max_size=10, unique=True))
    reason = {"reason": draw(words)} if draw(st.booleans()) else {}
    return {"conversation": _group(draw), "messages": [{"seq": seq} for seq in seqs], **reason}


def _edit_direct(draw: Draw) -> Json:
    return {**_two_users(draw), "message": {"server": draw(ids)}, **_new_content(draw)}


def _edit_group(draw: Draw) -> Json:
    return {"conversation": _group(draw), "message": {"seq": draw(u32)}, **_new_content(draw)}


def _two_users(draw: Draw) -> Json:
    return {"conversation": {"kind": "direct"}, "sender": {"id": draw(ids)}, "peer": {"id": draw(ids)}}


def _group(draw: Draw) -> Json:
    return conversation(draw, PLACES["send_group_msg"])


def _new_content(draw: Draw) -> Json:
    """Draw new parts, new data of the app's, or both."""
    which = draw(st.sampled_from(("parts", "ext", "both")))
    held: Json = {}
    if which != "ext":
        held["parts"] = message(draw, "send_broadcast_msg").get("parts", [])
    if which != "parts":
        held["ext"] = draw(data)
    return held


FOLLOW_UPS = {
    "admin_msgwithdraw": _recall_direct,
    "group_msg_recall": _recall_group,
    "modify_c2c_msg": _edit_direct,
    "modify_group_msg": _edit_group,
}
