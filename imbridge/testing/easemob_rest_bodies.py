"""What Easemob's REST calls have for a message: the one body of a send, and its ext.

Written from the vendor's documents alone.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Absent, Draw, Free, Odd, Raw, maybe, seldom
from imbridge.testing.easemob_bodies import (
    audio,
    command,
    deep_objects,
    file,
    image,
    literal_objects,
    object_slot,
    optional,
    text,
    video,
)
from imbridge.testing.easemob_ext import ext as payload_ext
from imbridge.testing.jsons import KEYS, compact, degrees, free_texts, objects, plain, texts

Tree = dict[str, Any]

_map_keys = st.sampled_from([key for key in KEYS if key not in ("imb_text", "imbridge")]) | plain.filter(
    lambda key: key not in ("imb_text", "imbridge")
)

maps: st.SearchStrategy[Any] = st.dictionaries(_map_keys, texts, min_size=1, max_size=3)
"""The flat maps of texts that custom extensions are."""

crowded: st.SearchStrategy[Any] = st.integers(17, 18).map(lambda count: {f"k{number}": "v" for number in range(count)})
"""More entries than custom extensions may have."""


def decimal(number: int | float) -> str:
    """Write a number as the shortest decimal text, without an exponent."""
    return format(Decimal(repr(number)), "f")


def degree(draw: Draw) -> Any:
    """Draw a coordinate: a decimal text, in older SDKs a number."""
    number = draw(degrees.filter(lambda value: not float(value).is_integer()) | st.integers(-180, 180))
    longer = f"{decimal(number)}{'.00' if isinstance(number, int) else '0'}"
    return seldom(draw, decimal(number), Odd(number), Odd(longer))


def location(draw: Draw) -> Tree:
    return {"type": "loc", "lat": degree(draw), "lng": degree(draw), "addr": maybe(draw, optional)}


def extensions(draw: Draw) -> Any:
    """Draw custom extensions: one flat map of texts, or what others put there."""
    match draw(st.sampled_from((*("map",) * 5, "none", "none", "text", "deep", "list", "odd", "empty"))):
        case "map":
            return Raw(draw(maps))
        case "none":
            return ABSENT
        case "text":
            return Raw({"imb_text": draw(free_texts)})
        case "deep":
            return Raw({"imb_text": compact(draw(deep_objects | crowded))})
        case "list":
            return Odd([{key: value} for key, value in draw(maps).items()])
        case "empty":
            return Odd({})
        case _:
            return Odd(draw(deep_objects | crowded | literal_objects | st.sampled_from(("x", None, 5, []))))


def custom(draw: Draw) -> Tree:
    """Draw a message of the app's own kind; the older interface has rules for its name that the newer has not."""
    return {"type": "custom", "customEvent": maybe(draw, optional), "customExts": extensions(draw)}


def java(draw: Draw) -> Tree:
    """Draw a text as an SDK for servers has it in places."""
    return {"type": Odd("text"), "msg": draw(texts)}


def unreadable(draw: Draw) -> Raw:
    """Draw a body of a kind that nobody knows, or that lacks what the kind is about."""
    held = {key: value for key, value in draw(objects).items() if key not in ("type", "subType")}
    broken: tuple[Tree, ...] = (
        {"type": "unknown", **held},
        {"type": "future", **held},
        {"type": "txt"},
        {"type": "txt", "msg": draw(st.sampled_from((5, None, {"content": "x"})))},
        {"type": "loc", "lat": "north", "lng": "1"},
        {"type": "loc", "lng": "1.5", "addr": "x"},
    )
    return Raw(draw(st.sampled_from(broken)))


BODIES: dict[str, Callable[[Draw], Any]] = {
    "txt": text,
    "img": image,
    "audio": audio,
    "video": video,
    "loc": location,
    "file": file,
    "cmd": command,
    "custom": custom,
    "java": java,
    "unreadable": unreadable,
}


def one_body(draw: Draw) -> Any:
    """Draw the one body of a send, its `type` among the members."""
    return BODIES[draw(st.sampled_from((*BODIES, "txt", "txt", "custom")))](draw)


def apart(body: Any) -> Tree:
    """Return a body as the newer interface has it: `type` beside the rest."""
    if isinstance(body, Raw):
        return {name: Raw(held) for name, held in apart(body.value).items()}
    return {"type": body["type"], "body": {key: value for key, value in body.items() if key != "type"}}


def ext(draw: Draw) -> Any:
    """Draw the ext of a send: absent when there is none, and never null."""
    held = payload_ext(draw)
    if isinstance(held, Raw | Free) and all(isinstance(value, Absent) for value in held.value.values()):
        return draw(st.sampled_from((ABSENT, ABSENT, ABSENT, Odd({}))))
    if held is MISSING or (isinstance(held, Odd) and held.value in (None, [], 5, "")):
        return ABSENT
    return held


def new_ext(draw: Draw) -> Any:
    """Draw the ext of an edit, which is the app's own whatever its keys are."""
    return seldom(draw, maybe(draw, st.composite(object_slot)()), Odd({}))
