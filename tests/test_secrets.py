"""Secrets and endpoints: which of several matched, what is none, that none is shown, and what gets signed."""

from typing import Any

import pytest
from rich.pretty import pretty_repr

from imbridge import (
    CannotExpress,
    Endpoint,
    ImbridgeError,
    Malformed,
    Request,
    TooLarge,
    Unverified,
    evolve,
    translate,
    vendor,
    vendor_names,
)
from imbridge.evidence import Secret, to_check
from tests.laws.samples import DIRECT, SAMPLES, request
from tests.signed import (
    CALL,
    EASEMOB,
    MD5,
    NOW,
    RULE,
    SIGNED,
    STAMP,
    TENCENT,
    TENCENT_VALID,
    TOKEN,
    easemob,
    line,
    message,
    tencent,
    text,
)

ROTATION: list[tuple[list[Secret], int]] = [
    (["old"], -1),
    (["old", "newer"], -1),
    (["old", "right"], 1),
    (["right", "old"], 0),
    ([b"old", b"right", "right"], 1),
]
"""Secrets to check with, where `right` stands for the right one, and which of them matches."""


@pytest.mark.parametrize(("secrets", "index"), ROTATION)
def test_one_secret_of_several_may_match(secrets: list[Secret], index: int) -> None:
    for verify, sent, right in ((easemob, message(), RULE), (tencent, line(SIGNED), TOKEN)):
        given = [right if one in ("right", b"right") else one for one in secrets]
        if index >= 0:
            assert verify(sent, given).secret == index
            continue
        with pytest.raises(Unverified):
            verify(sent, given)


@pytest.mark.parametrize("required", [True, False])
def test_without_a_secret_nothing_can_be_checked(required: bool) -> None:
    for verify, sent in ((easemob, message()), (tencent, line(SIGNED))):
        with pytest.raises(ImbridgeError) as caught:
            verify(sent, [], required=required)
        assert not isinstance(caught.value, Unverified)
        assert caught.value.status == 500
    for verify, sent in ((easemob, message(security=...)), (tencent, line(""))):
        with pytest.raises(ImbridgeError, match="no secret"):
            verify(sent, [])


SECRETS_THAT_ARE_NONE: list[Any] = ["hush", b"hush", [""], [b""], ["hush", ""], [None], [5], None, 5, {"hush": 1}]


@pytest.mark.parametrize("secrets", SECRETS_THAT_ARE_NONE, ids=repr)
@pytest.mark.parametrize("name", vendor_names())
def test_secrets_that_are_none(name: str, secrets: Any) -> None:
    with pytest.raises(ImbridgeError) as caught:
        vendor(name).verify(message(), now_ms=0, secrets=secrets)
    assert caught.value.status == 500
    assert "hush" not in f"{caught.value!r} {caught.value}"


@pytest.mark.parametrize("secret", ["", b"", None, 5, ["hush"]], ids=repr)
@pytest.mark.parametrize("name", vendor_names())
def test_a_secret_that_is_none_signs_nothing(name: str, secret: Any) -> None:
    with pytest.raises(ImbridgeError) as caught:
        vendor(name).sign(message(), secret=secret, now_ms=NOW)
    assert caught.value.status == 500
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("secret", ["", b"", 5, ["hush"]], ids=repr)
def test_an_endpoint_with_a_secret_that_is_none(secret: Any) -> None:
    event = TENCENT.decode_callback(request("tencent", DIRECT))
    with pytest.raises(ImbridgeError) as caught:
        TENCENT.encode_callback(event, endpoint=Endpoint(secret=secret), now=NOW)
    assert caught.value.status == 500


@pytest.mark.parametrize(
    "asked",
    [
        *[{"now_ms": now} for now in (None, 1.5, True, -1, 2**63, "1")],
        *[{"window_ms": window} for window in (-1, 0.5, 10**400)],
        *[{"app": app} for app in ("", 7)],
    ],
    ids=repr,
)
@pytest.mark.parametrize("name", vendor_names())
def test_a_question_that_is_none(name: str, asked: dict[str, Any]) -> None:
    with pytest.raises(ImbridgeError) as caught:
        vendor(name).verify(message(), **{"now_ms": NOW, "secrets": [RULE], **asked})
    assert caught.value.status == 500
    if "now_ms" in asked and asked["now_ms"] is not None:
        with pytest.raises(ImbridgeError):
            vendor(name).sign(message(), secret=RULE, now_ms=asked["now_ms"])


@pytest.mark.parametrize("name", vendor_names())
def test_what_is_no_request_or_too_large(name: str) -> None:
    codec = vendor(name).with_options(limits={"body": 20, "url": 20})
    wrong: Any = [(None, Malformed), (Request(body="{}"), Malformed), (Request(url=5), Malformed)]  # type: ignore[arg-type]
    for sent, error in [*wrong, (Request(body=b"{" * 21), TooLarge), (Request(url="x" * 21), TooLarge)]:
        with pytest.raises(error):
            codec.verify(sent, now_ms=NOW, secrets=[RULE], required=False)
        with pytest.raises(error):
            codec.sign(sent, secret=RULE, now_ms=NOW)


def test_nothing_shows_a_secret() -> None:
    asked = to_check(NOW, ["hush", b"hush-hush"], True, None, None)
    for value in (Endpoint(secret="hush"), Endpoint(url="https://b.example", app="7", secret=b"hush"), asked):
        for said in (repr(value), str(value), f"{value}", pretty_repr(value)):
            assert "hush" not in said
    assert repr(Endpoint()) == "Endpoint(url='http://localhost', app=None)"
    assert "***" in pretty_repr(Endpoint(secret="hush"))
    for verify, sent in ((easemob, message()), (tencent, line(SIGNED)), (tencent, line(""))):
        with pytest.raises(Unverified) as caught:
            verify(sent, ["hush"])
        assert "hush" not in f"{caught.value!r} {caught.value} {caught.value.__dict__}"


def test_an_endpoint_with_a_secret_signs_what_is_encoded() -> None:
    there = Endpoint(url="https://new.example/im?tenant=3", app="77", secret=TOKEN)
    sent = translate(request("openim", SAMPLES["openim"][0]), "openim", "tencent", endpoint=there, now=NOW).request
    assert sent.url.endswith(f"&{SIGNED}")
    assert tencent(sent, app="77") == TENCENT_VALID
    with pytest.raises(CannotExpress, match="time"):
        translate(request("openim", SAMPLES["openim"][0]), "openim", "tencent", endpoint=there)
    unsigned = translate(
        request("openim", SAMPLES["openim"][0]),
        "openim",
        "tencent",
        endpoint=Endpoint(url=there.url, app="77"),
        now=NOW,
    )
    assert sent.body == unsigned.request.body
    assert sent.url == f"{unsigned.request.url}&{SIGNED}"


def test_an_endpoint_of_openim_signs_nothing() -> None:
    there = Endpoint(url="https://new.example/im", app="77")
    with_secret = Endpoint(url=there.url, app=there.app, secret="whatever")
    sent = request("tencent", DIRECT)
    one, two = (translate(sent, "tencent", "openim", endpoint=one).request for one in (there, with_secret))
    assert one == two


def test_a_callback_is_signed_again_where_it_was_signed() -> None:
    body = request("tencent", DIRECT).body
    sent = line(f"SdkAppid=7&Sign=ab&RequestTime=5&CallbackCommand={DIRECT['CallbackCommand']}&x=1", body)
    signed = TENCENT.sign(sent, secret=TOKEN, now_ms=NOW)
    event = TENCENT.decode_callback(signed)
    assert TENCENT.encode_callback(event) == signed
    assert TENCENT.sign(TENCENT.encode_callback(event), secret=TOKEN, now_ms=NOW) == signed
    there = Endpoint(url="https://new.example", secret="another")
    moved = TENCENT.encode_callback(evolve(event, "message.parts[0].text", "***"), endpoint=there, now=NOW + 90_000)
    assert moved.url.count("Sign=") == moved.url.count("RequestTime=") == 1
    assert tencent(moved, ["another"], now_ms=NOW + 90_000).state == "valid"


def test_a_callback_of_easemob_is_signed_again_where_it_was_signed() -> None:
    spelled = (
        f'{{ "security":"{MD5}", "callId":"{CALL}", "timestamp":{STAMP}, "eventType":"chat", "chat_type":"chat",\n'
        ' "from":"ann", "to":"ben", "msg_id":"1", "payload":{"ext":{}, "bodies":[{"type":"txt", "msg":"hi"}]} }'
    )
    event = EASEMOB.decode_callback(text(spelled))
    again = EASEMOB.sign(EASEMOB.encode_callback(event), secret=RULE)
    assert again.body == spelled.encode()
    there = Endpoint(url="https://new.example", secret="another")
    moved = EASEMOB.encode_callback(evolve(event, "message.parts[0].text", "***"), endpoint=there)
    assert easemob(moved, ["another"]).state == "valid"
    assert b"***" in moved.body


def test_a_callback_from_elsewhere_is_signed_for_easemob() -> None:
    there = Endpoint(url="https://new.example", app="acme#demo", secret=RULE)
    sent = translate(request("tencent", DIRECT), "tencent", "easemob", endpoint=there).requests
    assert sent
    for one in sent:
        assert easemob(one, app="acme#demo").covers == ("/body/callId", "/body/timestamp")
