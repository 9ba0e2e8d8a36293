"""Deliberate bugs, each caught by the law that it breaks: proof that the laws can fail.

A bug is one changed line of a codec. That a law holds without it, the other tests here say; once more
for the same examples, this one does.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from msgspec.structs import replace as evolved

from imbridge.codec import Codec
from imbridge.model import Delivery
from imbridge.testing import laws
from imbridge.testing.acks import REPLIES, acks
from imbridge.testing.changes import changes
from imbridge.testing.retries import others_of, retries
from imbridge.testing.servers import SERVERS
from imbridge.testing.signatures import masks, secrets, times
from imbridge.testing.spoil import spoiled
from imbridge.testing.tables import PAIRS
from imbridge.testing.values import expressible
from imbridge.vendors import vendor
from tests.laws.bugs import (
    TICKS,
    Bug,
    Install,
    constant,
    crash,
    dull,
    entry,
    field,
    insist,
    late,
    put,
    wrap,
)
from tests.laws.easemob_bugs import EASEMOB
from tests.laws.subjects import CODECS, SHEETS, VENDORS, asked_about, commands

ROUNDS = 40

TENCENT: dict[str, tuple[str, Install]] = {
    "decode drops ext": ("nothing_forgotten", wrap("events.messages.cloud_from_wire", lambda found: (found[0], None))),
    "decode drops the quote": (
        "canonical_identity",
        wrap("events.messages.cloud_from_wire", lambda found: (None, found[1])),
    ),
    "encode drops mentions": ("canonical_identity", wrap("events.messages.mentions_to_wire", lambda found: None)),
    "decode takes seconds for more": ("canonical_identity", field("from_wire", late)),
    "encode drops seq": (
        "canonical_identity",
        wrap("events.messages.c2c_to_wire", lambda body: put(body, "MsgSeq", 0)),
    ),
    "encode upper-cases text": (
        "edits_win",
        entry("messages.TO_WIRE", "Text", lambda elem: put(elem, "MsgContent", shout(elem.MsgContent))),
    ),
    "decode turns delivery around": (
        "canonical_identity",
        wrap("events.messages.delivery_from_wire", lambda found: Delivery(online_only=not found.online_only)),
    ),
    "decode swaps latitude and longitude": (
        "canonical_identity",
        entry(
            "messages.FROM_WIRE",
            "LocationElem",
            lambda part: evolved(part, latitude=part.longitude, longitude=part.latitude),
        ),
    ),
    "decode forgets how long a sound is": (
        "nothing_forgotten",
        entry("messages.FROM_WIRE", "SoundElem", lambda part: evolved(part, media=evolved(part.media, duration=None))),
    ),
    "encode forgets the name of a file": (
        "honest_loss",
        entry("messages.TO_WIRE", "File", lambda elem: put(elem, "MsgContent", put(elem.MsgContent, "FileName", ""))),
    ),
    "an unknown element is looked up": ("total", wrap("messages.unknown_from_wire", crash)),
    "a code out of range is let through": ("verdict", constant("acks.refusal", lambda code, to, context: code or 1)),
    "a silent discard is told": ("verdict", constant("acks.DISCARD", 1)),
    "a refusal is read as an allow": ("verdict", constant("acks.ALLOW", 1)),
    "the key lacks the recipient": ("stable_key", field("key_fields", lambda key: dull(key, 3))),
    "the key lacks the number": ("stable_key", field("key_fields", lambda key: dull(key, -1))),
    "encode counts": ("pure", wrap("events.messages.sent_time", lambda time: time + 1000 * next(TICKS))),
    "encode wants a time of its own": ("identity", wrap("events.time_to_wire", insist)),
    "the evidence covers the body": (
        "signed",
        field("verify_request", lambda found: evolved(found, covers=("/body",))),
    ),
    "any signature will do": ("signed", constant("signature.matching", lambda check, sign, given: 1)),
    "the time is not signed": ("signed", constant("signature.signature_of", lambda token, time: token.hex())),
    "a time may be old": ("signed", constant("signature.WINDOW_MS", 61_000)),
    "the last of two parameters counts": (
        "signed",
        constant("signature.only", lambda pairs, name: dict(pairs).get(name)),
    ),
}


def shout(content: Any) -> Any:
    return put(content, "Text", content.Text.swapcase() + "!")


def loud(found: tuple[int, Any]) -> tuple[int, Any]:
    code, content = found
    return (code, put(content, "content", content.content + "!")) if code == 101 else found


def quietly(found: tuple[Any, Any]) -> tuple[Any, Any]:
    part, content = found
    if type(part).__name__ == "Audio":
        part = evolved(part, media=evolved(part.media, duration=None))
    return part, content


def stumble(found: tuple[Any, Any]) -> tuple[Any, Any]:
    crash(found[0])
    return found


def in_seconds(request: Any) -> Any:
    body = json.loads(request.body)
    return evolved(request, body=json.dumps({**body, "sendTime": body["sendTime"] // 1000}).encode())


def spell(response: Any, old: bytes, new: bytes) -> Any:
    return evolved(response, body=response.body.replace(old, new))


OPENIM: dict[str, tuple[str, Install]] = {
    "decode drops ext": (
        "nothing_forgotten",
        wrap("events.messages.message_from_wire", lambda one: evolved(one, ext=None)),
    ),
    "decode drops seq": (
        "canonical_identity",
        wrap("events.messages.message_from_wire", lambda one: evolved(one, id=evolved(one.id, seq=None))),
    ),
    "decode drops the quote": ("nothing_forgotten", wrap("events.messages.quote_from_wire", lambda quote: None)),
    "encode drops the quote": ("canonical_identity", wrap("messages.quote_to_wire", lambda nested: None)),
    "encode drops mentions of a text": ("nothing_forgotten", wrap("messages.mentions_to_wire", lambda found: None)),
    "encode takes milliseconds for seconds": ("canonical_identity", field("to_wire", in_seconds)),
    "encode changes a text": ("edits_win", wrap("events.messages.content_to_wire", loud)),
    "decode forgets how long a sound is": ("nothing_forgotten", wrap("events.messages.content_from_wire", quietly)),
    "encode drops ext": ("honest_loss", wrap("events.messages.text_from_ext", lambda text: None)),
    "an unknown content is looked up": ("total", wrap("events.messages.content_from_wire", stumble)),
    "the key lacks the group": ("stable_key", field("key_fields", lambda key: dull(key, -1))),
    "the key lacks the message": ("stable_key", field("key_fields", lambda key: dull(key, 1))),
    "encode counts": ("pure", wrap("events.messages.sent_time", lambda time: time + next(TICKS))),
    "a refusal forgets nextCode": (
        "verdict",
        wrap("acks.reject", lambda response: spell(response, b'"nextCode":1', b'"nextCode":0')),
    ),
    "a signature is claimed": ("signed", field("verify_request", lambda found: evolved(found, state="valid"))),
    "decode drops the header": (
        "identity",
        lambda patch, name, codec: replace(codec, callbacks=replace(codec.callbacks, kept_headers=())),
    ),
}

RELEASES: dict[str, tuple[str, str, Install]] = {
    "an allow says that the handler failed": (
        "openim 3.0",
        "verdict",
        wrap("acks.allow", lambda response: spell(response, b'"actionCode":0', b'"actionCode":1')),
    ),
    "a refusal has no code": (
        "openim 3.0",
        "verdict",
        wrap("acks.reject", lambda response: spell(response, b'"errCode"', b'"errcod"')),
    ),
    "a refusal is written for newer servers": (
        "openim 2",
        "verdict",
        wrap("acks.reject", lambda response: spell(response, b'"actionCode":1', b'"actionCode":0')),
    ),
}


BUGS = tuple(
    [
        bug
        for bug in (
            *[
                Bug(vendor="tencent", about=a, law=law, install=do, server="tencent")
                for a, (law, do) in TENCENT.items()
            ],
            *[
                Bug(vendor="openim", about=a, law=law, install=do, server="openim 3.7")
                for a, (law, do) in OPENIM.items()
            ],
            *[Bug(vendor="openim", about=a, law=law, install=do, server=s) for a, (s, law, do) in RELEASES.items()],
            *[Bug(vendor="easemob", about=a, law=law, install=do, server=s) for a, (s, law, do) in EASEMOB.items()],
        )
        if bug.vendor in VENDORS
    ]
)


def hold(bug: Bug, codec: Codec) -> None:
    """Run the law that a bug names, for as many rounds as it may take to notice."""
    for number in range(ROUNDS):
        run(bug.law, bug.vendor, bug.server, codec, number)


def run(law: str, name: str, server_name: str, codec: Codec, number: int) -> None:
    sheet = SHEETS[name]

    @seed(number)
    @settings(
        max_examples=100, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data())
    def once(data: st.DataObject) -> None:
        draw = data.draw
        match law:
            case "canonical_identity":
                laws.canonical_identity(codec, draw(expressible(name)))
            case "edits_win":
                laws.edits_win(codec, draw(changes(codec, sheet.callbacks(), sheet.ELEMENTS)))
            case "stable_key":
                callback = draw(sheet.callbacks())
                laws.stable_key(codec, callback, draw(retries(callback)), draw(others_of(callback)))
            case "pure":
                laws.pure(codec, draw(sheet.callbacks()), draw(acks(name)))
            case "total":
                laws.total(codec, draw(spoiled(sheet.callbacks())))
            case "signed":
                laws.signed(codec, draw(sheet.callbacks()).request, draw(secrets), draw(times), draw(masks))
            case "honest_loss":
                source = draw(st.sampled_from([one for one in VENDORS if one != name]))
                callback = draw(SHEETS[source].callbacks())
                laws.honest_loss(PAIRS[source, name], CODECS[source], codec, callback)
            case "verdict":
                server = next(one for one in SERVERS if one.name == server_name)
                asking = tuple([command for command in commands(server) if command in asked_about(name)])
                answer = acks(name) if draw(st.booleans()) else REPLIES[name]
                laws.verdict(server, codec, draw(sheet.callbacks(asking, most=0)), draw(answer))
            case _:
                getattr(laws, law)(codec, draw(sheet.callbacks()))

    once()


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.server}: {bug.about}")
def test_a_bug_is_caught_by_its_law(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    server = next(one for one in SERVERS if one.name == bug.server)
    codec = bug.install(monkeypatch, bug.vendor, vendor(bug.vendor, **server.options))
    with pytest.raises(laws.Broken) as caught:
        hold(bug, codec)
    assert caught.value.law == bug.law


UNBROKEN = sorted({(bug.law, bug.vendor, bug.server) for bug in BUGS})


@pytest.mark.parametrize(("law", "name", "server"), UNBROKEN)
def test_the_law_holds_without_the_bug(law: str, name: str, server: str) -> None:
    options = next(one.options for one in SERVERS if one.name == server)
    run(law, name, server, vendor(name, **options), 0)


@pytest.mark.parametrize("name", VENDORS)
def test_there_are_bugs_enough(name: str) -> None:
    mine = [bug for bug in BUGS if bug.vendor == name]
    assert len(mine) >= 8
    assert len({bug.law for bug in mine}) >= 8
