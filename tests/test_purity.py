"""Bytes and values in, bytes and values out: the core reaches for nothing else."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from imbridge import vendor_names

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples"
SOURCES = sorted((ROOT / "imbridge").rglob("*.py"))
EDGES = {"cli", "testing"}
"""The sub-packages that may meet the world."""

IMPURE = {"asyncio", "http", "pydantic", "pydantic_core", "random", "socket", "ssl", "urllib.request"}
IMPURE_CALLS = {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}

LOADED = """
import json, sys
given = set(sys.modules)
import imbridge
for name, requests in json.loads(sys.argv[1]).items():
    codec = imbridge.vendor(name)
    for request in requests:
        event = codec.decode_callback(imbridge.Request(**{**request, "body": request["body"].encode()}))
        assert not type(event).__name__.startswith("Unknown"), event
        event.key
print(json.dumps(sorted(set(sys.modules) - given)))
"""


SAID = """
import json, sys
import imbridge
GONE = {"MsgSeq", "MsgRandom", "MsgTime", "seq", "status", "createTime", "faceURL"}  # which are always written
for name, requests in json.loads(sys.argv[1]).items():
    for request in requests:
        body = {**json.loads(request["body"]), **{f"odd {number}": number for number in range(9)}}
        body = {key: held for key, held in body.items() if key not in GONE}
        given = imbridge.Request(**{**request, "body": json.dumps(body).encode()})
        event = imbridge.vendor(name).decode_callback(given)
        print(imbridge.dump(event), event.key, imbridge.vendor(name).encode_callback(event))
        for target in imbridge.vendor_names():
            translation = imbridge.translate(given, name, target)
            print(translation.requests, translation.losses())
"""


def samples(vendor: str) -> list[dict[str, str]]:
    """Return the recorded callbacks of a vendor, body as text."""
    found = [json.loads(path.read_bytes()) for path in sorted(SAMPLES.glob(f"{vendor}-*.json"))]
    return [{**sample, "body": json.dumps(sample["body"])} for sample in found]


def loaded_by(code: str, *arguments: str) -> set[str]:
    """Run code in an interpreter of its own, which prints the modules it has come to hold."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_what_is_said_is_the_same_whatever_seed_hashes_have() -> None:
    command = [sys.executable, "-c", SAID, json.dumps({name: samples(name) for name in vendor_names()})]
    said = {
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert said != {b""}


def test_every_vendor_has_a_recorded_callback() -> None:
    assert [name for name in vendor_names() if not samples(name)] == []


def test_decoding_a_message_of_every_vendor_loads_nothing_impure() -> None:
    loaded = loaded_by(LOADED, json.dumps({name: samples(name) for name in vendor_names()}))
    assert {f"imbridge.vendors.{name}" for name in vendor_names()} <= loaded
    assert loaded & IMPURE == set()


def test_importing_imbridge_loads_no_vendor() -> None:
    loaded = loaded_by("import imbridge, json, sys; print(json.dumps(sorted(sys.modules)))")
    assert {name for name in loaded if name.startswith("imbridge.vendors.")} == set()
    assert loaded & {"hypothesis", "importlib.metadata", "pytest", "rich", "typer"} == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_imported_by_its_full_name(path: Path) -> None:
    assert [node.lineno for node in walk(path) if isinstance(node, ast.ImportFrom) and node.level] == []


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.relative_to(ROOT / "imbridge").parts[0] not in EDGES],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_core_calls_no_builtin_that_meets_the_world(path: Path) -> None:
    calls = [node for node in walk(path) if isinstance(node, ast.Call)]
    named = [(call.lineno, call.func.id) for call in calls if isinstance(call.func, ast.Name)]
    assert [call for call in named if call[1] in IMPURE_CALLS] == []


def walk(path: Path) -> Iterator[ast.AST]:
    """Yield every node of a source file."""
    yield from ast.walk(ast.parse(path.read_text("utf-8")))
