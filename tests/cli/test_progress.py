"""The progress bar: drawn for a person, and for nobody else."""

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.console import Console

from imbridge.cli import output, progress
from imbridge.cli.progress import remaining, watched
from tests.cli.running import BODY, NOBODY, ROOT, line

BAR = "━"
WORDS = ["decode", "--vendor", "tencent"]


def at_terminal(words: list[object], folder: Path, *, both: bool = False, **environment: str) -> tuple[str, bytes]:
    """Run a command with stderr, or stdout as well, at a terminal; return what that shows, and stdout."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    with (folder / "out").open("wb") as out, (folder / "in.jsonl").open("rb") as given:
        running = subprocess.Popen(
            [sys.executable, "-m", "imbridge", *map(str, words)],
            cwd=ROOT,
            stdin=given,
            stdout=theirs if both else out,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", **environment},
        )
        os.close(theirs)
        shown = b""
        while chunk := drained(ours):
            shown += chunk
        os.close(ours)
        assert running.wait(60) in (0, 1)
    return shown.decode(), (folder / "out").read_bytes()


def drained(terminal: int) -> bytes:
    """Read what a terminal shows, nothing when whoever wrote to it has left."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Return a file of good and bad callbacks."""
    file = tmp_path / "in.jsonl"
    file.write_bytes((line(BODY) * 50 + line(NOBODY)) * 3)
    return file


def test_a_file_has_a_bar_that_leaves_no_trace(given: Path, tmp_path: Path) -> None:
    shown, out = at_terminal([*WORDS, given], tmp_path)
    assert BAR in shown
    assert "in.jsonl" in shown
    assert shown.endswith("\x1b[1A\x1b[2K")  # up a line, and wiped
    plain = subprocess.run(
        [sys.executable, "-m", "imbridge", *WORDS, given], cwd=ROOT, capture_output=True, check=False
    )
    assert out == plain.stdout
    told = re.findall(r"imbridge: [^\r\n]*", shown)
    assert told == plain.stderr.decode().splitlines()


def test_a_file_on_stdin_has_one_too(given: Path, tmp_path: Path) -> None:
    assert BAR in at_terminal([*WORDS, "-"], tmp_path)[0]


@pytest.mark.parametrize("words", [["vendors"], ["decode", "--vendor", "tencent", "/dev/null"]])
def test_what_has_no_size_has_no_bar(words: list[object], given: Path, tmp_path: Path) -> None:
    assert BAR not in at_terminal(words, tmp_path)[0]


def test_there_is_no_bar_among_the_documents(given: Path, tmp_path: Path) -> None:
    shown, _ = at_terminal([*WORDS, given], tmp_path, both=True)
    assert BAR not in shown
    assert '"type": "message.sending"' in shown


def test_there_is_no_bar_on_a_dumb_terminal(given: Path, tmp_path: Path) -> None:
    shown, _ = at_terminal([*WORDS, given], tmp_path, TERM="dumb")
    assert BAR not in shown
    assert "imbridge: " in shown


@pytest.mark.parametrize("forced", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_there_is_no_bar_in_a_log(given: Path, forced: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "imbridge", *WORDS, given],
        cwd=ROOT,
        env={**os.environ, forced: "1"},
        capture_output=True,
        check=False,
    )
    assert BAR not in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 3


def test_the_bar_follows_what_is_read(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100, legacy_windows=False)
    for module in (output, progress):
        monkeypatch.setattr(module, "seen", lambda stream: stream is sys.stderr)
        monkeypatch.setattr(module, "stderr", lambda: console)
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    with given.open("rb") as file, watched(file, "a\x1b[red]b") as stream:
        assert stream.readline(1000) == line(BODY)
        output.complain("no\nline")
        assert len(stream.read(10_000_000)) == given.stat().st_size - len(line(BODY))
    shown = screen.getvalue()
    assert "a [red]b" in shown
    assert re.findall(r"(\d+)%", shown)[0] == "0"
    assert re.findall(r"(\d+)%", shown)[-1] == "100"
    assert "imbridge: no line\n" in shown


def test_only_a_file_has_a_known_end(given: Path) -> None:
    with given.open("rb") as file:
        file.seek(100)
        assert remaining(file) == given.stat().st_size - 100
    assert remaining(io.BytesIO(b"abc")) == 0
    reader, writer = os.pipe()
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        assert remaining(pipe) == 0
