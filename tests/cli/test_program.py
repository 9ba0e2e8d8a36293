"""The program as a process: exit codes, pipes, signals."""

import json
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest
import typer

from imbridge import cli
from imbridge.cli.app import app
from imbridge.cli.output import stderr
from imbridge.cli.program import hush
from tests.cli.running import BODY, ROOT, TENCENT, bash, line, python, run


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


def test_whoever_interrupts_the_start_sees_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(types.ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "imbridge.cli.app", Impatient("imbridge.cli.app"))
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 130


@pytest.mark.parametrize(
    ("problem", "code", "told"),
    [
        (KeyError("oops"), 1, "imbridge: internal error: KeyError('oops')\n"),
        (KeyboardInterrupt(), 130, ""),
        (typer.Abort(), 130, ""),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
        (OSError(28, "No space left on device"), 1, "imbridge: stdout: No space left on device\n"),
        (OSError(13, "Permission denied", "a.json"), 1, "imbridge: a.json: Permission denied\n"),
        (OSError("odd"), 1, "imbridge: stdout: odd\n"),
    ],
)
def test_whatever_happens_is_a_line_and_an_exit_code(
    problem: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr("imbridge.cli.decode.emit", fail)
    result = run("decode", "--vendor", "tencent", TENCENT)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.lstrip("\n") == told


def test_what_is_left_to_write_goes_nowhere(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w") as out:
        out.write("half a line")
        hush(None, out)
    assert (tmp_path / "out").read_text() == ""


def test_a_console_leaves_it_to_the_program_to_end() -> None:
    with pytest.raises(BrokenPipeError):
        stderr().on_broken_pipe()


def test_a_closed_stdout_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as left:
        app(["decode", "--vendor", "tencent", str(TENCENT)])
    assert left.value.code == 1
    assert capsys.readouterr().err == "imbridge: stdout: closed\n"


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ("decode --vendor tencent FILE > /dev/full", 1, "imbridge: stdout: No space left on device\n"),
        ("vendors > /dev/full", 1, "imbridge: stdout: No space left on device\n"),
        ("--help > /dev/full", 1, "imbridge: stdout: No space left on device\n"),
        ("decode --vendor tencent FILE >&-", 1, "imbridge: stdout: closed\n"),
        ("decode --vendor tencent <&-", 1, "imbridge: stdin: cannot be read: closed\n"),
        ("decode --vendor tencent no-such-file 2>&-", 2, ""),
        ("decode --vendor tencent MANY | head -n 1 >/dev/null", 141, ""),
        ("translate --from tencent --to openim MANY 2>&1 >/dev/null | head -n 1 >/dev/null", 141, ""),
        ("translate --from tencent --to openim --losses json MANY 2>&1 >/dev/null | head -n 1 >/dev/null", 141, ""),
    ],
)
def test_where_nothing_can_be_written_or_read(command: str, code: int, told: str, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(line(BODY) * 1000)
    words = command.replace("FILE", str(TENCENT)).replace("MANY", str(many))
    done = bash(f"imbridge {words}; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (done.returncode, done.stderr) == (code, told)


def test_who_interrupts_sees_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "imbridge", "decode", "--vendor", "tencent"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(line(BODY))
        running.stdin.flush()
        first = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        rest = running.communicate()
    assert json.loads(first)["actor"] == {"id": "ines"}
    assert (rest[0], rest[1].strip()) == (b"", b"")
