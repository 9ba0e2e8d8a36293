"""The help: it fits, and its examples work as they are written."""

import hashlib
import json
import re
import shutil
import time
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import OPENIM, ROOT, TENCENT, bash, line, run

COMMANDS = [
    "decode",
    "translate",
    "ack",
    "send",
    "receipt",
    "history",
    "verify",
    "sign",
    "schema",
    "vendors",
    "specs check",
    "specs update",
]


def examples(command: str) -> list[str]:
    """Return the examples in the help of a command, each on one line."""
    shown = run(*command.split(), "--help").stdout.partition("Examples:\n")[2].partition("\n\n")[0]
    return re.sub(r"\\\n\s+", "", shown).replace("\n    ", "\n").strip().splitlines()


CALL: dict[str, Any] = {
    "url": "https://a1.example.com/acme/ferry/messages/users",
    "body": {"from": "lena", "to": ["omar"], "type": "txt", "body": {"msg": "Nine."}},
}
RECORD: dict[str, Any] = {
    "msg_id": "1405",
    "timestamp": 1767225842310,
    "direction": "outgoing",
    "from": "lena",
    "to": "omar",
    "chat_type": "chat",
    "payload": {"bodies": [{"type": "txt", "msg": "Nine."}], "ext": {}, "from": "lena", "to": "omar"},
}
REST: dict[str, list[Any]] = {
    "request.json": [CALL],
    "requests.jsonl": [CALL, CALL],
    "answer.json": [{"status": 200, "body": {"data": {"omar": "1405"}}}],
    "answers.jsonl": [{"errCode": 0, "errMsg": "", "errDlt": "", "data": {"serverMsgID": "s1", "sendTime": 7}}],
    "2026112103": [RECORD, RECORD],
}

EXAMPLES = [example for command in COMMANDS for example in examples(command)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds all that the examples name."""
    sample = json.loads(TENCENT.read_bytes())
    (tmp_path / "callback.json").write_text(json.dumps(signed(sample, "Blue-Kite-88", 1767225842), indent=2))
    (tmp_path / "x.jsonl").write_bytes(line(signed(sample, "Teal-Otter-5", int(time.time()))) * 3)
    (tmp_path / "openim.json").write_bytes(OPENIM.read_bytes())
    (tmp_path / "reply.json").write_text('{"actionCode": 0, "errCode": 0, "errMsg": "", "errDlt": "", "nextCode": 0}')
    (tmp_path / "old.txt").write_text("Green-Gate-1\n")
    (tmp_path / "new.txt").write_text("Blue-Kite-88\n")
    for name, held in REST.items():
        (tmp_path / name).write_bytes(b"".join([line(one) for one in held]))
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    bash("git init -q . && git add specs", tmp_path)
    return tmp_path


def signed(sample: dict[str, str], secret: str, seconds: int) -> dict[str, str]:
    """Sign a callback of Tencent's as its manual says."""
    sign = hashlib.sha256(f"{secret}{seconds}".encode()).hexdigest()
    url = re.sub(r"&(Sign|RequestTime)=\w+", "", sample["url"])
    return {**sample, "url": f"{url}&Sign={sign}&RequestTime={seconds}"}


def test_every_command_has_examples() -> None:
    shown = run("--help").stdout.partition("Commands:\n")[2]
    assert set(re.findall(r"^  (\w+)", shown, re.MULTILINE)) == {command.split()[0] for command in COMMANDS}
    assert all(len(examples(command)) >= 1 for command in COMMANDS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works(example: str, folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    done = bash(example, folder, TOKEN="Teal-Otter-5")
    assert done.returncode == 0, done.stderr
    written = {path.name for path in folder.iterdir()} - before - {"bin"}
    assert done.stdout or written
    assert "imbridge: " not in done.stderr


@pytest.mark.parametrize("command", ["", "specs", *COMMANDS])
def test_help_fits(command: str) -> None:
    result = run(*command.split(), "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert run(*command.split(), "-h").stdout == result.stdout


def test_help_names_every_exit_code() -> None:
    shown = run("--help").stdout
    assert re.findall(r"^    (\d+) ", shown, re.MULTILINE) == ["0", "1", "2", "3", "130", "141"]


def test_the_version_is_that_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"imbridge": "7.8.9"}.__getitem__)
    assert (run("--version").stdout, run("--version").exit_code) == ("imbridge 7.8.9\n", 0)


def test_a_source_tree_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert run("--version").stdout == "imbridge (run from its source, not installed)\n"
