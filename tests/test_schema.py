"""What is written validates, what is refused does not, and what lies in specs/schema is what is generated."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.protocols import Validator
from typer.testing import CliRunner

from imbridge import CannotExpress, ImbridgeError, Malformed, dump, load, schema, vendor, vendor_names
from imbridge.cases import CallCase, Case, RecordCase, gather, request_of, response_of
from imbridge.cli.app import app
from imbridge.codec import Codec
from imbridge.model import AnyEvent, MessageEvent, UnknownEvent
from imbridge.model.canonical import canonical
from imbridge.schema.shapes import Shapes
from imbridge.testing.acks import acks
from imbridge.testing.documents import sheet
from imbridge.testing.jsons import values
from imbridge.testing.spoil import DROP, places, replaced
from imbridge.testing.values import any_events, expressible
from tests.laws.samples import SAMPLES, request
from tests.schemas import at, elements, ext_keys, few, objections, unknown_parts, validator

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "specs" / "schema"
CASES = {
    path.as_posix(): path.read_bytes() for path in sorted((ROOT / "specs").glob("*/*.json")) if path.parent != FOLDER
}
ALL = gather(CASES)[0]
CODECS: dict[str, Codec] = {name: vendor(name) for name in vendor_names()}
OF: dict[str, Validator] = {name: validator(schema.schema(name)) for name in schema.names()}

each_vendor = pytest.mark.parametrize("name", CODECS)
READ = [
    (found.file, found.vendor, found.case)
    for found in ALL
    if isinstance(found.case, Case) and found.case.event is not None
]
CALLED = [(found.vendor, found.case) for found in ALL if isinstance(found.case, CallCase) and found.case.send]
RECORDED = [(found.vendor, found.case) for found in ALL if isinstance(found.case, RecordCase) and found.case.record]
each_file = pytest.mark.parametrize("file", sorted({file for file, _, _ in READ}), ids=lambda file: str(file[-30:]))


# the files


def test_what_lies_in_the_repository_is_what_is_generated() -> None:
    lying = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert sorted(lying) == sorted(schema.files())
    assert [name for name, text in schema.files().items() if lying[name] != text] == [], "run `imbridge specs update`"


def test_the_suite_is_updated_where_it_has_schemas(tmp_path: Path) -> None:
    suite = tmp_path / "specs"
    for name in CODECS:
        (suite / name).mkdir(parents=True)
    assert CliRunner().invoke(app, ["specs", "update", str(suite)]).stdout.count("rewrote") == 0
    (suite / "schema").mkdir()
    (suite / "schema" / "ack.json").write_text("{}")
    told = CliRunner().invoke(app, ["specs", "update", str(suite)]).stdout
    assert {path.name: path.read_bytes() for path in (suite / "schema").iterdir()} == schema.files()
    assert f"rewrote {(suite / 'schema' / 'ack.json').as_posix()}\n" in told
    assert "rewrote" not in CliRunner().invoke(app, ["specs", "update", str(suite)]).stdout


def test_there_is_a_schema_for_every_document() -> None:
    assert {"ack", "dump", "event", "message", "rest"} <= set(schema.names())
    for name, codec in CODECS.items():
        held = codec.documents()
        assert set(sheet(name).COMMANDS) <= set(held.callbacks)
        assert held.acks
        assert {f"{name}.{one}" for one in ("callback", "ack", *held.callbacks, *held.acks)} <= set(schema.names())
        assert {f"{name}.call.{command}" for command in held.calls} <= set(schema.names())
        assert {f"{name}.{one}.json" for one in ("callback", "ack", "call", "answer", "record")} <= set(schema.files())


def test_an_unknown_name_is_told() -> None:
    strange: Any = ["event"]
    for name in ("nothing", strange):
        with pytest.raises(ImbridgeError, match=r"no schema .+; there are ack, dump, "):
            schema.schema(name)


@pytest.mark.parametrize("name", schema.names())
def test_a_schema_is_complete_and_has_nothing_over(name: str) -> None:
    made = schema.schema(name)
    used = {found.removeprefix("#/$defs/") for found in references(made)}
    assert used == set(made["$defs"])
    assert made["$schema"].endswith("2020-12/schema")


def references(value: Any) -> Iterator[str]:
    """Yield all references in a schema."""
    if isinstance(value, dict):
        yield from [held for key, held in value.items() if key == "$ref"]
        yield from [there for key, held in value.items() if key == "mapping" for there in held.values()]
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(inner)


@each_vendor
def test_msgspec_sees_the_same_in_a_vendors_structs(name: str) -> None:
    held = CODECS[name].documents()
    for shapes in map(list, (held.callbacks.values(), held.acks.values(), held.calls.values(), held.records.values())):
        ours = Shapes()
        ours.one_of(shapes)
        _, theirs = msgspec.json.schema_components(shapes, ref_template="#/$defs/{name}")
        for shape in theirs:
            assert sorted(ours.definitions[shape]["properties"]) == sorted(theirs[shape]["properties"])
            assert sorted(ours.definitions[shape].get("required", ())) == sorted(theirs[shape]["required"])


def test_structs_of_one_name_are_not_mixed_up() -> None:
    other = msgspec.defstruct("Message", [("a", int)])
    shapes = Shapes()
    shapes.of(other)
    with pytest.raises(TypeError, match="two structs are called Message"):
        shapes.of(msgspec.defstruct("Message", [("b", int)]))


# canonical documents


def assert_described(event: AnyEvent) -> None:
    dumped = json.loads(dump(event))
    assert objections(OF["dump"], dumped) == set()
    assert objections(OF["event"], dumped["event"]) == set()
    assert objections(OF["event"], canonical(event)) == set()
    if isinstance(event, MessageEvent):
        assert objections(OF["message"], canonical(event.message)) == set()


@each_vendor
@few
@given(data=st.data())
def test_every_event_is_described(name: str, data: st.DataObject) -> None:
    assert_described(data.draw(any_events(name)))


@each_vendor
@few
@given(data=st.data())
def test_every_decoded_event_is_described(name: str, data: st.DataObject) -> None:
    callback = data.draw(sheet(name).callbacks() | sheet(name).others())
    assert_described(CODECS[name].decode_callback(callback.request))


@each_vendor
@few
@given(data=st.data())
def test_every_ack_is_described(name: str, data: st.DataObject) -> None:
    ack = data.draw(acks(name))
    assert objections(OF["ack"], canonical(ack)) == set()
    assert objections(OF["dump"], json.loads(dump(ack))) == set()


@each_file
def test_the_canonical_halves_of_cases_are_described(file: str) -> None:
    for case in [case for where, _, case in READ if where == file]:
        assert objections(OF["event"], case.event) == set(), case.about
        for ack in case.acks:
            assert objections(OF["ack"], msgspec.json.decode(ack.ack)) == set(), case.about


def is_tame(value: Any) -> bool:
    """Tell whether nothing in a value is a number that is whole but not written so: to a schema it is an integer."""
    if isinstance(value, float):
        return not value.is_integer()
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(is_tame(inner) for inner in held)


@each_vendor
@few
@given(data=st.data())
def test_a_schema_takes_what_load_takes(name: str, data: st.DataObject) -> None:
    said: Any = data.draw(any_events(name) | acks(name))
    decoded = sheet(name).callbacks().map(lambda callback: CODECS[name].decode_callback(callback.request))
    document = json.loads(dump(said if data.draw(st.booleans()) else data.draw(decoded)))
    path = data.draw(st.sampled_from(list(places(document))))
    new = data.draw(st.just(DROP) | values.filter(is_tame) | st.just({"type": "text", "text": "other"}))
    changed = replaced(document, path, new)
    try:
        load(json.dumps(changed).encode())
    except Malformed:
        assert not OF["dump"].is_valid(changed)
    else:
        assert OF["dump"].is_valid(changed) or new is None  # a null that says nothing is read, but never written


@each_vendor
@few
@given(data=st.data())
def test_a_misspelt_key_is_refused(name: str, data: st.DataObject) -> None:
    document = json.loads(dump(data.draw(any_events(name))))
    objects = [path for path in places(document) if isinstance(at(document, path), dict) and not is_free(path)]
    path = data.draw(st.sampled_from(objects))
    changed = replaced(document, path, {**at(document, path), "misspelt": 1})
    assert not OF["dump"].is_valid(changed)
    with pytest.raises(Malformed):
        load(json.dumps(changed).encode())


def is_free(path: tuple[Any, ...]) -> bool:
    """Tell whether a path leads into what is the app's or the vendor's own."""
    return bool({"ext", "data", "detail", "payload", "query"} & set(path))


# what vendors write and read


def schema_for(name: str, event: AnyEvent) -> Validator:
    """Return what describes a callback: of a vendor whose callbacks no one member tells apart, its own kind alone."""
    looking = OF[f"{name}.callback"]
    return OF[f"{name}.{event.command}"] if isinstance(looking.schema, dict) and "anyOf" in looking.schema else looking


def assert_explained(name: str, body: Any, native: frozenset[str], event: AnyEvent) -> None:
    """Hold what a schema objects to against the sheet.

    A value of the wrong type stays native, an element of no use is an unknown part, and what only
    looks like a convention is the app's own.
    """
    said = canonical(event)
    found = [one for one in objections(schema_for(name, event), body) if not ext_keys(said) & set(one.split("/"))]
    found = [one for one in found if not any(f"/body{one}/".startswith(f"{pointer}/") for pointer in native)]
    assert len(elements(found)) <= unknown_parts(said), found


@each_vendor
@few
@given(data=st.data())
def test_every_callback_is_described(name: str, data: st.DataObject) -> None:
    callback = data.draw(sheet(name).callbacks())
    event = CODECS[name].decode_callback(callback.request)
    assert_explained(name, json.loads(callback.request.body), callback.native, event)


@each_vendor
@few
@given(data=st.data())
def test_every_callback_that_is_written_is_described(name: str, data: st.DataObject) -> None:
    event = data.draw(expressible(name))
    assert_explained(name, json.loads(CODECS[name].encode_callback(event).body), frozenset(), event)


@each_vendor
@few
@given(data=st.data())
def test_every_reply_that_is_written_is_described(name: str, data: st.DataObject) -> None:
    event, ack = data.draw(expressible(name)), data.draw(acks(name))
    policy = data.draw(st.sampled_from((None, "closest")))
    with suppress(CannotExpress):
        body = json.loads(CODECS[name].encode_ack(ack, to=event, policy=policy).body)
        assert body == {} or len(objections(OF[f"{name}.ack"], body)) <= unknown_parts(canonical(ack))


@each_file
def test_what_cases_send_and_receive_is_described(file: str) -> None:
    for _, name, case in [found for found in READ if found[0] == file]:
        given = request_of(case.request)
        event = CODECS[name].with_options(**case.options).decode_callback(given, case.phase)
        if isinstance(event, MessageEvent):
            assert_explained(name, json.loads(given.body), frozenset(case.native), event)
        for ack in case.acks:
            if ack.response is not None and ack.only != "decode":
                body = json.loads(response_of(ack.response).body)
                assert body == {} or objections(OF[f"{name}.ack"], body) == set(), case.about


@each_vendor
def test_the_rest_documents_of_cases_are_described(name: str) -> None:
    for case in [case for whose, case in CALLED if whose == name]:
        assert objections(OF["rest"], case.send) == set(), case.about
        for answered in case.receipts:
            assert objections(OF["rest"], answered.receipt) == set(), case.about
    for record in [case for whose, case in RECORDED if whose == name]:
        assert objections(OF["rest"], record.record) == set(), record.about


@each_vendor
def test_what_rest_cases_send_and_receive_is_described(name: str) -> None:
    """Whatever a schema objects to is native: it has another type than the vendor's documents say."""
    for case in [case for whose, case in CALLED if whose == name]:
        command = (case.send or {}).get("command")
        found = objections(OF[f"{name}.call.{command}"], json.loads(request_of(case.call).body))
        assert not [one for one in found if not is_native(f"/body{one}", case.native)], case.about
        for answered in case.receipts:
            for index, one in enumerate(answered.responses):
                with suppress(ValueError):
                    told = objections(OF[f"{name}.answer"], json.loads(response_of(one).body))
                    assert not [at for at in told if not is_native(f"/{index}/body{at}", answered.native)], case.about
    for record in [case for whose, case in RECORDED if whose == name]:
        found = objections(OF[f"{name}.record"], json.loads(bytes(record.line)))
        assert "/body" in record.native or not [one for one in found if not is_native(f"/body{one}", record.native)]


def is_native(pointer: str, native: tuple[str, ...]) -> bool:
    """Tell whether a pointer, or something beneath it, stays native."""
    return any(f"{pointer}/".startswith(f"{one}/") or one.startswith(f"{pointer}/") for one in native)


@pytest.mark.parametrize("name", [f"{name}.{one}" for name in CODECS for one in ("call", "answer", "record")])
def test_a_rest_document_of_another_type_is_wrong(name: str) -> None:
    assert not OF[name].is_valid([])
    assert not OF[name].is_valid("text")


PLAIN = [(name, index) for name, samples in SAMPLES.items() for index in range(len(samples))]
FREE = {"CloudCustomData", "Data", "ex", "ext", "param", "customExts", "v2:customExts"}
SIGNED = {"host", "security", "securityVersion"}


def is_described(body: Any, path: tuple[Any, ...]) -> bool:
    """Tell whether a struct says what stands at a path: not of the app's own, nor of a body without a list of such."""
    flat = path[0] == "payload" and "bodies" not in body["payload"]
    return not flat and path[-1] not in SIGNED and not FREE & set(path[:-1])


@pytest.mark.parametrize(("name", "index"), PLAIN)
def test_a_plain_callback_is_right_and_any_value_of_another_type_is_wrong(name: str, index: int) -> None:
    body = SAMPLES[name][index]
    looking = schema_for(name, CODECS[name].decode_callback(request(name, body)))
    assert objections(looking, body) == objections(OF[f"{name}.callback"], body) == set()
    for path in places(body):
        if is_described(body, path):
            wrong: Any = 5 if isinstance(at(body, path), dict | list) else {"a": []}
            assert objections(looking, replaced(body, path, wrong)), path


@pytest.mark.parametrize(("name", "index"), PLAIN)
def test_what_a_callback_cannot_do_without_is_required(name: str, index: int) -> None:
    body = SAMPLES[name][index]
    looking = schema_for(name, CODECS[name].decode_callback(request(name, body)))
    for member in body:
        less = replaced(body, (member,), DROP)
        try:
            event = CODECS[name].decode_callback(request(name, less))
        except Malformed:
            assert objections(looking, less), member
        else:
            told = isinstance(event, UnknownEvent) or member == "CallbackCommand"  # which the url has too
            assert objections(looking, less) == ({f"/{member}"} if told else set())
