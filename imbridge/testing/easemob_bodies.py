"""What Easemob puts into `payload.bodies`. Written from the vendor's documents alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, Raw, maybe, seldom
from imbridge.testing.jsons import (
    KEYS,
    compact,
    counts,
    degrees,
    free_texts,
    objects,
    plain,
    texts,
    urls,
    values,
    words,
)

RESERVED = ("imb_text", "imbridge")
"""Keys that mean something in an object of ours: bare, an object with one is read literally or not at all."""

optional = words | st.just("").map(Odd)
"""A key that is left out when there is nothing to say; written empty all the same, it is native."""

own_objects: st.SearchStrategy[Any] = objects.map(
    lambda held: {key: value for key, value in held.items() if key not in RESERVED} or {"k": 1}
)
"""An object of the app's own that is read and written as it stands, but for a `$`."""

literal_objects: st.SearchStrategy[Any] = st.sampled_from(
    (
        {"imb_text": "beside", "k": 1},
        {"imb_text": 5},
        {"imb_text": ""},
        {"imb_text": None, "imb_text$": 1},
        {"imbridge": "x"},
        {"imbridge": {"a": 1}, "imb_text": "t"},
    )
)
"""Objects that could not have been written by us: what is written instead differs."""


def object_slot(draw: Draw) -> Any:
    """Draw what stands where an object has to: one of the app's own, or a wrapped text; not nothing."""
    match draw(st.sampled_from(("own", "own", "own", "text", "literal"))):
        case "own":
            return Raw(draw(own_objects))
        case "text":
            return Raw({"imb_text": draw(free_texts)})
        case _:
            return Odd(draw(literal_objects))


def amount(draw: Draw) -> Any:
    """Draw bytes, pixels or seconds: left out when not known, 0 and other types in their place."""
    return seldom(draw, draw(st.just(ABSENT) | counts), Odd(0), Odd("12"), Odd(480.0), Odd(1.5), Odd(None))


def size(draw: Draw) -> Any:
    """Draw width and height; unless one of the two is known, all of it is native."""
    known = {name: value for name in ("width", "height") if (value := amount(draw)) is not ABSENT}
    if any(isinstance(value, int) for value in known.values()):
        return known
    odd = {name: value.value for name, value in known.items()}
    return draw(st.sampled_from((ABSENT, ABSENT, Odd(odd), Odd(None), Odd("64x48"))))


def attachment(draw: Draw) -> dict[str, Any]:
    return {
        "url": seldom(draw, draw(st.just(ABSENT) | urls), Odd(""), Odd(5)),
        "secret": maybe(draw, optional),
        "filename": maybe(draw, optional),
        "file_length": amount(draw),
    }


def still(draw: Draw) -> dict[str, Any]:
    """Draw the keys of a preview picture."""
    return {"thumb": maybe(draw, urls | st.just("").map(Odd)), "thumb_secret": maybe(draw, optional)}


def text(draw: Draw) -> Any:
    return {"type": "txt", "msg": draw(texts)}


def image(draw: Draw) -> Any:
    return {
        "type": "img",
        **attachment(draw),
        "size": size(draw),
        **maybe(draw, st.composite(still)(), {}),
        "thumbFilename": maybe(draw, optional),
    }


def audio(draw: Draw) -> Any:
    """Draw a voice message; the vendor's own sample of a video is one, with a preview."""
    strange = {"thumb": Odd(""), "thumb_secret": Odd("")}
    return {"type": "audio", **attachment(draw), "length": amount(draw), **seldom(draw, {}, strange)}


def video(draw: Draw) -> Any:
    return {"type": "video", **attachment(draw), "length": amount(draw), **still(draw), "size": size(draw)}


def file(draw: Draw) -> Any:
    return {"type": "file", **attachment(draw)}


def location(draw: Draw) -> Any:
    """Draw a place: numbers in callbacks, decimal texts in requests of older servers."""
    spelled = st.sampled_from(("1.25", "-0.5", "103", "116.322000")).map(Odd)
    return {
        "type": "loc",
        "lat": seldom(draw, draw(degrees), draw(spelled)),
        "lng": seldom(draw, draw(degrees), draw(spelled)),
        "addr": maybe(draw, optional),
    }


def command(draw: Draw) -> Any:
    param = seldom(draw, maybe(draw, st.composite(object_slot)()), Odd({}), Odd("text"), Odd([1]))
    if draw(st.sampled_from((False,) * 7 + (True,))):  # some pages group it with text
        return {"type": "cmd", "action": MISSING, "msg": Odd(draw(words)), "param": param}
    return {"type": "cmd", "action": maybe(draw, optional), "param": param}


_map_keys = st.sampled_from([key for key in KEYS if key not in RESERVED] + ["imbridge$"]) | plain.filter(
    lambda key: key not in RESERVED
)
_map_values = texts | st.booleans() | st.integers(-(2**53), 2**53) | st.sampled_from((0.5, -1.25))

maps: st.SearchStrategy[Any] = st.dictionaries(_map_keys, _map_values, min_size=1, max_size=3)
"""The flat maps that custom extensions are, numbers and booleans among the values."""

deep_objects: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from(("k", "key two", "数")), values, max_size=2
).flatmap(lambda held: st.sampled_from((None, {"deep": 1}, [], {})).map(lambda deep: {**held, "inside": deep}))
"""Objects that are no flat map."""


def listed(held: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the older form of custom extensions: a list of objects with one key each."""
    return [{key: value} for key, value in held.items()]


def _both(held: dict[str, Any]) -> dict[str, Any]:
    return {"v2:customExts": Raw(held), "customExts": Raw(listed(held))}


def extensions(draw: Draw) -> dict[str, Any]:
    """Draw custom extensions: both forms, one of them, two that differ, none."""
    held = draw(maps)
    match draw(st.sampled_from((*("both",) * 5, "text", "deep", "list", "object", "other", "broken", "none", "odd"))):
        case "both":
            return _both(held)
        case "text":
            return _both({"imb_text": draw(free_texts)})
        case "deep":
            return _both({"imb_text": compact(draw(deep_objects))})
        case "list":
            return {"v2:customExts": MISSING, "customExts": Raw(listed(held))}
        case "object":
            return {"v2:customExts": MISSING, "customExts": Odd(held)}
        case "other":
            others = st.sampled_from(([], [{"other": "x"}], "x", None, {"other": "x"}, [held, {"other": "x"}]))
            return {"v2:customExts": Raw(held), "customExts": Odd(draw(others))}
        case "broken":
            broken: st.SearchStrategy[Any] = st.sampled_from(("x", None, 5, []))
            return {"v2:customExts": Odd(draw(broken)), "customExts": Raw(listed(held))}
        case "none":
            return {"v2:customExts": Odd({}), "customExts": Odd([])} if draw(st.booleans()) else {}
        case _:
            odd = draw(deep_objects | literal_objects | st.just({f"k{number}": "v" for number in range(17)}))
            return {"v2:customExts": Odd(odd), "customExts": Odd(listed(odd))}


def custom(draw: Draw) -> Any:
    return {"type": "custom", "customEvent": maybe(draw, optional), **extensions(draw)}


def combined(draw: Draw) -> Any:
    """Draw forwarded history: an attachment that holds it, and a text for clients that know no better."""
    return {
        "type": seldom(draw, "txt", MISSING),
        "subType": "sub_combine",
        "combineLevel": seldom(draw, draw(st.just(ABSENT) | counts), Odd(0)),
        "title": maybe(draw, optional),
        "summary": maybe(draw, texts.filter(bool) | st.sampled_from(("a: 1\nb: 2", "\n")) | st.just("").map(Odd)),
        "msg": maybe(draw, optional),
        **attachment(draw),
        "url": draw(urls),
    }


BODIES = {
    "txt": (text, "text"),
    "img": (image, "image"),
    "audio": (audio, "voice"),
    "video": (video, "video"),
    "loc": (location, "location"),
    "file": (file, "file"),
    "cmd": (command, "command"),
    "custom": (custom, "custom"),
    "combined": (combined, "txt"),
}
"""How each kind is drawn, and the word that `content_type` has for it."""


def unreadable(draw: Draw) -> Any:
    """Draw a body of a kind that nobody knows, or that lacks what the kind is about."""
    payload = {key: value for key, value in draw(objects).items() if key not in ("type", "subType")}
    named = draw(st.sampled_from(("unknown", "text", "future")))
    broken = [
        {"type": named, **payload},
        {"type": "txt"},
        {"type": "txt", "msg": draw(st.sampled_from((5, None, {"content": "x"})))},
        {"type": "loc", "lat": "north", "lng": 1},
        {"type": "loc", "lng": 1.5, "addr": "x"},
    ]
    return Raw(draw(st.sampled_from(broken)))


def shapeless(draw: Draw) -> Any:
    """Draw what is no body at all."""
    odd: tuple[Any, ...] = (None, 5, "text", [], {"type": 7}, {"msg": "hi"}, {"type": None, "msg": "hi"})
    return Raw(draw(st.sampled_from(odd)))


def one_body(draw: Draw) -> tuple[Any, str | None]:
    """Draw a body and the word that `content_type` has for it; None: the documents do not say."""
    name = draw(st.sampled_from((*BODIES, *BODIES, "txt", "txt", "unreadable")))
    if name == "unreadable":
        return unreadable(draw), None
    make, word = BODIES[name]
    return make(draw), word


def bodies(draw: Draw, nesting: bool) -> tuple[list[Any], str | None]:
    """Draw the bodies of a message, mostly one, and the word for the first; `nesting`, forwarded history."""
    if nesting:
        return [combined(draw)], "txt"
    if draw(st.sampled_from((True, False, False))):
        return [text(draw)], "text"
    found = [one_body(draw) for _ in range(draw(st.sampled_from((1, 1, 1, 1, 2, 3, 0))))]
    if draw(st.sampled_from((False,) * 15 + (True,))):
        found.append((shapeless(draw), None))
    return [body for body, _ in found], found[0][1] if found else "text"
