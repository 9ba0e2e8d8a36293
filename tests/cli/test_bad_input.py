"""Input that is not what it should be: one line each, and the next document is read."""

from io import BytesIO
from pathlib import Path

import pytest

from tests.cli.running import BODY, NOBODY, TENCENT, documents_of, line, run


def test_bad_lines_are_told_and_good_ones_still_read() -> None:
    given = line(BODY) + b"\n{bad\n" + line(NOBODY) + b"[1]\n" + line({"url": 1, "body": {}}) + line(BODY)
    result = run("decode", "--vendor", "tencent", given=given)
    assert result.exit_code == 1
    assert len(documents_of(result)) == 2
    assert result.stderr.splitlines() == [
        "imbridge: stdin line 3: not JSON, byte 1: object keys must be strings",
        "imbridge: stdin line 4: tencent at /From_Account: the required field is missing",
        "imbridge: stdin line 5: an array, where an object was wanted; jq -c '.[]' makes lines of it",
        "imbridge: stdin line 6: at /url: wanted a text or null, got an integer",
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
        (b"{", "stdin line 1: not JSON: it ends too early"),
        (b"42", "stdin line 1: not an object"),
        (b'{\n"CallbackCommand":\n', "stdin line 1: not JSON: it ends too early"),
        (b'\n{\n"A": 1,\n\n  "B": 01}', "stdin line 5: not JSON, byte 8: invalid number"),
        (b'[\n{"A": 1},\n{"A": 2}\n]\n', "stdin line 1: an array, where an object was wanted"),
        (b'{"A":\n"\xe9"}', "stdin line 2: not UTF-8, byte 1"),
        ('{"A": 1}'.encode("utf-16"), "stdin line 1: UTF-16, where UTF-8 was wanted, byte 0"),
        ('{\n"A": 1}'.encode("utf-16"), "stdin line 1: UTF-16, where UTF-8 was wanted, byte 0"),
        (b"\x1f\x8b\x08\x00\x00\n\x00\x03", "stdin line 1: not UTF-8, byte 1"),
        (b"PK\x03\x04\x00", "stdin line 1: not JSON, byte 0: invalid character"),
        (b'{"A":' + b"[" * 200 + b"]" * 200 + b"}", "stdin line 1: tencent at /CallbackCommand: "),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "stdin line 1: nested deeper than 256 levels"),
        (line({"url": "http://x", "body_base64": "?"}), "stdin line 1: at /body_base64: not base64"),
        (line({"request": {"url": 7}}), "stdin line 1: at /request/url: wanted a text or null, got an integer"),
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


def test_blank_lines_are_counted_and_nothing_else() -> None:
    given = b"\xef\xbb\xbf\n" + line(BODY) + b"\n  \t\n" + line(NOBODY) + b"\r\n" + line(BODY).replace(b"\n", b"\r\n")
    result = run("decode", "--vendor", "tencent", given=given)
    assert len(documents_of(result)) == 2
    assert result.stderr == "imbridge: stdin line 5: tencent at /From_Account: the required field is missing\n"


def test_what_cannot_be_read_to_its_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            found = super().readline(size)
            if not found:
                raise OSError(5, "Input/output error")
            return found

    monkeypatch.setattr("imbridge.cli.lines._opened", lambda path: Broken(line(BODY)))
    result = run("decode", "--vendor", "tencent", TENCENT)
    assert (result.exit_code, len(documents_of(result))) == (1, 1)
    assert result.stderr == f"imbridge: {TENCENT}: cannot be read: Input/output error\n"


def test_what_is_found_deep_in_a_document_has_its_pointer() -> None:
    words = ["ack", "--vendor", "tencent", "--to-callback", TENCENT]
    result = run(*words, given={"type": "partial", "verdicts": [{"id": "lena", "allowed": 1}]})
    assert result.stderr.startswith("imbridge: stdin line 1: at /verdicts/0: not a canonical value: ")
