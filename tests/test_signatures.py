"""What the vendors sign, after their manuals: vectors, what is refused, and what signing leaves alone."""

import json
from typing import Any

import pytest

from imbridge import CannotExpress, Evidence, ImbridgeError, Malformed, Request, TooLarge, Unverified
from tests.laws.samples import SAMPLES, request
from tests.signed import (
    CALL,
    EASEMOB,
    EASEMOB_VALID,
    MD5,
    NOW,
    OPENIM,
    RULE,
    SECONDS,
    SHA256,
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


def refused(sent: Request, **asked: Any) -> str | None:
    """Return where an Easemob callback was refused."""
    with pytest.raises(Unverified) as caught:
        easemob(sent, **asked)
    assert (caught.value.status, caught.value.vendor) == (401, "easemob")
    return caught.value.pointer


def refused_line(query: str, **asked: Any) -> str | None:
    """Return where a Tencent request line was refused."""
    with pytest.raises(Unverified) as caught:
        tencent(line(query), **asked)
    assert (caught.value.status, caught.value.vendor) == (401, "tencent")
    return caught.value.pointer


# Easemob


def test_easemob_vector() -> None:
    assert easemob(message()) == EASEMOB_VALID


def test_easemob_concatenates_and_hashes() -> None:
    hashed = "f22611c2fd9c1247eb399909ee368a0a"
    first = easemob(message(callId="123", timestamp=0, security=hashed), ["123456"])
    assert (first.state, first.signed_at) == ("valid", 0)
    refused(message(callId="123", timestamp=0, security="1231234560"), secrets=["123456"])


@pytest.mark.parametrize(
    "body",
    [
        f'{{"security":"{MD5}","timestamp":"{STAMP}","callId":"{CALL}"}}',
        f' {{ "timestamp" : {STAMP} ,\n"callId":\t"acme\\u0023demo_1399000111222333444" , "security":"{MD5}"\r}} ',
        f'{{"ecurityVersion":"1.0.0","callId":"{CALL}","timestamp":{STAMP},"security":"{MD5}","x":[1,{{}}]}}',
        f'{{"callId":"{CALL}","timest\\u0061mp":{STAMP},"security":"{MD5}","payload":{{"callId":1,"security":2}}}}',
    ],
)
def test_easemob_is_checked_by_value_not_by_spelling(body: str) -> None:
    assert easemob(text(body)) == EASEMOB_VALID
    assert EASEMOB.sign(text(body), secret=RULE) == text(body)


def test_easemob_hashes_utf_8() -> None:
    sent = EASEMOB.sign(message(callId="租户#演示_1", security=...), secret="钥匙")
    assert json.loads(sent.body)["security"] == "a6f0c74a024d5a6d22a56e204ebbaea3"
    assert easemob(sent, ["钥匙".encode()]).state == "valid"


@pytest.mark.parametrize(
    "security", ["", MD5[:-1], MD5 + "0", MD5.upper(), "0" * 32, f" {MD5}", 5, True, {}, [MD5], "é" * 32]
)
def test_easemob_wrong_signature(security: Any) -> None:
    refused(message(security=security))
    refused(message(security=security), required=False)


@pytest.mark.parametrize("security", [..., None])
def test_easemob_absent_signature(security: Any) -> None:
    refused(message(security=security))
    assert easemob(message(security=security), required=False) == Evidence(vendor="easemob", state="absent")
    assert easemob(message(callId=..., security=security), [], required=False).state == "absent"


@pytest.mark.parametrize("call", [..., None, 5, True, [CALL], {"callId": CALL}, "\ud800", CALL + "4", CALL[:-1]])
def test_easemob_another_call_id(call: Any) -> None:
    with pytest.raises(ImbridgeError) as caught:
        easemob(message(callId=call))
    assert isinstance(caught.value, Malformed if call == "\ud800" else Unverified)


NO_STAMPS = ["null", "true", "[]", "{}", '""', '"soon"', '" 1733300000456"', '"１７"', "1e400", "1733300000456.0"]
OTHER_STAMPS = ["1733300000457", "-1733300000456", "17333000004560", "-0", "9" * 5000, '"' + "9" * 5000 + '"']


@pytest.mark.parametrize("stamp", [*NO_STAMPS, *OTHER_STAMPS])
def test_easemob_another_timestamp(stamp: str) -> None:
    with pytest.raises(ImbridgeError) as caught:
        easemob(text(f'{{"callId":"{CALL}","timestamp":{stamp},"security":"{MD5}"}}'))
    assert caught.value.status in (400, 401)


def test_easemob_without_a_timestamp() -> None:
    assert refused(message(timestamp=...)) == "/body/timestamp"


@pytest.mark.parametrize("name", ["callId", "timestamp", "security"])
def test_easemob_a_doubled_member_is_refused(name: str) -> None:
    signed = message()
    value = json.dumps(json.loads(signed.body)[name])
    twice = text(f'{{"{name}":{value},{signed.body.decode()[1:]}')
    assert refused(twice) == f"/body/{name}"
    with pytest.raises(CannotExpress):
        EASEMOB.sign(twice, secret=RULE)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"x"', b"{", b'{"a":1}}', b"\xff{}", b'{"a":NaN}', b"\xef\xbb\xbf{}"]
)
def test_easemob_no_object(body: bytes) -> None:
    for do in (easemob, lambda sent: EASEMOB.sign(sent, secret=RULE)):
        with pytest.raises(Malformed) as caught:
            do(Request(body=body))
        assert caught.value.status == 400


def test_easemob_deep_nesting() -> None:
    with pytest.raises(TooLarge):
        easemob(text('{"a":' * 5000 + "1" + "}" * 5000))


def test_easemob_has_no_window_unless_one_is_asked_for() -> None:
    assert easemob(message(), now_ms=0) == EASEMOB_VALID
    for now in (STAMP - 5000, STAMP + 5000):
        assert easemob(message(), now_ms=now, window_ms=5000) == EASEMOB_VALID
    for now in (STAMP - 5001, STAMP + 5001):
        refused(message(), now_ms=now, window_ms=5000)


def test_easemob_app() -> None:
    assert easemob(message(), app="acme#demo") == EASEMOB_VALID
    assert easemob(message(appkey="acme#other"), app="acme#other") == EASEMOB_VALID
    assert refused(message(), app="acme#dem") == "/body/appkey"
    assert refused(message(), app="acme") == "/body/appkey"
    assert refused(message(appkey="acme#other"), app="acme#demo") == "/body/appkey"
    unsigned = message(callId=..., security=...)
    assert refused(unsigned, required=False, app="acme#demo") == "/body/appkey"
    assert refused(message(callId="123", security=...), required=False, app="123") == "/body/appkey"


def test_easemob_signing_changes_one_member_only() -> None:
    spelled = '{ "callId":"' + CALL + '" , "security" : "stale", "x":1.50,\n "timestamp":1733300000456 }'
    assert EASEMOB.sign(text(spelled), secret=RULE) == text(spelled.replace("stale", MD5))
    assert EASEMOB.sign(text(spelled.replace('"stale"', '{"a":[]}')), secret=RULE) == text(
        spelled.replace("stale", MD5)
    )
    unsigned = f'{{"timestamp":{STAMP},"callId":"{CALL}","x":"é\\u00e9}}" \n}}\n'
    assert EASEMOB.sign(text(unsigned), secret=RULE) == text(unsigned.replace(" \n}", f',"security":"{MD5}" \n}}'))


@pytest.mark.parametrize("lacking", [{"callId": ...}, {"callId": 5}, {"timestamp": ...}, {"timestamp": 1.5}])
def test_easemob_signs_nothing_that_lacks_what_is_signed(lacking: dict[str, Any]) -> None:
    with pytest.raises(CannotExpress) as caught:
        EASEMOB.sign(message(**lacking), secret=RULE)
    assert caught.value.pointer == f"/body/{next(iter(lacking))}"


# Tencent


def test_tencent_vector() -> None:
    assert tencent(line(SIGNED)) == TENCENT_VALID


@pytest.mark.parametrize(
    "query",
    [
        f"RequestTime={SECONDS}&room=7&Sign={SHA256}",
        f"&&x&=&{SIGNED}&",
        f"tenant=a%20b&{SIGNED}&contenttype=json",
        f"S%69gn={SHA256}&RequestTime=16698721%312",
    ],
)
def test_tencent_is_checked_by_value_not_by_place(query: str) -> None:
    assert tencent(line(query)) == TENCENT_VALID
    assert TENCENT.sign(line(query), secret=TOKEN, now_ms=NOW + 999) == line(query)


def test_tencent_hashes_utf_8() -> None:
    sent = TENCENT.sign(line("a=1"), secret="口令", now_ms=NOW)
    signature = "7979df350ef9bddbde105d2706795f894c80dc59fe6059b00c908aba13549934"
    assert sent == line(f"a=1&Sign={signature}&RequestTime={SECONDS}")


@pytest.mark.parametrize("signature", ["", SHA256[:-1], SHA256 + "0", SHA256.upper(), "0" * 64, "%C3%A9", "%ff"])
def test_tencent_wrong_signature(signature: str) -> None:
    query = f"Sign={signature}&RequestTime={SECONDS}"
    assert refused_line(query) is None
    assert refused_line(query, required=False) is None


@pytest.mark.parametrize("query", ["", "SdkAppid=7", f"RequestTime={SECONDS}", f"sign={SHA256}&RequestTime={SECONDS}"])
def test_tencent_absent_signature(query: str) -> None:
    refused_line(query)
    assert tencent(line(query), required=False) == Evidence(vendor="tencent", state="absent")
    assert tencent(line(query), [], required=False).state == "absent"


@pytest.mark.parametrize(
    "time",
    [
        "",
        "x",
        "+1669872112",
        "-1669872112",
        "1669872112.0",
        "1669872112%20",
        "1e9",
        "%31%ef",
        "１６",
        "9" * 17,
        "9" * 9000,
    ],
)
def test_tencent_a_time_that_is_none(time: str) -> None:
    assert refused_line(f"Sign={SHA256}&RequestTime={time}") == "/query/RequestTime"


def test_tencent_without_a_time() -> None:
    assert refused_line(f"Sign={SHA256}") == "/query/RequestTime"


def test_tencent_another_time() -> None:
    refused_line(f"Sign={SHA256}&RequestTime={SECONDS + 1}")
    refused_line(f"Sign={SHA256}&RequestTime=0{SECONDS}")


@pytest.mark.parametrize("name", ["Sign", "RequestTime"])
@pytest.mark.parametrize("value", ["1", SHA256, str(SECONDS)])
def test_tencent_a_doubled_parameter_is_refused(name: str, value: str) -> None:
    for query in (f"{name}={value}&{SIGNED}", f"{SIGNED}&{name}={value}"):
        assert refused_line(query) == f"/query/{name}"


def test_tencent_window() -> None:
    for now in (NOW - 60_000, NOW + 60_000):
        assert tencent(line(SIGNED), now_ms=now) == TENCENT_VALID
    for now in (NOW - 60_001, NOW + 60_001, 0, 2**63 - 1):
        refused_line(SIGNED, now_ms=now)
    assert tencent(line(SIGNED), now_ms=NOW + 90_000, window_ms=90_000) == TENCENT_VALID
    refused_line(SIGNED, now_ms=NOW + 1, window_ms=0)
    refused_line(SIGNED, now_ms=NOW + 90_000, required=False)


def test_tencent_app() -> None:
    assert tencent(line(f"SdkAppid=1400718203&{SIGNED}"), app="1400718203") == TENCENT_VALID
    for query in (f"SdkAppid=1400718204&{SIGNED}", SIGNED, f"SdkAppid=&{SIGNED}", f"sdkappid=1400718203&{SIGNED}"):
        assert refused_line(query, app="1400718203") == "/query/SdkAppid"
    assert refused_line(f"SdkAppid=1400718203&SdkAppid=1&{SIGNED}", app="1400718203") == "/query/SdkAppid"
    assert refused_line("SdkAppid=2", app="1", required=False) == "/query/SdkAppid"


def test_tencent_signs_where_the_parameters_stand() -> None:
    stale = "a=%41&Sign=stale&b=+&RequestTime=1&c"
    signed = f"a=%41&Sign={SHA256}&b=+&RequestTime={SECONDS}&c"
    assert TENCENT.sign(line(stale), secret=TOKEN, now_ms=NOW) == line(signed)
    assert TENCENT.sign(line(f"{stale}&Sign=2"), secret=TOKEN, now_ms=NOW) == line(signed)
    assert TENCENT.sign(Request(url="https://b.example"), secret=TOKEN, now_ms=NOW).url == f"https://b.example?{SIGNED}"
    assert TENCENT.sign(line(""), secret=TOKEN.encode(), now_ms=NOW) == line(SIGNED)


def test_tencent_signs_a_time_only() -> None:
    with pytest.raises(CannotExpress, match="time"):
        TENCENT.sign(line("a=1"), secret=TOKEN)


# OpenIM


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("secrets", [[], ["whatever"]])
def test_openim_proves_nothing(required: bool, secrets: list[str]) -> None:
    for sent in (request("openim", SAMPLES["openim"][0]), line(SIGNED), message(), Request(body=b"\xff")):
        evidence = OPENIM.verify(sent, now_ms=NOW, secrets=secrets, required=required)
        assert evidence == Evidence(vendor="openim", state="none", covers=())
        assert OPENIM.sign(sent, secret="whatever") == sent


@pytest.mark.parametrize("asked", [{"app": "7"}, {"window_ms": 60_000}])
def test_openim_makes_no_check_that_it_cannot(asked: dict[str, Any]) -> None:
    with pytest.raises(ImbridgeError) as caught:
        OPENIM.verify(request("openim", SAMPLES["openim"][0]), now_ms=NOW, **asked)
    assert not isinstance(caught.value, Unverified)


def test_openim_says_what_to_do_instead() -> None:
    said = OPENIM.verify_request.__doc__ or ""
    assert "private network" in said
    assert "client certificate" in said
    assert "trust=" in said
