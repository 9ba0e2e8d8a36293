"""`imbridge specs check` and `imbridge specs update`."""

import json
from pathlib import Path

import pytest

from imbridge.schema import files
from tests.cli.running import EASEMOB, OPENIM, TENCENT, documents_of, run


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a suite with one case of each vendor, and go where it is."""
    monkeypatch.chdir(tmp_path)
    for vendor, sample in (("easemob", EASEMOB), ("openim", OPENIM), ("tencent", TENCENT)):
        (event,) = documents_of(run("decode", "--vendor", vendor, sample))
        native = event.pop("native", {"edits": []})
        pointers = ["/" + "/".join(edit["path"]) for edit in native["edits"] if edit["path"] != ["url"]]
        recorded = json.loads(sample.read_bytes())
        case = {
            "about": f"a callback of {vendor}",
            "source": {"url": "https://example.com", "seen": "2026-01-31"},
            "request": {"url": recorded["url"], "headers": recorded["headers"], "body": recorded["body"]},
            "event": event,
            "native": pointers,
        }
        folder = tmp_path / "specs" / vendor
        folder.mkdir(parents=True)
        (folder / "own.json").write_text(json.dumps({"cases": [case]}, indent=2) + "\n", "utf-8")
    return tmp_path / "specs"


def spoil(suite: Path, event: object) -> bytes:
    """Change what a case expects; return the file as it was."""
    file = suite / "tencent" / "own.json"
    before = file.read_bytes()
    document = json.loads(before)
    document["cases"][0]["event"] = event
    file.write_text(json.dumps(document), "utf-8")
    return before


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 3),
        (["specs"], 3),
        (["specs/tencent"], 1),
        (["specs/tencent", "specs/openim/own.json"], 2),
        (["."], 3),
    ],
)
def test_specs_that_agree(suite: Path, words: list[str], count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (suite / "schema").mkdir()
    (suite / "schema" / "event.json").write_text("{}")
    monkeypatch.chdir(suite if words == ["."] else suite.parent)
    result = run("specs", "check", *words)
    assert (result.exit_code, result.stdout) == (0, f"{count} cases: {count} agree, 0 disagree\n")


def test_the_vendor_of_a_file_is_its_folder(suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(suite / "tencent")
    assert run("specs", "check", "own.json").exit_code == 0
    assert run("specs", "check", ".").exit_code == 0


def test_specs_that_disagree(suite: Path) -> None:
    spoil(suite, {"type": "message.sent"})
    result = run("specs", "check")
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert told[0] == "specs/tencent/own.json: a callback of tencent"
    assert told[1] == '    /event/type: expected "message.sent", got "message.sending"'
    assert told[-1] == "3 cases: 2 agree, 1 disagree"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere", "nowhere: no spec files"),
        ("specs/empty", "specs/empty: no spec files"),
        ("specs/other", "specs/other/own.json: no cases"),
        ("specs", "specs/other/own.json: no cases"),
        ("half", "no cases for the vendor openim"),
    ],
)
def test_a_suite_with_holes_is_told(suite: Path, path: str, told: str) -> None:
    (suite / "empty").mkdir()
    (suite / "other").mkdir()
    (suite / "other" / "own.json").write_text('{"cases": []}')
    (suite.parent / "half").mkdir()
    (suite / "tencent").rename(suite.parent / "half" / "tencent")
    result = run("specs", "check", path)
    assert result.exit_code == 1
    assert told in result.stdout.splitlines()


def test_specs_are_updated(suite: Path) -> None:
    before = spoil(suite, {"type": "message.sent"})
    untouched = suite / "openim" / "own.json"
    stamp = untouched.stat().st_mtime_ns
    result = run("specs", "update")
    assert (result.exit_code, result.stdout) == (
        0,
        "rewrote specs/tencent/own.json\n3 cases: 3 agree, 0 disagree\n",
    )
    assert (suite / "tencent" / "own.json").read_bytes() == before
    assert untouched.stat().st_mtime_ns == stamp


def test_an_empty_half_is_not_updated(suite: Path) -> None:
    spoil(suite, {})
    result = run("specs", "update", "specs/tencent")
    assert result.exit_code == 1
    assert result.stdout.startswith("refused specs/tencent/own.json: a callback of tencent: nothing is expected yet")
    assert json.loads((suite / "tencent" / "own.json").read_bytes())["cases"][0]["event"] == {}


def test_a_file_that_cannot_be_read_is_not_updated(suite: Path) -> None:
    file = suite / "tencent" / "own.json"
    file.write_text("{")
    result = run("specs", "update")
    assert result.exit_code == 1
    assert result.stderr.startswith("imbridge: specs/tencent/own.json: not JSON")
    assert file.read_text() == "{"


def test_schemas_that_are_stale_are_rewritten(suite: Path) -> None:
    assert run("specs", "update").stdout == "3 cases: 3 agree, 0 disagree\n"  # there are none, and none are wanted
    assert not (suite / "schema").exists()
    (suite / "schema").mkdir()
    (suite / "schema" / "event.json").write_text("{}")
    result = run("specs", "update")
    assert result.exit_code == 0
    assert "rewrote specs/schema/event.json" in result.stdout.splitlines()
    assert {path.name: path.read_bytes() for path in (suite / "schema").iterdir()} == files()
    assert run("specs", "update").stdout == "3 cases: 3 agree, 0 disagree\n"
