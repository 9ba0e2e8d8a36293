"""Documents are read one by one, and memory does not grow with their number."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from imbridge.cli import lines
from imbridge.cli.lines import documents
from imbridge.errors import ImbridgeError
from tests.cli.running import BODY, ROOT, documents_of, line, run

FEW, MANY = 2_000, 50_000

PEAK = """
import sys
from pathlib import Path
from imbridge.cli import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says there includes the memory of whoever started us
        peak = int(status.read_text().partition("VmHWM:")[2].split()[0])
    else:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    print(peak, file=sys.stderr)
"""
"""Run the command line, and say at the end how many KB of memory it had at its highest."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return files of few and of many callbacks, no two the same."""
    folder = tmp_path_factory.mktemp("lines")
    found = {count: folder / f"{count}.jsonl" for count in (FEW, MANY)}
    for count, path in found.items():
        with path.open("w") as file:
            file.writelines([json.dumps({**BODY, "From_Account": f"u{i}", "MsgSeq": i}) + "\n" for i in range(count)])
    return found


def peak(words: list[str], path: Path, how: str) -> tuple[int, int]:
    """Return how many documents came out, and the memory that took in KB."""
    command = [sys.executable, "-c", PEAK, *words, *([str(path)] if how == "file" else [])]
    with path.open("rb") as file, tempfile.TemporaryFile() as out:
        given = file if how == "stdin" else subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, stdin=given, stdout=out, stderr=subprocess.PIPE) as running:
            if running.stdin is not None and how == "pipe":
                shutil.copyfileobj(file, running.stdin)
            _, told = running.communicate()
        out.seek(0)
        count = sum(1 for _ in out)
    assert running.returncode == (3 if "--strict" in words else 0), told
    return count, int(told)


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("decode --vendor tencent", "file"),
        ("translate --from tencent --to openim --losses none --strict", "stdin"),
        ("translate --from tencent --to openim --losses none", "pipe"),
    ],
)
def test_memory_does_not_grow_with_the_number_of_lines(words: str, how: str, files: dict[int, Path]) -> None:
    few, little = peak(words.split(), files[FEW], how)
    many, much = peak(words.split(), files[MANY], how)
    assert (few, many) == (FEW, MANY)
    assert much - little < 3_000, f"{little} KB for {few}, {much} KB for {many}"


def test_lines_are_read_one_by_one() -> None:
    reader, writer = os.pipe()
    os.write(writer, line(BODY))  # and no end: whoever waits for one waits forever
    found = documents(Path(f"/dev/fd/{reader}"))
    assert next(found) == (1, line(BODY).strip())
    os.close(writer)
    assert list(found) == []
    os.close(reader)


def test_a_document_of_many_lines_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "callback.json"
    file.write_bytes(b'\xef\xbb\xbf\n\n  {\n\n"a": 1,\n\n"b": 2}\n')
    assert list(documents(file)) == [(3, b'  {\n\n"a": 1,\n\n"b": 2}\n')]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (b"", []),
        (b"\n \n", []),
        (b"[1]", [(1, b"[1]")]),
        (b"{}\n[1]\n\n{}", [(1, b"{}"), (2, b"[1]"), (4, b"{}")]),
        (b"[1]\n\n{}\n3", [(1, b"[1]"), (3, b"{}"), (4, b"3")]),
        (b"[1]\n[2]\n{}", [(1, b"[1]\n[2]\n{}")]),
    ],
)
def test_two_lines_tell_whether_each_is_a_document(given: bytes, found: list[object], tmp_path: Path) -> None:
    file = tmp_path / "callbacks"
    file.write_bytes(given)
    assert list(documents(file)) == found


@pytest.mark.parametrize("end", [b"", b"\n", b"\n{}\n"])
@pytest.mark.parametrize("start", [b"", b"{}\n"])
def test_no_more_of_a_line_is_held_than_the_limit(
    start: bytes, end: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LIMIT", 100)
    file = tmp_path / "callbacks.jsonl"
    file.write_bytes(start + b'{"a": "' + b"x" * 1000 + b'"}' + end)
    found = [(number, len(document)) for number, document in documents(file)]
    begun = [(1, 2)] if start else []
    after = [(len(begun) + 2, 2)] if end.strip() else []
    assert found == [*begun, (len(begun) + 1, 101), *after]
    result = run("decode", "--vendor", "tencent", file)
    told = f"imbridge: {file} line {len(begun) + 1}: a document of more than 100 bytes"
    assert result.exit_code == 1
    assert told in result.stderr.splitlines()
    assert documents_of(result) == []


def test_no_more_of_one_document_is_held_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LIMIT", 100)
    file = tmp_path / "callback.json"
    file.write_bytes(b"{\n" + b'"a":\n' * 1000)
    assert [(number, len(document)) for number, document in documents(file)] == [(1, 101)]
    assert run("decode", "--vendor", "tencent", file).stderr.endswith("a document of more than 100 bytes\n")


def test_stdin_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ImbridgeError, match="cannot be read: closed"):
        next(documents(lines.STDIN))
