"""The README is true: its Python runs and prints what it says, its commands and tables exist."""

import contextlib
import io
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import imbridge
from imbridge import ImbridgeError
from imbridge.cases import gather, part_table, with_events
from imbridge.context import CHOICES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]
OURS = [line for line in COMMANDS if "imbridge " in line]


@pytest.mark.parametrize("block", blocks("python"))
def test_python_prints_what_it_says(block: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block, "README.md", "exec"), {})
    said = [line.removeprefix("# → ") for line in block.splitlines() if line.startswith("# → ")]
    assert said
    assert printed.getvalue().splitlines() == said


@pytest.mark.parametrize("command", OURS)
def test_a_command_works(command: str, tmp_path: Path) -> None:
    script = tmp_path / "imbridge"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m imbridge "$@"\n')
    script.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout


def test_the_first_block_is_the_main_job() -> None:
    first = blocks("sh")[0].splitlines()
    assert first[:2] == ["python3.11 -m venv .venv", ". .venv/bin/activate"]
    assert first[-1] in OURS


def test_the_second_block_ends_in_the_tests() -> None:
    assert blocks("sh")[1].splitlines()[-1].split()[0] == "pytest"


def test_every_extra_and_script_that_is_named_exists() -> None:
    extras = re.findall(r'pip install .*\[(\w+)\]"', README)
    assert extras
    assert set(extras) <= set(PROJECT["optional-dependencies"])
    assert PROJECT["scripts"] == {"imbridge": "imbridge.cli:main"}


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"\]\((?!#)([^)]+)\)", README)) | set(re.findall(r"tests/samples/\S+\.jsonl?", README))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name.partition("#")[0]).is_file()] == []


def test_every_error_is_in_the_table_with_its_status() -> None:
    said = {name: int(status) for name, status in re.findall(r"^\| `(\w+)` \| (\d{3}) \|", README, re.MULTILINE)}
    errors = [value for value in vars(imbridge).values() if isinstance(value, type)]
    assert said == {
        error.__name__: error.status
        for error in errors
        if issubclass(error, ImbridgeError) and error is not ImbridgeError
    }


def test_every_policy_word_is_in_the_table() -> None:
    table = README.partition("## Policies")[2].partition("## Errors")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {word for row in rows for word in re.findall(r"`(\w+)`", row)} == CHOICES


def test_every_built_in_vendor_is_in_the_table() -> None:
    said = re.findall(r"^\| [^|]*\(`(\w+)`\)[^|]*\|", README, re.MULTILINE)
    assert tuple(sorted(said)) == imbridge.vendor_names()


def test_the_table_of_events_is_what_the_cases_say() -> None:
    located, _ = gather({str(path): path.read_bytes() for path in (ROOT / "specs").glob("*/*.json")})
    page = (ROOT / "specs" / "README.md").read_text(encoding="utf-8")
    assert with_events(page, located) == page, "run: imbridge specs update"
    assert "(specs/README.md#events-and-the-callbacks-that-report-them)" in README


def test_the_table_of_parts_is_what_the_cases_say() -> None:
    located, _ = gather({str(path): path.read_bytes() for path in (ROOT / "specs").glob("*/*.json")})
    said = README.partition("<!-- parts -->\n")[2].partition("<!-- /parts -->")[0]
    assert said == part_table(located), f"write this instead:\n{part_table(located)}"
