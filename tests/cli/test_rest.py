"""`imbridge send`, `receipt` and `history`: REST requests, what answers them, and records of history."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import documents_of, line, python, run
from tests.cli.test_help import CALL, RECORD

URL = "https://a1.example.com/acme/ferry/messages/users"
TO_TWO: dict[str, Any] = {
    "url": URL,
    "headers": {"Authorization": "Bearer xyz"},
    "body": {**CALL["body"], "to": ["omar", "ida"]},
}
ANSWER = {"errCode": 0, "errMsg": "", "errDlt": "", "data": {"results": [], "failedUserIDs": ["ida"]}}


def test_a_send_is_decoded() -> None:
    (send,) = documents_of(run("send", "--from", "easemob", given=TO_TWO))
    assert send["type"] == "send"
    assert send["message"]["recipients"] == [{"id": "omar"}, {"id": "ida"}]
    assert "xyz" not in json.dumps(send)


def test_a_send_becomes_requests_and_losses() -> None:
    given = {**TO_TWO, "body": {**TO_TWO["body"], "sync_device": True, "Mood": "calm"}}
    result = run("send", "--from", "easemob", "--to", "openim", "--endpoint-url", "https://im.example.com", given=given)
    (request,) = documents_of(result)
    assert request["url"] == "https://im.example.com/msg/batch_send_msg"
    assert request["body"]["recvIDs"] == ["omar", "ida"]
    assert "message.delivery.sync_to_sender" in result.stderr
    assert "/body/Mood" in result.stderr
    strict = run("send", "--strict", "--losses", "none", "--from", "easemob", "--to", "openim", given=given)
    assert (strict.exit_code, strict.stderr) == (3, "")


def test_a_call_may_be_named_where_the_url_does_not() -> None:
    assert run("send", "--from", "easemob", given=CALL["body"]).exit_code == 1
    (send,) = documents_of(run("send", "--from", "easemob", "--command", "users", given=CALL["body"]))
    assert send["command"] == "users"
    result = run("send", "--from", "easemob", "--command", "nowhere", given=CALL["body"])
    assert result.exit_code == 1
    assert "no command 'nowhere'; there are " in result.stderr


def test_a_dumped_send_is_one_that_load_reads() -> None:
    (dumped,) = documents_of(run("send", "--dump", "--from", "easemob", given=CALL))
    assert dumped["rest"]["type"] == "send"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Return a file with a request to two users."""
    file = tmp_path / "request.json"
    file.write_bytes(line(TO_TWO))
    return file


def test_an_answer_comes_back_in_the_format_of_the_request(asked: Path) -> None:
    words = ["receipt", "--from", "openim", "--to", "easemob", "--to-send", asked]
    taken = {"serverMsgID": "s1", "clientMsgID": "c1", "sendTime": 5, "recvID": "omar"}
    given = {**ANSWER, "data": {"results": [taken], "failedUserIDs": ["ida"]}}
    (response,) = documents_of(run(*words, given=given))
    assert response["body"] == {"data": {"omar": "s1"}}
    (refused,) = documents_of(run(*words, given={"errCode": 1302, "errMsg": "blocked", "errDlt": ""}))
    assert (refused["status"], refused["body"]["error_description"]) == (500, "blocked")


def test_a_receipt_is_decoded(asked: Path) -> None:
    words = ["receipt", "--from", "easemob", "--to-send", asked]
    (receipt,) = documents_of(run(*words, given={"data": {"omar": "success", "ida": "7"}}))
    assert receipt["results"] == [{"target": "omar", "id": {}}, {"target": "ida", "id": {"server": "7"}}]


def test_as_many_answers_are_wanted_as_there_were_requests(asked: Path) -> None:
    result = run("receipt", "--from", "openim", "--to", "easemob", "--to-send", asked, given=[ANSWER, ANSWER])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "2 responses to 1 requests" in result.stderr
    assert run("receipt", "--from", "openim", "--to-send", asked, asked).exit_code == 2


def test_a_second_request_is_one_too_many(asked: Path) -> None:
    asked.write_bytes(line(TO_TWO) * 2)
    result = run("receipt", "--from", "openim", "--to", "easemob", "--to-send", asked, given=ANSWER)
    assert result.exit_code == 1
    assert "a second request" in result.stderr


def test_a_record_is_decoded_translated_and_imported() -> None:
    (record,) = documents_of(run("history", "--from", "easemob", given=RECORD))
    assert record["message"]["parts"] == [{"type": "text", "text": "Nine."}]
    result = run("history", "--from", "easemob", "--to", "openim", given=[RECORD, {}, RECORD])
    assert [found["chatLog"]["content"] for found in documents_of(result)] == ['{"content":"Nine."}'] * 2
    assert "imbridge: stdin line 2: " in result.stderr
    assert result.exit_code == 1
    (request,) = documents_of(run("history", "--import", "--from", "easemob", "--to", "openim", given=RECORD))
    assert request["url"].endswith("/msg/send_msg")
    assert request["body"]["sendTime"] == RECORD["timestamp"]
    assert run("history", "--import", "--from", "easemob", given=RECORD).exit_code == 2


def test_history_takes_the_same_memory_however_long(tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    file.write_bytes(line(RECORD) * 20_000)
    script = (
        "import resource, sys; from imbridge.cli.app import app\n"
        "try: app(['history', '--from', 'easemob', '--to', 'tencent', '--losses', 'none', sys.argv[1]])\n"
        "except SystemExit: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    few = tmp_path / "short.jsonl"
    few.write_bytes(line(RECORD) * 10)
    short, long = [int(python("-c", script, one).stderr.split()[-1]) for one in (few, file)]
    assert long < short * 1.2


def test_spec_cases_are_read_too() -> None:
    cases = json.loads((Path(__file__).parents[2] / "specs" / "easemob" / "rest_seed.json").read_bytes())["cases"]
    (send,) = documents_of(run("send", "--from", "easemob", given=cases[0]))
    assert send["type"] == "send"
    lines = json.loads((Path(__file__).parents[2] / "specs" / "easemob" / "rest_history.json").read_bytes())["cases"]
    (record,) = documents_of(run("history", "--from", "easemob", given=lines[0]))
    assert record["type"] == "history"
