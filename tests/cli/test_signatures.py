"""`imbridge verify` and `imbridge sign`, and requests that `translate` signs."""

import hashlib
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli.running import BODY, NOBODY, OPENIM, TENCENT, documents_of, line, run

AT = 1767225842000
SECRET = "Teal-Otter-5"
QUERY = "SdkAppid=1400718203&CallbackCommand=C2C.CallbackBeforeSendMsg"


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", SECRET)


def callback(secret: str = SECRET, seconds: int = AT // 1000) -> dict[str, object]:
    """Return a callback that Tencent has signed, by its manual."""
    sign = hashlib.sha256(f"{secret}{seconds}".encode()).hexdigest()
    return {"url": f"https://im.example.com/?{QUERY}&Sign={sign}&RequestTime={seconds}", "body": BODY}


def query_of(request: dict[str, str]) -> dict[str, list[str]]:
    """Return what a recorded request says in its query."""
    return parse_qs(urlsplit(request["url"]).query)


def test_verify_writes_what_is_proven() -> None:
    result = run("verify", "--vendor", "tencent", "--secret-env", "TOKEN", "--now", AT, given=callback())
    assert (result.exit_code, result.stderr) == (0, "")
    (evidence,) = documents_of(result)
    assert (evidence["vendor"], evidence["state"], evidence["secret"]) == ("tencent", "valid", 0)
    assert evidence["covers"] == ["/query/RequestTime"]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_secret_may_stand_in_a_file(end: str, mark: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(f"{mark}{SECRET}{end}".encode())
    words = ["verify", "--vendor", "tencent", "--secret-file", tmp_path / "secret", "--now", AT]
    assert run(*words, given=callback()).exit_code == 0


def test_one_secret_may_replace_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_text("Green-Gate-1")
    monkeypatch.setenv("NEWER", "Blue-Kite-88")
    secrets = ["--secret-env", "TOKEN", "--secret-file", tmp_path / "old", "--secret-env", "NEWER"]
    given = [callback(secret) for secret in ("Green-Gate-1", SECRET, "Blue-Kite-88")]
    result = run("verify", "--vendor", "tencent", *secrets, "--now", AT, given=given)
    assert result.exit_code == 0
    assert [evidence["secret"] for evidence in documents_of(result)] == [0, 1, 2]


def test_what_is_not_verified_is_one_line_each() -> None:
    unsigned = {"url": f"https://im.example.com/?{QUERY}", "body": BODY}
    given = [callback(), callback("Green-Gate-1"), unsigned, callback(seconds=AT // 1000 - 3600), {"body": 1}]
    words = ["verify", "--vendor", "tencent", "--secret-env", "TOKEN", "--now", AT]
    result = run(*words, given=given)
    assert (result.exit_code, len(documents_of(result))) == (1, 1)
    told = result.stderr.splitlines()
    assert [one.partition(": tencent")[0] for one in told] == [f"imbridge: stdin line {i}" for i in (2, 3, 4, 5)]
    assert SECRET not in result.stderr
    stopped = run(*words, "--fail-fast", given=given[1:])
    assert (stopped.stdout, stopped.stderr.count("\n")) == ("", 1)


def test_the_clock_counts_where_no_time_is_given() -> None:
    words = ["verify", "--vendor", "tencent", "--secret-env", "TOKEN"]
    assert run(*words, given=callback()).exit_code == 1
    signed = run("sign", "--vendor", "tencent", "--secret-env", "TOKEN", given=callback())
    assert run(*words, given=signed.stdout_bytes).exit_code == 0


def test_a_callback_for_another_app_is_not_verified() -> None:
    words = ["verify", "--vendor", "tencent", "--secret-env", "TOKEN", "--now", AT]
    assert run(*words, "--app", "1400718203", given=callback()).exit_code == 0
    assert run(*words, "--app", "1400718204", given=callback()).exit_code == 1


def test_nothing_of_a_vendor_who_signs_nothing_is_verified() -> None:
    result = run("verify", "--vendor", "openim", "--secret-env", "TOKEN", OPENIM)
    assert result.exit_code == 1
    assert documents_of(result)[0]["state"] == "none"
    assert result.stderr == f"imbridge: {OPENIM} line 1: openim: signs nothing, so nothing is verified\n"


def test_sign_writes_the_request_that_the_vendor_would_send() -> None:
    result = run("sign", "--vendor", "tencent", "--secret-env", "TOKEN", "--now", AT + 1000, TENCENT)
    assert (result.exit_code, result.stderr) == (0, "")
    (request,) = documents_of(result)
    assert request["body"] == json.loads(TENCENT.read_bytes())["body"]
    assert query_of(request)["RequestTime"] == [str(AT // 1000 + 1)]
    assert query_of(request)["Sign"] == query_of(callback(seconds=AT // 1000 + 1))["Sign"]  # type: ignore[arg-type]


def test_a_spec_case_may_be_verified_and_signed() -> None:
    case = {"request": callback(), "options": {"c2c_discard": False}}
    words = ["--vendor", "tencent", "--secret-env", "TOKEN", "--now", AT]
    assert run("verify", *words, given=case).exit_code == 0
    assert documents_of(run("sign", *words, given=case))[0]["url"] == callback()["url"]


def test_what_cannot_be_signed_is_told() -> None:
    words = ["sign", "--vendor", "tencent", "--secret-env", "TOKEN", "--now", AT]
    result = run(*words, given=line(callback()) + b"{bad\n" + line(callback()))
    assert (result.exit_code, len(documents_of(result))) == (1, 2)
    assert result.stderr == "imbridge: stdin line 2: not JSON, byte 1: object keys must be strings\n"


@pytest.mark.parametrize("now", [AT, None])
def test_a_translated_request_passes_a_backend_that_checks(now: int | None) -> None:
    time = [] if now is None else ["--now", now]
    secret = ["--secret-env", "TOKEN"]
    words = ["--losses", "none", "--app", "1400718203", "--endpoint-url", "https://im.example.com/?room=7"]
    result = run("translate", "--from", "openim", "--to", "tencent", *words, *secret, *time, OPENIM)
    assert (result.exit_code, result.stderr) == (0, "")
    assert documents_of(result)[0]["url"].startswith("https://im.example.com/?room=7&")
    checked = run("verify", "--vendor", "tencent", *secret, *time, "--app", "1400718203", given=result.stdout_bytes)
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_what_cannot_be_translated_is_not_signed_either() -> None:
    result = run("translate", "--from", "tencent", "--to", "tencent", "--secret-env", "TOKEN", given=NOBODY)
    assert (result.exit_code, result.stdout) == (1, "")
