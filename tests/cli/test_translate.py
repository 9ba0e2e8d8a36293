"""`imbridge translate`: recorded requests on stdout, losses on stderr."""

import json
import re

import pytest

from tests.cli.running import BODY, OPENIM, TENCENT, documents_of, run


def test_translate_writes_a_recorded_request_and_tells_losses() -> None:
    result = run("translate", "--from", "tencent", "--to", "openim", TENCENT)
    assert result.exit_code == 0
    (request,) = documents_of(result)
    assert list(request) == ["method", "url", "headers", "body"]
    assert request["body"]["sendID"] == "lena"
    assert re.search(r"dropped +message\.delivery\.online_only +false", result.stderr)
    assert re.search(r'native +/query/Sign +"\*\*\*"', result.stderr)
    assert "line 1: 3 losses" in result.stderr
    assert "Never the same from tencent to openim: client_ip," in result.stderr
    assert max(map(len, result.stderr.splitlines())) <= 80


def test_what_translate_writes_every_command_reads() -> None:
    middle = run("translate", "--from", "tencent", "--to", "openim", "--losses", "none", TENCENT)
    back = run("decode", "--vendor", "openim", given=middle.stdout_bytes)
    assert middle.stderr == ""
    assert documents_of(back)[0]["message"]["parts"] == [{"type": "text", "text": "See you at the ferry at nine."}]


def test_a_callback_goes_to_its_own_vendor_as_it_came() -> None:
    result = run("translate", "--from", "tencent", "--to", "tencent", TENCENT)
    sample = json.loads(TENCENT.read_bytes())
    assert documents_of(result) == [{"method": "POST", "url": sample["url"], "headers": {}, "body": sample["body"]}]
    assert result.stderr == ""


def test_losses_are_shown_as_json() -> None:
    given = [BODY, {**BODY, "Shade": [1]}]
    result = run("translate", "--from", "tencent", "--to", "openim", "--losses", "json", given=given)
    told = [json.loads(line) for line in result.stderr.splitlines()]
    assert {"line": 2, "path": "/body/Shade", "kind": "native", "was": [1]} in told
    assert [one["line"] for one in told[:-1]] == sorted(one["line"] for one in told[:-1])
    assert "client_ip" in told[-1]["never"]


def test_long_values_and_paths_fit_a_narrow_terminal() -> None:
    given = {**BODY, "A" * 70: "海" * 90, "CloudCustomData": "x" * 400, "OnlineOnlyFlag": 1, "B": {"C": ["\n"] * 50}}
    result = run("translate", "--from", "tencent", "--to", "openim", given=given)
    rows = result.stderr.splitlines()
    assert max(len(row) + len(re.findall("[^\x00-\xff…─]", row)) for row in rows) <= 80
    assert any("…" in row for row in rows)


@pytest.mark.parametrize(("how", "told"), [("table", True), ("json", True), ("none", False)])
def test_strict_exits_with_3_when_something_was_lost(how: str, told: bool) -> None:
    words = ["translate", "--strict", "--losses", how, "--from", "openim", "--to", "tencent"]
    result = run(*words, OPENIM)
    assert result.exit_code == 3
    assert len(documents_of(result)) == 1
    assert bool(result.stderr) == told
    assert run("translate", "--strict", "--from", "openim", "--to", "openim", OPENIM).exit_code == 0
    assert run(*words, given=OPENIM.read_bytes().replace(b"\n", b"") + b"\n{}\n").exit_code == 1


def test_an_endpoint_and_an_app_are_written() -> None:
    words = ["translate", "--from", "openim", "--to", "tencent", "--losses", "none", OPENIM]
    (request,) = documents_of(run(*words, "--endpoint", "https://b.example.com/im?tenant=7", "--app", "1400"))
    assert request["url"].startswith("https://b.example.com/im?tenant=7&")
    assert "SdkAppid=1400" in request["url"]
    (request,) = documents_of(run(*words, "--app", "1400"))
    assert request["url"].startswith("http://localhost?")


def test_a_policy_is_per_kind_or_for_all() -> None:
    words = ["translate", "--from", "tencent", "--to", "openim", "--losses", "none"]
    given = {**BODY, "MsgBody": [{"MsgType": "TIMTideElem", "MsgContent": {"Height": 3}}]}
    assert run(*words, given=given).exit_code == 0
    for policy in ("unknown=strict", "strict", "*=strict"):
        result = run(*words, "--policy", policy, given=given)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("imbridge: stdin line 1: openim")
    mixed = run(*words, "--policy", "strict", "--policy", "unknown=text", given=given)
    assert "[Message]" in mixed.stdout
    dropped = run(*words, "--policy", "message.sending=drop", given=given)
    assert (dropped.exit_code, dropped.stdout) == (0, "")
