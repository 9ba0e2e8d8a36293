"""`imbridge schema`."""

import json

import pytest

from imbridge.schema import names, schema
from tests.cli.running import documents_of, run


def test_the_names_are_listed() -> None:
    listed = run("schema", "--list")
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert tuple(listed.stdout.splitlines()) == names()
    assert run("schema").stdout == listed.stdout


@pytest.mark.parametrize("name", ["event", "ack", names()[-1]])
def test_a_schema_is_one_document(name: str) -> None:
    result = run("schema", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert documents_of(result) == [json.loads(json.dumps(schema(name)))]


@pytest.mark.parametrize(("name", "told"), [("evemt", "; did you mean event?"), ("~", "; see --list.")])
def test_a_name_that_nothing_has_is_told(name: str, told: str) -> None:
    result = run("schema", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_list_needs_no_name() -> None:
    result = run("schema", "--list", names()[0])
    assert (result.exit_code, result.stdout) == (2, "")
