"""Running the command line, in this process and in others."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from imbridge.cli.app import app

ROOT = Path(__file__).parent.parent.parent
TENCENT = ROOT / "tests" / "samples" / "tencent-before-send.json"
OPENIM = ROOT / "tests" / "samples" / "openim-after-send.json"
EASEMOB = ROOT / "tests" / "samples" / "easemob-after-send.json"

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


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script that finds our command line under its name."""
    program = folder / "bin" / "imbridge"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m imbridge "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
