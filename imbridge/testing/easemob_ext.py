"""What Easemob puts into `payload.ext`: the app's own, and the keys that the vendor gives a meaning."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Free, Odd, Raw, maybe, seldom
from imbridge.testing.easemob_bodies import literal_objects, object_slot, own_objects
from imbridge.testing.jsons import free_texts, ids, texts, values, words

LIFTED = (
    "em_at_list",
    "em_ignore_notification",
    "em_force_notification",
    "em_push_ext",
    "em_apns_ext",
    "msgQuote",
)
"""Keys that hold mentions, push information and the quote, where they have the shape for it."""

people = st.lists(ids, min_size=1, max_size=3, unique=True)

AT_LIST: st.SearchStrategy[Any] = people.map(Raw) | st.just("all")
NO_AT_LIST: st.SearchStrategy[Any] = st.sampled_from(([], ["ann", 5], ["ann", ""], "everyone", "", None, {}, {"a": 1}))

WHEN_AWAY: tuple[dict[str, Any], ...] = (
    {},
    {"em_ignore_notification": True},
    {"em_force_notification": True},
    {"em_ignore_notification": True, "em_force_notification": False},
)
WHEN_AWAY_OTHERWISE: tuple[dict[str, Any], ...] = (
    {"em_ignore_notification": True, "em_force_notification": True},
    {"em_ignore_notification": False},
    {"em_force_notification": "true"},
    {"em_ignore_notification": 1, "em_force_notification": None},
)


def push(draw: Draw, odd: bool) -> Any:
    """Draw `em_push_ext`; `odd`, with members that stay in the ext."""
    said = {
        "title": maybe(draw, words),
        "content": maybe(draw, words),
        "custom": maybe(draw, st.composite(object_slot)()),
    }
    if odd:
        said["group_user_nickname"] = maybe(draw, words)
        name = draw(st.sampled_from(("title", "content", "custom")))
        said[name] = Raw(draw(st.sampled_from(("", 5, None, ["x"]) if name != "custom" else ({}, "text", 5, None))))
    elif all(value is ABSENT for value in said.values()):
        return ABSENT
    return Free(said)


def apple(draw: Draw, odd: bool) -> Any:
    """Draw `em_apns_ext`; `odd`, with members that stay in the ext."""
    said = {
        "em_push_title": maybe(draw, words),
        "em_push_category": maybe(draw, words),
        "em_push_sound": maybe(draw, words),
        "em_push_mutable_content": maybe(draw, st.booleans()),
    }
    if odd:
        said["em_push_badge"] = maybe(draw, st.integers(0, 9))
        name = draw(st.sampled_from(("em_push_title", "em_push_sound", "em_push_mutable_content")))
        said[name] = Raw(draw(st.sampled_from(("", 5, None, "true") if name.endswith("content") else ("", 5, None))))
    elif all(value is ABSENT for value in said.values()):
        return ABSENT
    return Free(said)


KINDS = ("txt", "img", "audio", "video", "loc", "file", "cmd", "custom")


def quote(draw: Draw) -> Any:
    return {
        "msgID": draw(texts),
        "msgPreview": seldom(draw, draw(texts), MISSING),
        "msgSender": seldom(draw, draw(texts), MISSING),
        "msgType": seldom(draw, draw(st.sampled_from((*KINDS, ""))), "Sofa", Odd("image"), MISSING),
    }


NO_QUOTE: st.SearchStrategy[Any] = st.sampled_from(
    ("no quote", {}, {"msgID": 5}, {"msgPreview": "p"}, [], {"msgID": "1", "msgSender": 7}, None)
)


def lifted(draw: Draw) -> dict[str, Any]:
    """Draw the vendor's keys in the shapes that say something beyond the ext."""
    return {
        "em_at_list": maybe(draw, AT_LIST),
        **draw(st.sampled_from(WHEN_AWAY[:3])),
        "em_push_ext": maybe(draw, st.composite(push)(odd=False)),
        "em_apns_ext": maybe(draw, st.composite(apple)(odd=False)),
        "msgQuote": quote(draw) if draw(st.booleans()) else ABSENT,
    }


def lookalikes(draw: Draw) -> dict[str, Any]:
    """Draw the vendor's keys in shapes that stay where they are, and keys that always do."""
    found: dict[str, Any] = {
        "em_at_list": Raw(draw(NO_AT_LIST)),
        "em_push_ext": push(draw, odd=True) if draw(st.booleans()) else Raw(draw(st.sampled_from(({}, "x", None)))),
        "em_apns_ext": apple(draw, odd=True) if draw(st.booleans()) else Raw(draw(st.sampled_from(({}, [], 5)))),
        "msgQuote": Raw(draw(NO_QUOTE)),
        "em_push_filter": Raw(draw(values)),
        "em_push_content": Raw(draw(words)),
    }
    names = draw(st.lists(st.sampled_from(sorted(found)), max_size=3, unique=True))
    away = draw(st.sampled_from(({}, WHEN_AWAY[3], *WHEN_AWAY_OTHERWISE)))
    return {**away, **{name: found[name] for name in names}}


def ext(draw: Draw, *, quoting: bool = False) -> Any:
    """Draw `payload.ext`; `quoting`, with a quote."""
    own = {key: Raw(value) for key, value in draw(own_objects).items() if key not in LIFTED}
    if quoting:
        return Free({**maybe(draw, st.just(own), {}), "msgQuote": quote(draw)})
    match draw(st.sampled_from(("none", "none", "own", "own", "text", "lifted", "lifted", "both", "alike", "odd"))):
        case "none":
            return seldom(draw, Raw({}), MISSING, Odd(None), Odd([]), Odd(5), Odd(""))
        case "own":
            return Raw({key: raw.value for key, raw in own.items()})
        case "text":
            wrapped = {"imb_text": draw(free_texts)}
            return Free({**wrapped, **lifted(draw)}) if draw(st.booleans()) else Raw(wrapped)
        case "lifted":
            return Free(lifted(draw))
        case "both":
            return Free({**own, **lifted(draw)})
        case "alike":
            return Free({**own, **lookalikes(draw)})
        case _:
            return Odd(draw(literal_objects | free_texts))
