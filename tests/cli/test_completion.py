"""What a shell offers where a word is being typed."""

from pathlib import Path

import pytest

from imbridge import vendor_names
from imbridge.cli.completion import policies, releases, schemas, spec_files, vendors
from imbridge.context import CHOICES
from imbridge.schema import names
from tests.cli.running import ROOT, bash, run

OFFERED = {
    "imbridge tr": ["translate"],
    "imbridge decode --vendor t": ["tencent"],
    "imbridge translate --from tencent --to open": ["openim"],
    "imbridge decode --vendor openim --phase be": ["before"],
    "imbridge translate --policy face": ["face="],
    "imbridge specs check specs/tencent/c": ["specs/tencent/c2c.json", "specs/tencent/cloud_custom_data.json"],
    "imbridge decode --vendor tencent pyproj": [],  # files bash finds by itself
}


def test_bash_offers_what_fits(tmp_path: Path) -> None:
    tries = [f"try {words}" for words in OFFERED]
    script = f"""
        cd {ROOT}
        eval "$(_IMBRIDGE_COMPLETE=source_bash imbridge)"
        try() {{
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _imbridge_completion imbridge
            echo "${{COMPREPLY[@]}}"
        }}
        {"; ".join(tries)}
    """
    done = bash(script, tmp_path)
    assert done.stderr == ""
    assert [row.split() for row in done.stdout.splitlines()] == list(OFFERED.values())


def test_the_script_can_be_shown_and_installed(tmp_path: Path) -> None:
    shown = bash("imbridge --show-completion; true", tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "complete -o default -F _imbridge_completion imbridge" in shown.stdout
    installed = bash("imbridge --install-completion; true", tmp_path, HOME=str(tmp_path))
    assert (installed.returncode, installed.stderr) == (0, "")
    assert "_imbridge_completion" in (tmp_path / ".bash_completions" / "imbridge.sh").read_text()
    assert "--install-completion" in run("--help").stdout


def test_names_are_offered() -> None:
    assert tuple(vendors("")) == vendor_names(installed=True)
    assert vendors("nobody") == []
    assert tuple(schemas("")) == names()
    assert set(releases("3.")) == {"3.0", "3.5", "3.6", "3.7"}


def test_a_policy_is_offered_in_two_steps() -> None:
    assert set(policies("")) >= CHOICES | {"face=", "message.sending=", "reject="}
    assert policies("face=st") == ["face=strict"]
    assert policies("st") == ["strict"]


def test_the_suite_that_is_here_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert spec_files("") == []
    (tmp_path / "specs" / "tencent").mkdir(parents=True)
    (tmp_path / "specs" / "tencent" / "own.json").touch()
    (tmp_path / "specs" / "README.md").touch()
    assert spec_files("") == ["specs", "specs/tencent", "specs/tencent/own.json"]
    assert spec_files("specs/tencent/") == ["specs/tencent/own.json"]
