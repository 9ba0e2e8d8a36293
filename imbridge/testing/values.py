"""Canonical values: one strategy of all of them, narrowed to what a vendor can say."""

from functools import cache
from typing import Any, cast

import msgspec
from hypothesis import strategies as st

from imbridge.model import AnyEvent, Part
from imbridge.testing.documents import Draw
from imbridge.testing.jsons import counts, data, degrees, ids, millis, objects, texts, u32, urls, values, whole, words
from imbridge.testing.narrowing import narrow, narrow_part
from imbridge.testing.says import Row, Says
from imbridge.testing.tables import SAYS

Json = dict[str, Any]

ERRORS = ((20006, "rejected"), (80001, "moderated"), (10017, "muted"), (91000, "server"), (4242, "unknown"))
"""Codes of Tencent and what family each is of."""


def _object(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(required, optional=optional)


people: st.SearchStrategy[Json] = _object(
    {"id": ids}, nickname=words, avatar=urls, platform=st.just("ios"), device_id=words, ext=data
)

media: st.SearchStrategy[Json] = _object(
    {},
    url=urls,
    id=words,
    secret=words,
    name=words,
    size=counts,
    format=st.sampled_from(("image/png", "mp4", "audio/m4a")),
    width=counts,
    height=counts,
    duration=counts,
)

entities: st.SearchStrategy[Json] = _object(
    {"type": words, "offset": st.integers(0, 99), "length": st.integers(0, 99)}, url=urls, ext=data
)

mentions: st.SearchStrategy[Json] = _object({"id": ids}, nickname=words) | _object(
    {"everyone": st.just(True)}, nickname=words
)

pushes: st.SearchStrategy[Json] = _object(
    {},
    mode=st.sampled_from(("normal", "silent", "forced")),
    title=words,
    body=words,
    ext=data,
    ios_sound=words,
    android_sound=words,
    ios_badge=st.booleans(),
    ios_title=words,
    ios_subtitle=words,
    ios_category=words,
    ios_mutable=st.booleans(),
)

deliveries: st.SearchStrategy[Json] = _object(
    {},
    online_only=st.booleans(),
    priority=st.sampled_from(("high", "lowest")),
    lifetime=counts,
    sync_to_sender=st.booleans(),
    receipt=st.booleans(),
    count_unread=st.booleans(),
    update_conversation=st.booleans(),
    extensible=st.booleans(),
    skip_callbacks=st.just(["before"]),
)


def images(says: Says) -> st.SearchStrategy[Json]:
    """Return pictures, the original of a format that the vendor has a word for."""
    formats = st.sampled_from(says.image_formats) if says.image_formats else st.sampled_from(("image/png", "jpg"))

    def dressed(original: Json, format: str | None) -> Json:
        return {**original, "format": format} if format else {k: v for k, v in original.items() if k != "format"}

    return _object({"original": st.builds(dressed, media, st.none() | formats)}, large=media, thumbnail=media)


def unknowns(says: Says) -> st.SearchStrategy[Json]:
    """Return parts that only this vendor knows, each as the vendor would write it."""
    if says.vendor == "tencent":
        named = _object({"name": st.sampled_from(("TIMFutureElem", "x")), "payload": values})
        whole_element = _object({"payload": st.sampled_from(("text", 5, [1], {"Other": {}}))})
        return (named | whole_element).map(lambda part: {"vendor": "tencent", **part})
    if says.vendor == "easemob":
        bodies = objects.map(lambda held: {key: value for key, value in held.items() if key != "type"})
        named = _object({"name": st.sampled_from(("unknown", "text", "x")), "payload": bodies})
        whole_body = _object({"payload": st.sampled_from(("text", 5, [1], {"Other": {}}, {"type": 5}))})
        return (named | whole_body).map(lambda part: {"vendor": "easemob", **part})
    return _object({"vendor": st.just("openim"), "name": st.sampled_from(("113", "9999", "200")), "payload": texts})


def parts(says: Says, kinds: frozenset[str], depth: int) -> st.SearchStrategy[Json]:
    """Return parts of the kinds given; `depth` says how many messages they are inside of."""
    own: dict[str, st.SearchStrategy[Json]] = {
        "text": _object({"text": texts}),
        "markdown": _object({"text": texts}),
        "rich_text": _object({"text": texts}, entities=st.lists(entities, min_size=1, max_size=2)),
        "image": images(says),
        "audio": _object({"media": media}),
        "video": _object({"media": media}, thumbnail=media),
        "file": _object({"media": media}),
        "location": _object({"latitude": degrees, "longitude": degrees}, description=words),
        "face": _object({"index": whole}, data=texts),
        "custom": _object({}, name=words, data=data, description=texts, extension=texts, sound=texts),
        "command": _object({}, action=words, data=data),
        "card": _object({"user": people}),
        "notice": _object({"code": st.sampled_from(("1000", "1501", "5000"))}, text=words, detail=data),
        "unknown": unknowns(says),
    }
    if depth < 2:
        own["merged"] = st.deferred(lambda: _merged(says, depth))
    chosen = sorted(kinds & set(own))
    return st.sampled_from(chosen).flatmap(lambda kind: own[kind].map(lambda part: {"type": kind, **part}))


def _merged(says: Says, depth: int) -> st.SearchStrategy[Json]:
    return _object(
        {"messages": st.lists(messages(says, says.parts, depth + 1), max_size=2)},
        title=words,
        abstract=st.lists(texts, min_size=1, max_size=2),
        media=media,
        fallback=words,
        level=counts,
        count=st.integers(0, 5),
        entities=st.lists(entities, min_size=1, max_size=2),
    )


def quotes(says: Says, depth: int) -> st.SearchStrategy[Json]:
    """Return quotes, of messages inside `depth` others."""
    return _object(
        {"message": messages(says, says.parts, depth + 1)},
        preview=words,
        kind=st.sampled_from(says.quote_kinds or ("text",)),
        root_id=words,
    )


@cache
def messages(says: Says, kinds: frozenset[str], depth: int = 0) -> st.SearchStrategy[Json]:
    """Return messages with every field, whether or not the vendor has a place for it."""
    optional: dict[str, Any] = {
        "sender": people,
        "origin": st.sampled_from(says.origins or ("user",)),
        "recipients": st.lists(people, min_size=1, max_size=1 if depth else 2),
        "sent_at": millis,
        "parts": st.lists(parts(says, kinds, depth), min_size=1, max_size=1 if says.one_part else 3),
        "mentions": st.lists(mentions, min_size=1, max_size=3),
        "ext": data,
        "delivery": deliveries,
        "push": pushes,
        "is_read": st.booleans(),
        "state": st.sampled_from(("normal", "recalled")),
    }
    if depth < 2:
        optional["quote"] = quotes(says, depth)
    return st.fixed_dictionaries(
        {
            "id": _object({}, server=ids, client=ids, seq=u32, random=u32),
            "conversation": _object(
                {},
                kind=st.sampled_from(("direct", "group")),
                id=ids,
                type=st.sampled_from(("legacy",)),
                topic_id=words,
                topic_root=words,
            ),
        },
        optional=optional,
    )


@st.composite
def canonical_events(draw: Draw, says: Says, row: Row) -> Json:
    """Draw an event of one row, with every field, as canonical JSON."""
    message = draw(messages(says, row.parts or says.parts))
    if row.parts is not None:
        message["parts"] = [draw(parts(says, row.parts, 0))]
    conversation = message["conversation"]
    conversation.pop("type", None)
    if row.kind is not None:
        conversation["kind"] = row.kind
    if row.types and (draw(st.booleans()) or "message.conversation.type" in row.needs):
        conversation["type"] = draw(st.sampled_from(row.types))
    code, family = draw(st.sampled_from(ERRORS))
    event = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "occurred_at": millis,
                "app": st.sampled_from(("1400000001", "an app")),
                "actor": people,
                "platform": st.sampled_from(says.platforms),
                "device_id": words,
                "client_ip": st.sampled_from(("192.0.2.7", "2001:db8::1")),
                "trace": words,
                "callback_id": words,
                **({"unread_count": st.integers(0, 2**40)} if row.tag in ("message.sent", "message.failed") else {}),
            },
        )
    )
    event |= {"type": row.tag, "vendor": says.vendor, "command": row.command, "message": message}
    if row.stage is not None:
        event["stage"] = row.stage
    if row.tag == "message.failed":
        event["error"] = {"code": code, "family": family, **draw(_object({}, reason=words))}
    for path in sorted(row.needs):
        _insist(draw, event, path)
    return cast(Json, event)


def _insist(draw: Draw, event: Json, path: str) -> None:
    """Draw a value for a path that a row cannot do without."""
    *steps, last = path.split(".")
    holder = event
    for step in steps:
        holder = holder.setdefault(step, {})
    if last not in holder:
        holder[last] = draw(NEEDED[last])


NEEDED: dict[str, st.SearchStrategy[Any]] = {
    "id": ids,
    "server": ids,
    "seq": u32,
    "random": u32,
    "sender": people,
    "recipients": st.lists(people, min_size=1, max_size=1),
    "sent_at": millis,
}


@cache
def expressible_in(vendor: str, row: str) -> st.SearchStrategy[AnyEvent]:
    """Return the events that one document of a vendor can say."""
    says = SAYS[vendor]
    where = says.rows[row]
    return canonical_events(says, where).map(lambda event: to_event(narrow(event, says, where)))


@cache
def expressible(vendor: str) -> st.SearchStrategy[AnyEvent]:
    """Return all message events that a vendor can say, and none that it cannot."""
    return st.sampled_from(sorted(SAYS[vendor].rows)).flatmap(lambda row: expressible_in(vendor, row))


@cache
def any_events(vendor: str) -> st.SearchStrategy[AnyEvent]:
    """Return message events as of this vendor, whether or not it can say them."""
    says = SAYS[vendor]
    rows = st.sampled_from([says.rows[name] for name in sorted(says.rows)])
    return rows.flatmap(lambda row: canonical_events(says, row)).map(to_event)


def to_event(value: Json) -> AnyEvent:
    """Read canonical JSON."""
    return cast(AnyEvent, msgspec.convert(value, AnyEvent))


@cache
def one_part(vendor: str, kinds: frozenset[str]) -> st.SearchStrategy[Part]:
    """Return parts of some kinds as a vendor can say them."""
    says = SAYS[vendor]
    return parts(says, kinds, 1).map(lambda part: msgspec.convert(narrow_part(part, says), Part))
