"""The law of signatures: what is signed verifies, and it covers what the manual says, nothing less or more."""

import json
from hashlib import md5
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from imbridge.errors import ImbridgeError
from imbridge.evidence import Evidence, Secret, matching
from imbridge.http import Request
from imbridge.testing import laws
from imbridge.testing.documents import Draw
from imbridge.testing.jsons import ids, millis, texts, values, words
from imbridge.testing.signatures import SIGNED, masks, secrets, times
from imbridge.testing.spoil import spoiled_bytes
from imbridge.testing.values import expressible
from imbridge.vendors.easemob import signature
from tests.laws.subjects import CODECS, VENDORS, documents

MEMBERS = ("ecurityVersion", "securityVersion", "host", "appkey", "calllId", "timestamps", "x y", "\u00e9")
BUGS: dict[str, tuple[str, Any]] = {
    "the call is not signed": ("signature_of", lambda call, secret, time: md5(secret + time.encode()).hexdigest()),
    "the time is not signed": ("signature_of", lambda call, secret, time: md5(call.encode() + secret).hexdigest()),
    "the secret is not signed": ("signature_of", lambda call, secret, time: md5(f"{call}{time}".encode()).hexdigest()),
    "the first letters are enough": (
        "matching",
        lambda check, sign, given: matching(check, lambda key: sign(key)[:8], given[:8]),
    ),
    "an absent signature will do": ("absent", lambda vendor, check: Evidence(vendor=vendor, state="absent")),
    "the last of two members counts": (
        "only",
        lambda members, name, wrong: {member.name: member for member in members}.get(name),
    ),
}
"""Deliberate bugs: a function of Easemob's `signature.py`, and what stands in for it."""

SEPARATORS = ((",", ":"), (", ", ": "), (" ,\n\t", " : "))


@st.composite
def envelopes(draw: Draw) -> Request:
    """Draw the envelope of an Easemob callback around any payload, members in any order, signed or not yet."""
    time = draw(millis | st.just(0))
    body: dict[str, Any] = {
        "callId": draw(ids | texts | ids.map("acme#demo_{}".format)),
        "timestamp": draw(st.sampled_from((time, str(time)))),
        "chat_type": draw(st.sampled_from(("chat", "groupchat", "recall"))),
        "from": draw(ids),
        "payload": {"bodies": draw(st.lists(values, max_size=2)), "callId": draw(values), "security": draw(words)},
        **draw(st.dictionaries(st.sampled_from(MEMBERS), values, max_size=3)),
    }
    if draw(st.booleans()):
        body["security"] = draw(st.sampled_from(("0" * 32, "ab" * 16, "", None, 5)))
    names = draw(st.permutations(list(body)))
    written = json.dumps(
        {name: body[name] for name in names},
        ensure_ascii=draw(st.booleans()),
        separators=draw(st.sampled_from(SEPARATORS)),
    )
    space = draw(st.sampled_from(("", " ", "\r\n")))
    return Request(url="https://app.example/hook", body=f"{space}{written}{space}".encode())


def callbacks(name: str) -> st.SearchStrategy[Request]:
    """Return callbacks of a vendor, all of which have what is signed."""
    if name == "easemob":
        return envelopes()
    return documents(name).map(lambda document: document.request)


def is_signable(name: str, request: Request) -> bool:
    """Tell whether a callback has what is signed; not every one of Easemob has."""
    if name != "easemob":
        return True
    body = json.loads(request.body)
    time = str(body.get("timestamp"))
    return isinstance(body.get("callId"), str) and time.isascii() and time.isdecimal() and len(time) < 20


def covered(name: str) -> tuple[str, ...]:
    """Return what a signature of a vendor covers."""
    signed = SIGNED[name]
    return signed.covers if signed is not None else ()


each_vendor = pytest.mark.parametrize("name", VENDORS)


def test_everybody_is_in_the_table() -> None:
    assert set(VENDORS) == set(SIGNED)


@each_vendor
@given(data=st.data())
def test_signed(name: str, data: st.DataObject) -> None:
    drawn = data.draw(callbacks(name))
    laws.signed(CODECS[name], drawn, data.draw(secrets), data.draw(times), data.draw(masks))


@each_vendor
@given(data=st.data())
def test_signed_exactly(name: str, data: st.DataObject) -> None:
    drawn = data.draw(documents(name)).request
    assume(is_signable(name, drawn))
    laws.signed_exactly(CODECS[name], drawn, data.draw(secrets)[0], data.draw(times))


@each_vendor
@given(data=st.data())
def test_signed_by_endpoint(name: str, data: st.DataObject) -> None:
    laws.signed_by_endpoint(CODECS[name], data.draw(expressible(name)), data.draw(secrets)[1], data.draw(times))


@each_vendor
@given(data=st.data())
def test_whatever_can_be_signed_verifies(name: str, data: st.DataObject) -> None:
    drawn = data.draw(callbacks(name))
    query = drawn.url.partition("?")[2]
    url = data.draw(st.sampled_from((drawn.url, f"{drawn.url}&{query}", f"{drawn.url}&Sign&&%53ign=%ff&=", "?Sign")))
    body = data.draw(st.just(drawn.body) | spoiled_bytes(drawn.body) | st.binary(max_size=9))
    spoiled, now = Request(url=url, body=body), data.draw(times)
    codec = CODECS[name]
    try:
        sent = codec.sign(spoiled, secret="right", now_ms=now)
    except ImbridgeError:
        return
    assert codec.verify(sent, now_ms=now, secrets=["right"]).covers == covered(name)


@pytest.mark.parametrize("about", BUGS)
def test_a_bug_is_caught(about: str, monkeypatch: pytest.MonkeyPatch) -> None:
    function, bug = BUGS[about]
    monkeypatch.setattr(signature, function, bug)

    @settings(max_examples=20, database=None, phases=[Phase.generate], derandomize=True)
    @given(drawn=envelopes(), pair=secrets, now=times, mask=masks)
    def law(drawn: Request, pair: tuple[Secret, Secret], now: int, mask: int) -> None:
        laws.signed(CODECS["easemob"], drawn, pair, now, mask)

    with pytest.raises(laws.Broken) as caught:
        law()
    assert caught.value.law == "signed"
