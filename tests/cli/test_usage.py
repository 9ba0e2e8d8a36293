"""Commands that are misspelt."""

from pathlib import Path

import pytest

from tests.cli.running import BODY, ROOT, TENCENT, run

TRANSLATE = ["translate", "--from", "tencent", "--to", "openim"]
VERIFY = ["verify", "--vendor", "tencent"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["decode"], "Missing option '--vendor' / '--from'"),
        (["decode", "--vendor", "nobody"], "no vendor 'nobody'; there are "),
        (["decode", "--vendor", "tencnet"], "; did you mean tencent?"),
        (["decode", "--vendro", "tencent"], "No such option"),
        (["decode", "--vendor", "tencent", "no-such-file"], "no file 'no-such-file'."),
        (["decode", "--vendor", "tencent", ROOT], f"'{ROOT}' is a folder."),
        (["decode", "--vendor", "tencent", TENCENT, TENCENT], "unexpected extra argument"),
        (["decode", "--vendor", "tencent", "--release", "3.5"], "tencent has no releases to choose from."),
        (["decode", "--vendor", "openim", "--release", "9"], "no release '9'; there are 2, 3.0, 3.5, 3.6, 3.7."),
        (["decode", "--vendor", "openim", "--phase", "during"], "'during' is not one of 'before', 'after', 'notice'."),
        (["translate", "--from", "tencent", "--to", "nobody"], "no vendor 'nobody'"),
        ([*TRANSLATE, "--losses", "all"], "'all' is not one of 'table', 'json', 'none'."),
        ([*TRANSLATE, "--policy", "face=maybe"], "no policy 'maybe'; there are allow, closest"),
        ([*TRANSLATE, "--policy", "face=dorp"], "; did you mean drop?"),
        ([*TRANSLATE, "--now", "soon"], "wanted milliseconds since 1970, as in 1767225842000."),
        ([*TRANSLATE, "--now", "-1"], "wanted milliseconds since 1970"),
        (
            [*TRANSLATE, "--secret-file", TENCENT.parent],
            "wanted the name of a file that holds a secret: Is a directory.",
        ),
        ([*TRANSLATE, "--secret-file", TENCENT], "wanted a file that holds one secret on one line"),
        ([*VERIFY], "--secret-file / --secret-env: neither was given."),
        (["sign", "--vendor", "tencent"], "--secret-file / --secret-env: neither was given."),
        (["ack", "--vendor", "tencent"], "Missing option '--to-callback'"),
        (["ack", "--vendor", "tencent", "--to-callback", "-"], "cannot both be read from there."),
        (["decode", "--vendor"], "Option '--vendor' requires an argument."),
        (["sing"], "No such command 'sing'."),
        (["--nope"], "No such option"),
    ],
)
def test_a_misspelt_command_is_one_line_and_exits_with_2(words: list[object], told: str) -> None:
    result = run(*words, given=BODY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("imbridge: ")
    assert result.stderr.endswith("--help'.\n")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_no_command_is_answered_with_the_help() -> None:
    result = run()
    assert "Exit codes:\n" in result.output
    assert result.exit_code in (0, 2)  # as this release of typer has it


def test_a_file_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    result = run("decode", "--vendor", "tencent", TENCENT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{TENCENT}' may not be read by you." in result.stderr


@pytest.mark.parametrize("option", ["--secret-file", "--secret-env", "--secret"])
def test_a_secret_given_by_mistake_is_not_repeated(option: str) -> None:
    for words in ([option, "Teal-Otter-5"], [f"{option}=Teal-Otter-5"]):
        result = run(*VERIFY, *words, TENCENT)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Otter" not in result.stderr


@pytest.mark.parametrize("held", [b"", b"\n", b"\r\n", b"a\nb\n", b"\xff\xfe", b"x" * 5000])
def test_a_file_of_anything_but_a_secret_is_refused(held: bytes, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(held)
    result = run(*VERIFY, "--secret-file", tmp_path / "secret", TENCENT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "wanted " in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("held", ["", "\udcff"])
def test_a_variable_of_anything_but_a_secret_is_refused(held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", held)
    result = run(*VERIFY, "--secret-env", "TOKEN", TENCENT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "wanted the name of an environment variable that holds a secret" in result.stderr


def test_only_one_secret_can_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "Teal-Otter-5")
    (tmp_path / "secret").write_text("Blue-Kite-88\n")
    both = ["--secret-env", "TOKEN", "--secret-file", tmp_path / "secret"]
    for words in (TRANSLATE, ["sign", "--vendor", "tencent"]):
        result = run(*words, *both, TENCENT)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "only one can sign." in result.stderr
