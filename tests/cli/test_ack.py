"""`imbridge ack`, in both directions."""

import re
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.running import BODY, NOBODY, REFUSAL, TENCENT, documents_of, line, run


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
    assert broken.exit_code == 1
    assert broken.stderr == "imbridge: stdin line 1: at /status: wanted an integer, got a text\n"


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
        ({"type": "perhaps"}, "at /type: not a canonical value"),
        ({"code": 5}, "not a canonical value"),
        ({"type": "partial", "verdicts": [{"id": "lena"}]}, "tencent: "),
        (b"[]", "an array, where an object was wanted"),
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


def test_only_one_callback_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "callbacks.jsonl"
    file.write_bytes(line(BODY) + line(BODY))
    result = run("ack", "--vendor", "tencent", "--to-callback", file, given=REFUSAL)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"imbridge: {file} line 2: a second callback, where the one that is answered was wanted\n"
