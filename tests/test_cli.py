"""The command line: what goes in, what comes out where, and with which exit code."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from imbridge import cli, load
from imbridge.cli.app import app
from imbridge.cli.inputs import documents
from imbridge.cli.output import emit
from imbridge.model import AnyEvent

ROOT = Path(__file__).parent.parent
TENCENT = ROOT / "tests" / "samples" / "tencent-before-send.json"
OPENIM = ROOT / "tests" / "samples" / "openim-after-send.json"

BODY = {
    "CallbackCommand": "C2C.CallbackBeforeSendMsg",
    "From_Account": "ines",
    "To_Account": "paul",
    "MsgSeq": 12,
    "MsgRandom": 34,
    "MsgTime": 1769000000,
    "MsgKey": "12_34_1769000000",
    "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "High tide at six."}}],
}
NOBODY = {"CallbackCommand": "C2C.CallbackBeforeSendMsg", "To_Account": "paul"}
REFUSAL = {"type": "reject", "code": 120001, "reason": "no"}


def run(*words: object, given: object = None) -> Result:
    """Run a command on stdin: bytes, or JSON values as lines."""
    if given is None or isinstance(given, bytes):
        text = given
    else:
        text = b"".join([line(value) for value in (given if isinstance(given, list) else [given])])
    return CliRunner().invoke(app, [str(word) for word in words], input=text)


def line(value: object) -> bytes:
    """Write a JSON value as a line."""
    return json.dumps(value).encode() + b"\n"


def documents_of(result: Result) -> list[Any]:
    """Return what a command wrote: one JSON document a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def python(*words: object, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python in a process of its own."""
    return subprocess.run(
        [sys.executable, *[str(word) for word in words]],
        input=given,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


# decode


def test_decode_writes_the_canonical_event() -> None:
    result = run("decode", "--vendor", "tencent", TENCENT)
    assert (result.exit_code, result.stderr) == (0, "")
    (event,) = documents_of(result)
    assert event["type"] == "message.sending"
    assert event["message"]["sender"] == {"id": "lena"}
    assert event["key"].startswith("tencent:message.sending:")
    assert {edit["path"][-1] for edit in event["native"]["edits"]} == {"url", "Sign", "RequestTime"}


def test_decode_dumps_what_load_reads() -> None:
    event = load(run("decode", "--vendor", "openim", "--dump", OPENIM).stdout_bytes)
    assert isinstance(event, AnyEvent)
    assert event.native.edits


@pytest.mark.parametrize(
    "given",
    [
        BODY,
        {"url": "http://x", "body": BODY},
        {"method": "POST", "url": "http://x", "headers": {}, "body": json.dumps(BODY), "seen_at": 1},
        {"url": "http://x", "body_base64": b64encode(json.dumps(BODY).encode()).decode()},
        {"about": "a case", "request": {"url": "http://x", "body": BODY}, "event": {}},
        {"request": {"query": {"contenttype": "json"}, "body": BODY}, "options": {"c2c_discard": False}},
    ],
    ids=["bare", "recorded", "text", "base64", "case", "case with options"],
)
def test_every_form_of_input_is_read(given: Mapping[str, object]) -> None:
    result = run("decode", "--vendor", "tencent", "-", given=given)
    assert (result.exit_code, result.stderr) == (0, "")
    assert documents_of(result)[0]["message"]["sender"] == {"id": "ines"}


@pytest.mark.parametrize("indent", [1, 2, "\t", None])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_one_document_may_take_many_lines(indent: int | str | None, bom: bytes) -> None:
    result = run("decode", "--from", "tencent", given=bom + b"\n\n" + json.dumps(BODY, indent=indent).encode())
    assert result.exit_code == 0
    assert len(documents_of(result)) == 1


def test_json_lines_come_out_as_lines() -> None:
    result = run("decode", "--vendor", "tencent", given=[BODY, {**BODY, "From_Account": "olga"}])
    assert [event["actor"]["id"] for event in documents_of(result)] == ["ines", "olga"]


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, line(BODY))  # and no end: whoever waits for one waits forever
    found = documents(Path(f"/dev/fd/{reader}"))
    assert next(found) == (1, line(BODY).strip())
    os.close(writer)
    assert list(found) == []
    os.close(reader)


def test_the_phase_of_an_unknown_callback_can_be_given() -> None:
    unknown = {"CallbackCommand": "Robot.CallbackBeforeWalk"}
    asked = run("decode", "--vendor", "tencent", "--phase", "notice", given=unknown)
    assert documents_of(asked)[0]["phase"] == "notice"
    in_case = run("decode", "--vendor", "tencent", given={"request": {"body": unknown}, "phase": "notice"})
    assert documents_of(in_case)[0]["phase"] == "notice"


def test_a_person_gets_indented_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    emit({"a": [1]})
    assert capsys.readouterr().out == '{\n  "a": [\n    1\n  ]\n}\n'


# bad input


def test_bad_lines_are_told_and_good_ones_still_read() -> None:
    given = line(BODY) + b"\n{bad\n" + line(NOBODY) + b"[1]\n" + line({"url": 1, "body": {}}) + line(BODY)
    result = run("decode", "--vendor", "tencent", given=given)
    assert result.exit_code == 1
    assert len(documents_of(result)) == 2
    assert result.stderr.splitlines() == [
        "imbridge: stdin line 3: not JSON, byte 1",
        "imbridge: stdin line 4: tencent at /From_Account: the required field is missing",
        "imbridge: stdin line 5: Expected `object`, got `array`",
        "imbridge: stdin line 6: at /url: Expected `str | null`, got `int`",
    ]


@pytest.mark.parametrize("first", [b"{bad", b"[1]", b"\xff", b'{"a":'])
def test_a_bad_first_line_costs_only_itself(first: bytes) -> None:
    result = run("decode", "--vendor", "tencent", given=first + b"\n" + line(BODY) + line(BODY))
    assert result.exit_code == 1
    assert len(documents_of(result)) == 2
    assert result.stderr.startswith("imbridge: stdin line 1: ")


def test_fail_fast_stops(tmp_path: Path) -> None:
    file = tmp_path / "callbacks.jsonl"
    file.write_bytes(line(BODY) + line(NOBODY) + line(BODY) + line(NOBODY))
    result = run("translate", "--from", "tencent", "--to", "openim", "--losses", "none", "--fail-fast", file)
    assert result.exit_code == 1
    assert len(documents_of(result)) == 1
    assert result.stderr == f"imbridge: {file} line 2: tencent at /From_Account: the required field is missing\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "stdin: nothing to read"),
        (b" \n\n", "stdin: nothing to read"),
        (b"{", "stdin line 1: not JSON"),
        (b'{\n"CallbackCommand":\n', "stdin line 1: not JSON"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "stdin line 1: nested deeper than 256 levels"),
        (line({"url": "http://x", "body_base64": "?"}), "stdin line 1: at /body_base64: not base64"),
        (line({"request": {"url": 7}}), "stdin line 1: at /request/url: Expected"),
        (line({"request": {"body": BODY}, "options": {"release": "2"}}), "stdin line 1: tencent: no option 'release'"),
        (line({**BODY, "CallbackCommand": 1}), "stdin line 1: tencent at /CallbackCommand: "),
    ],
)
def test_what_is_wrong_is_one_line(given: bytes, told: str) -> None:
    result = run("decode", "--vendor", "tencent", given=given)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"imbridge: {told}")
    assert result.stderr.count("\n") == 1


def test_control_characters_reach_no_terminal() -> None:
    hostile = {"CallbackCommand": "\x1b[31m\nBot", "From_Account": "a"}
    result = run("translate", "--from", "tencent", "--to", "openim", given=hostile)
    assert result.exit_code == 1
    assert "[31m Bot" in result.stderr
    assert result.stderr.rstrip("\n").isprintable()


# translate


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


# ack


def test_an_ack_becomes_the_response() -> None:
    result = run("ack", "--vendor", "tencent", "--to-callback", TENCENT, given=[REFUSAL, {"type": "allow"}])
    assert (result.exit_code, result.stderr) == (0, "")
    refusal, allowed = documents_of(result)
    assert refusal["status"] == 200
    assert refusal["body"] == {"ActionStatus": "OK", "ErrorCode": 120001, "ErrorInfo": "no"}
    assert allowed["body"]["ErrorCode"] == 0


@pytest.mark.parametrize("bare", [True, False])
def test_a_response_becomes_the_ack(bare: bool) -> None:
    (response,) = documents_of(run("ack", "--vendor", "tencent", "--to-callback", TENCENT, given=REFUSAL))
    given = response["body"] if bare else response
    result = run("ack", "--decode", "--vendor", "tencent", "--to-callback", TENCENT, given=given)
    assert (result.exit_code, result.stderr, documents_of(result)) == (0, "", [REFUSAL])


def test_an_ack_may_be_dumped_and_a_dumped_one_read() -> None:
    response = run("ack", "--vendor", "tencent", "--to-callback", TENCENT, given=REFUSAL).stdout_bytes
    dumped = run("ack", "--decode", "--dump", "--vendor", "tencent", "--to-callback", TENCENT, given=response)
    assert documents_of(dumped) == [{"schema": 1, "ack": REFUSAL}]
    again = run("ack", "--vendor", "tencent", "--to-callback", TENCENT, given=dumped.stdout_bytes)
    assert again.stdout_bytes == response


def test_a_response_that_nobody_can_read_is_a_failure() -> None:
    words = ["ack", "--decode", "--vendor", "tencent", "--to-callback", TENCENT]
    assert documents_of(run(*words, given=b"oops")) == [{"type": "failed"}]
    broken = run(*words, given={"status": "?", "body": ""})
    assert (broken.exit_code, broken.stderr) == (1, "imbridge: stdin line 1: at /status: Expected `int`, got `str`\n")


def test_what_an_ack_loses_is_told() -> None:
    words = ["ack", "--vendor", "tencent", "--to-callback", TENCENT]
    result = run(*words, given={**REFUSAL, "code": 5})
    assert (result.exit_code, documents_of(result)[0]["body"]["ErrorCode"]) == (0, 1)
    assert re.search(r"dropped +code +5", result.stderr)
    assert run(*words, "--losses", "none", given={**REFUSAL, "code": 5}).stderr == ""
    assert run(*words, "--policy", "reject=strict", given={**REFUSAL, "code": 5}).exit_code == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"type": "perhaps"}, "not a canonical value"),
        ({"code": 5}, "not a canonical value"),
        ({"type": "partial", "verdicts": [{"id": "lena"}]}, "tencent: "),
        (b"[]", "Expected `object`, got `array`"),
        (b'"\n', "not JSON"),
    ],
)
def test_a_bad_ack_is_one_line(given: object, told: str) -> None:
    result = run("ack", "--vendor", "tencent", "--to-callback", TENCENT, given=given)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"imbridge: stdin line 1: {told}")
    assert result.stderr.count("\n") == 1


def test_an_event_is_no_ack() -> None:
    event = run("decode", "--dump", "--vendor", "tencent", TENCENT).stdout_bytes
    result = run("ack", "--vendor", "tencent", "--to-callback", TENCENT, given=event)
    assert result.stderr == "imbridge: stdin line 1: an event, where an ack was wanted\n"


def test_a_refusal_depends_on_the_release(tmp_path: Path) -> None:
    file = tmp_path / "callback.json"
    body = {
        "callbackCommand": "callbackBeforeSendSingleMsgCommand",
        "sendID": "ines",
        "recvID": "paul",
        "sessionType": 1,
        "contentType": 101,
        "content": '{"content":"High tide at six."}',
    }

    def refuse(release: str, callback: object) -> Result:
        file.write_bytes(line(callback))
        given = {"type": "reject", "code": 201}
        return run("ack", "--vendor", "openim", "--to-callback", file, *release.split(), given=given)

    case = {"options": {"release": "2"}, "request": {"body": body}}
    assert documents_of(refuse("--release 2", body))[0]["body"]["actionCode"] == 1
    assert documents_of(refuse("--release 3.7", body))[0]["body"]["actionCode"] == 0
    assert refuse("--release 3.6", body).exit_code == 1
    assert documents_of(refuse("", case))[0]["body"]["actionCode"] == 1
    assert documents_of(refuse("--release 3.7", case))[0]["body"]["actionCode"] == 0


def test_a_bad_callback_stops_the_ack(tmp_path: Path) -> None:
    (tmp_path / "callback.json").write_bytes(line(NOBODY))
    result = run("ack", "--vendor", "tencent", "--to-callback", tmp_path / "callback.json", given=REFUSAL)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_the_callback_may_come_from_stdin(tmp_path: Path) -> None:
    (tmp_path / "ack.json").write_bytes(line(REFUSAL))
    result = run("ack", "--vendor", "tencent", "--to-callback", "-", tmp_path / "ack.json", given=BODY)
    assert documents_of(result)[0]["body"]["ErrorCode"] == 120001


# usage


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["decode"], "Missing option"),
        (["decode", "--vendor", "nobody"], "no vendor 'nobody'; there are"),
        (["decode", "--vendor", "tencent", "no-such-file"], "no file 'no-such-file'"),
        (["decode", "--vendor", "tencent", ROOT], "no file"),
        (["decode", "--vendor", "tencent", "--release", "3.5"], "tencent has no releases to choose from"),
        (["decode", "--vendor", "openim", "--release", "9"], "--release"),
        (["decode", "--vendor", "openim", "--phase", "during"], "--phase"),
        (["translate", "--from", "tencent", "--to", "nobody"], "no vendor 'nobody'"),
        (["translate", "--from", "tencent", "--to", "openim", "--losses", "all"], "--losses"),
        (["translate", "--from", "tencent", "--to", "openim", "--policy", "face=maybe"], "no policy 'maybe'"),
        (["ack", "--vendor", "tencent"], "--to-callback"),
        (["ack", "--vendor", "tencent", "--to-callback", "-"], "cannot both be read from there"),
        (["sing"], "No such command"),
    ],
)
def test_a_misspelt_command_exits_with_2(words: list[object], told: str) -> None:
    result = run(*words, given=BODY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", ["", "decode", "translate", "ack", "specs", "specs check", "specs update"])
def test_help_fits_and_has_examples(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert command in ("", "specs") or "Examples:\n    " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert command or all(f"\n    {code}  " in result.stdout for code in range(4))


# specs


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a suite with one case of each of two vendors, and go where it is."""
    monkeypatch.chdir(tmp_path)
    for vendor, sample in (("tencent", TENCENT), ("openim", OPENIM)):
        (event,) = documents_of(run("decode", "--vendor", vendor, sample))
        native = event.pop("native", {"edits": []})
        pointers = ["/" + "/".join(edit["path"]) for edit in native["edits"] if edit["path"] != ["url"]]
        recorded = json.loads(sample.read_bytes())
        case = {
            "about": f"a callback of {vendor}",
            "source": {"url": "https://example.com", "seen": "2026-01-31"},
            "request": {"url": recorded["url"], "headers": recorded["headers"], "body": recorded["body"]},
            "event": event,
            "native": pointers,
        }
        folder = tmp_path / "specs" / vendor
        folder.mkdir(parents=True)
        (folder / "own.json").write_text(json.dumps({"cases": [case]}, indent=2) + "\n", "utf-8")
    return tmp_path / "specs"


def spoil(suite: Path, event: object) -> bytes:
    """Change what a case expects; return the file as it was."""
    file = suite / "tencent" / "own.json"
    before = file.read_bytes()
    document = json.loads(before)
    document["cases"][0]["event"] = event
    file.write_text(json.dumps(document), "utf-8")
    return before


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 2),
        (["specs"], 2),
        (["specs/tencent"], 1),
        (["specs/tencent", "specs/openim/own.json"], 2),
        (["."], 2),
    ],
)
def test_specs_that_agree(suite: Path, words: list[str], count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (suite / "schema").mkdir()
    (suite / "schema" / "event.json").write_text("{}")
    monkeypatch.chdir(suite if words == ["."] else suite.parent)
    result = run("specs", "check", *words)
    assert (result.exit_code, result.stdout) == (0, f"{count} cases: {count} agree, 0 disagree\n")


def test_the_vendor_of_a_file_is_its_folder(suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(suite / "tencent")
    assert run("specs", "check", "own.json").exit_code == 0
    assert run("specs", "check", ".").exit_code == 0


def test_specs_that_disagree(suite: Path) -> None:
    spoil(suite, {"type": "message.sent"})
    result = run("specs", "check")
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert told[0] == "specs/tencent/own.json: a callback of tencent"
    assert told[1] == '    /event/type: expected "message.sent", got "message.sending"'
    assert told[-1] == "2 cases: 1 agree, 1 disagree"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere", "nowhere: no spec files"),
        ("specs/empty", "specs/empty: no spec files"),
        ("specs/other", "specs/other/own.json: no cases"),
        ("specs", "specs/other/own.json: no cases"),
        ("half", "no cases for the vendor openim"),
    ],
)
def test_a_suite_with_holes_is_told(suite: Path, path: str, told: str) -> None:
    (suite / "empty").mkdir()
    (suite / "other").mkdir()
    (suite / "other" / "own.json").write_text('{"cases": []}')
    (suite.parent / "half").mkdir()
    (suite / "tencent").rename(suite.parent / "half" / "tencent")
    result = run("specs", "check", path)
    assert result.exit_code == 1
    assert told in result.stdout.splitlines()


def test_specs_are_updated(suite: Path) -> None:
    before = spoil(suite, {"type": "message.sent"})
    untouched = suite / "openim" / "own.json"
    stamp = untouched.stat().st_mtime_ns
    result = run("specs", "update")
    assert (result.exit_code, result.stdout) == (
        0,
        "rewrote specs/tencent/own.json\n2 cases: 2 agree, 0 disagree\n",
    )
    assert (suite / "tencent" / "own.json").read_bytes() == before
    assert untouched.stat().st_mtime_ns == stamp


def test_an_empty_half_is_not_updated(suite: Path) -> None:
    spoil(suite, {})
    result = run("specs", "update", "specs/tencent")
    assert result.exit_code == 1
    assert result.stdout.startswith("refused specs/tencent/own.json: a callback of tencent: nothing is expected yet")
    assert json.loads((suite / "tencent" / "own.json").read_bytes())["cases"][0]["event"] == {}


def test_a_file_that_cannot_be_read_is_not_updated(suite: Path) -> None:
    file = suite / "tencent" / "own.json"
    file.write_text("{")
    result = run("specs", "update")
    assert result.exit_code == 1
    assert result.stderr.startswith("imbridge: specs/tencent/own.json: not JSON")
    assert file.read_text() == "{"


# the program


def test_the_program_runs(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "argv", ["imbridge", "decode", "--vendor", "tencent", str(TENCENT)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    assert json.loads(capfdbinary.readouterr().out)["type"] == "message.sending"


def test_python_runs_the_package() -> None:
    done = python("-m", "imbridge", "decode", "--vendor", "tencent", given=line(BODY))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["actor"] == {"id": "ines"}


def test_without_the_extra_one_line_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("imbridge.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typer", None)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert capsys.readouterr() == ("", "imbridge: no typer here: pip install 'imbridge[cli]'\n")


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_a_process_without_the_extra_says_so(missing: str) -> None:
    run_without = f"import sys; sys.modules[{missing!r}] = None; from imbridge.cli import main; main()"
    done = python("-c", run_without, "decode", "--vendor", "tencent", TENCENT)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == f"imbridge: no {missing} here: pip install 'imbridge[cli]'\n".encode()


def test_another_missing_module_is_not_blamed_on_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imbridge.cli.app", None)
    with pytest.raises(ModuleNotFoundError):
        cli.main()


def test_a_fault_of_ours_is_one_line_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("imbridge.cli.app.read_callback", fail)
    monkeypatch.setattr(sys, "argv", ["imbridge", "decode", "--vendor", "tencent", str(TENCENT)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 1
    assert capsys.readouterr() == ("", "imbridge: internal error: KeyError('oops')\n")


def test_nobody_is_troubled_by_a_closed_pipe() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "imbridge", "decode", "--vendor", "tencent"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(line(BODY))
        running.stdin.flush()
        assert running.stdout.readline()
        running.stdout.close()
        with suppress(BrokenPipeError):  # it may have left by then
            running.stdin.write(line(BODY) * 50)
            running.stdin.close()
        assert running.stderr.read() == b""
