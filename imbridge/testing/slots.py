"""The app's own data in every place that a vendor has for it, and how it is to be written there.

A place takes a text, an object, or a flat map of texts; data is an object or a text. What the wire
has to hold is said here once more, apart from any codec.
"""

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.http import Request
from imbridge.model import AnyEvent
from imbridge.model.canonical import canonical
from imbridge.testing.differences import NOTHING, at, document, equal, pointer
from imbridge.testing.documents import Draw
from imbridge.testing.jsons import compact, data, free_texts, is_object_text, objects, plain, texts, values
from imbridge.testing.laws import Broken
from imbridge.testing.spoil import replaced
from imbridge.testing.values import to_event

TEXT, OBJECT, MAP = ("text", "object", "map")

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One place: where it is in an event and on the wire, and what stands there when there is nothing."""

    vendor: str
    path: tuple[str | int, ...]
    where: tuple[str | int, ...]
    form: str
    empty: Any = NOTHING
    part: str = "text"
    command: str = ""
    quote: str = ""  # the key of a quote that stands in the same object

    def __str__(self) -> str:
        return f"{self.vendor}{pointer(self.where)}{' beside a quote' if self.quote else ''}"


PARTS: dict[str, Json] = {
    "text": {"type": "text", "text": "hello"},
    "custom": {"type": "custom"},
    "command": {"type": "command", "action": "sync"},
    "card": {"type": "card", "user": {"id": "cid"}},
    "rich_text": {"type": "rich_text", "text": "hello", "entities": [{"type": "link", "offset": 0, "length": 5}]},
}

EVENTS: dict[str, Json] = {
    "tencent": {"type": "message.sent", "command": "C2C.CallbackAfterSendMsg"},
    "openim": {"type": "message.sent", "command": "callbackAfterSendSingleMsgCommand"},
    "easemob": {"type": "message.sent", "command": "chat"},
    "Chatbot.OnC2CSignalMessage": {"type": "message.bot_received"},
}

EXT = ("message", "ext")
DATA = ("message", "parts", 0, "data")

SLOTS = (
    Slot(vendor="tencent", path=EXT, where=("CloudCustomData",), form=TEXT),
    Slot(vendor="tencent", path=EXT, where=("CloudCustomData",), form=OBJECT, empty={}, quote="messageReply"),
    Slot(vendor="tencent", path=DATA, where=("MsgBody", 0, "MsgContent", "Data"), form=TEXT, part="custom"),
    Slot(
        vendor="tencent",
        path=DATA,
        where=("Data",),
        form=TEXT,
        empty="",
        part="command",
        command="Chatbot.OnC2CSignalMessage",
    ),
    Slot(vendor="openim", path=EXT, where=("ex",), form=TEXT, empty=""),
    Slot(vendor="openim", path=DATA, where=("content", "data"), form=TEXT, part="custom"),
    Slot(
        vendor="openim",
        path=("message", "parts", 0, "user", "ext"),
        where=("content", "ex"),
        form=TEXT,
        empty="",
        part="card",
    ),
    Slot(
        vendor="openim",
        path=("message", "parts", 0, "entities", 0, "ext"),
        where=("content", "messageEntityList", 0, "ex"),
        form=TEXT,
        part="rich_text",
    ),
    Slot(vendor="easemob", path=EXT, where=("payload", "ext"), form=OBJECT, empty={}),
    Slot(vendor="easemob", path=EXT, where=("payload", "ext"), form=OBJECT, empty={}, quote="msgQuote"),
    Slot(
        vendor="easemob",
        path=("message", "push", "ext"),
        where=("payload", "ext", "em_push_ext", "custom"),
        form=OBJECT,
    ),
    Slot(vendor="easemob", path=DATA, where=("payload", "bodies", 0, "param"), form=OBJECT, part="command"),
    Slot(vendor="easemob", path=DATA, where=("payload", "bodies", 0, "v2:customExts"), form=MAP, part="custom"),
)

MOST = 16
"""Entries of a flat map."""

RESERVED = ("imb_text", "imbridge")

reserved: st.SearchStrategy[Json] = st.dictionaries(
    st.sampled_from(("imb_text", "imb_text$", "imb_text$$", "imbridge", "imbridge$", "k")),
    values | texts,
    min_size=1,
    max_size=3,
)
"""Objects with keys that mean something where a text cannot stand by itself."""

flat: st.SearchStrategy[Json] = st.dictionaries(
    st.sampled_from(("imb_text", "imbridge$", "k")) | plain, texts | st.booleans() | st.integers(-9, 9), min_size=1
) | st.sampled_from((MOST, MOST + 1)).map(lambda count: {f"k{number}": "v" for number in range(count)})

anything: st.SearchStrategy[Any] = st.none() | data | reserved | flat
"""Data for any slot, none of it included."""


@st.composite
def foreign(draw: Draw, form: str) -> Any:
    """Draw what an app may have put onto the wire itself, where the rules say how it is read."""
    keys = ("imb_text$", "imb_text$$", "imbridge$", "k", "key two")
    held: Json = draw(st.dictionaries(st.sampled_from(keys), values | texts, max_size=3))
    if form == TEXT:
        return draw(texts | objects.filter(lambda held: "imbridge" not in held).map(compact) | st.just("{}"))
    match draw(st.sampled_from(("own", "wrapped", "beside", "other"))):
        case "wrapped":
            return {"imb_text": draw(free_texts)}
        case "beside":
            return {"imb_text": draw(free_texts), "k": 1, **held}
        case "other":
            return {"imb_text": draw(st.sampled_from((5, None, "", {"a": 1}, ["x"])))}
        case _:
            return held


def written(slot: Slot, value: Any) -> Any:
    """Return what has to stand in a slot for a value."""
    if value is None:
        return slot.empty
    if slot.form == TEXT:
        kept = _escaped(value, "imbridge") if slot.path == EXT and isinstance(value, dict) else value
        return kept if isinstance(kept, str) else compact(kept)
    if isinstance(value, dict) and (slot.form == OBJECT or _is_flat(value)):
        return _escaped(value, "imb_text", "imbridge")
    return {"imb_text": value if isinstance(value, str) else compact(value)}


def read(slot: Slot, held: Any) -> Any:
    """Return what an app's own writing in a slot says."""
    if slot.form == TEXT:
        found = json.loads(held) if is_object_text(held) else held
        if slot.path == EXT and isinstance(found, dict):
            found = {key[:-1] if key.rstrip("$") == "imbridge" else key: value for key, value in found.items()}
        return found or None
    if "imb_text" in held:
        alone = len(held) == 1 and isinstance(held["imb_text"], str) and held["imb_text"]
        return held["imb_text"] if alone else held
    return {key[:-1] if key.rstrip("$") in RESERVED else key: value for key, value in held.items()} or None


def _escaped(value: Json, *names: str) -> Json:
    """Give the keys that mean something in a slot, whatever `$` they have already, one more."""
    return {key + "$" if key.rstrip("$") in names else key: held for key, held in value.items()}


def _is_flat(value: Json) -> bool:
    return len(value) <= MOST and all(isinstance(held, str | int | float) for held in value.values())


def bijection(codec: Codec, slot: Slot, value: Any) -> None:
    """Data is written into a slot in its one way, and comes back out of it."""
    request = codec.encode_callback(_event(slot, value))
    stands = _standing(slot, at(document(request, codec.callbacks.kept_headers)["body"], pointer(slot.where)))
    wanted = written(slot, value)
    if not (stands is wanted or equal(stands, wanted)):
        raise Broken("bijection", f"{slot} holds {stands!r}, not {wanted!r}")
    _same(slot, _held(slot, codec.decode_callback(request)), value)


def taken_as_it_stands(codec: Codec, slot: Slot, held: Any) -> None:
    """What an app wrote into a slot by itself is read by the rules, and is read so again."""
    request = codec.encode_callback(_event(slot, {"there": "is something"}))
    before = json.loads(request.body)
    there = at(before, pointer(slot.where))
    now = _beside(slot, there, held)
    body = json.dumps(replaced(before, slot.where, now)).encode()
    event = codec.decode_callback(Request(url=request.url, headers=request.headers, body=body))
    value = read(slot, held)
    _same(slot, _held(slot, event), value)
    _same(slot, _held(slot, codec.decode_callback(codec.encode_callback(to_event(canonical(event))))), value)


def _standing(slot: Slot, there: Any) -> Any:
    """Return what is in a slot but for the quote."""
    if not slot.quote:
        return there
    held = json.loads(there) if isinstance(there, str) else there
    return {key: value for key, value in held.items() if key != slot.quote}


def _beside(slot: Slot, there: Any, held: Any) -> Any:
    """Put something into a slot, and leave the quote in it."""
    if not slot.quote:
        return held
    opened = json.loads(there) if isinstance(there, str) else there
    both = {**held, slot.quote: opened[slot.quote]}
    return compact(both) if isinstance(there, str) else both


def _same(slot: Slot, found: Any, value: Any) -> None:
    if not equal(found, value):
        raise Broken("bijection", f"{slot} says {found!r}, not {value!r}")


def _event(slot: Slot, value: Any) -> AnyEvent:
    """Return the plainest event with a value in a slot."""
    event: Json = {
        **EVENTS[slot.command or slot.vendor],
        "vendor": slot.vendor,
        "message": {
            "id": {"server": "s"},
            "conversation": {"kind": "direct"},
            "sender": {"id": "ann"},
            "recipients": [{"id": "ben"}],
            "sent_at": 1700000000000,
            "parts": [PARTS[slot.part]],
        },
    }
    if slot.command:
        event["command"] = slot.command
        del event["message"]["sent_at"]
    if slot.quote:
        event["message"]["quote"] = {"message": {"id": {}, "conversation": {}}, "preview": "p"}
    event = json.loads(json.dumps(event))
    holder: Any = event
    for index, step in enumerate(slot.path[:-1]):
        empty: Any = {} if isinstance(slot.path[index + 1], str) else []
        holder = holder.setdefault(step, empty) if isinstance(holder, dict) else holder[step]
    if value is not None:
        holder[slot.path[-1]] = value
    return to_event(event)


def _held(slot: Slot, event: AnyEvent) -> Any:
    found: Any = canonical(event)
    for step in slot.path:
        found = found.get(step) if isinstance(found, dict) else found[step]
        if found is None:
            return None
    return found
