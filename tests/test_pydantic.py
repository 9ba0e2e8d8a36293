"""Canonical values as fields of pydantic models: what is read, what is written, what an error says."""

import json
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from imbridge import dump, load, model, vendor, vendor_names
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Custom,
    Data,
    Event,
    Media,
    Merged,
    Message,
    MessageChanges,
    MessageEvent,
    MessageSending,
    MessageSent,
    Part,
    Participant,
    Quote,
    Reject,
    Text,
    UnknownPart,
    by_type,
)
from imbridge.model.canonical import canonical
from imbridge.testing.acks import acks
from imbridge.testing.differences import equal
from imbridge.testing.jsons import values
from imbridge.testing.spoil import DROP, places, replaced
from imbridge.testing.values import any_events
from tests.laws.samples import SAMPLES, request
from tests.schemas import few

ANY = TypeAdapter[Any](Annotated[AnyEvent | Ack, by_type])
TEXT = Text(text="High tide at six.")
SAID = Message(sender=Participant(id="ines"), parts=(TEXT, Merged(messages=(Message(parts=(TEXT,)),))))
STRANGE = UnknownPart(vendor="tencent", type="text", payload={"a": [1]})


class Letter(BaseModel):
    """What a user might write."""

    message: Message
    parts: list[Annotated[Part, by_type]] = []
    event: AnyEvent | None = None
    ack: Annotated[Ack, Field(discriminator="type")] = Allow()


def read(adapter: TypeAdapter[Any], document: Any, as_json: bool) -> Any:
    return adapter.validate_json(json.dumps(document)) if as_json else adapter.validate_python(document)


each_way = pytest.mark.parametrize("as_json", [True, False], ids=["JSON", "Python"])


# values


@pytest.mark.parametrize("name", vendor_names())
@few
@given(data=st.data())
def test_a_value_comes_back_as_it_went(name: str, data: st.DataObject) -> None:
    value = data.draw(any_events(name) | acks(name))
    written = ANY.dump_python(value)
    assert equal(written, canonical(value))
    assert equal(json.loads(ANY.dump_json(value)), canonical(value))
    for back in (ANY.validate_python(written), ANY.validate_json(ANY.dump_json(value))):
        assert type(back) is type(value)
        assert equal(canonical(back), canonical(value))
    assert ANY.validate_python(value) is value


@pytest.mark.parametrize("name", vendor_names())
@few
@given(data=st.data())
def test_pydantic_takes_what_the_decoder_takes(name: str, data: st.DataObject) -> None:
    document = canonical(data.draw(any_events(name) | acks(name)))
    path = data.draw(st.sampled_from([path for path in places(document) if path[0] != "native"]))
    changed = replaced(document, path, data.draw(st.just(DROP) | values))
    try:
        wanted = msgspec.convert(changed, AnyEvent | Ack)
    except msgspec.ValidationError:
        for as_json in (True, False):
            with pytest.raises(ValidationError):
                read(ANY, changed, as_json)
    else:
        for as_json in (True, False):
            assert equal(canonical(read(ANY, changed, as_json)), canonical(wanted))


@pytest.mark.parametrize("name", vendor_names())
def test_a_decoded_event_keeps_its_native_until_it_is_written(name: str) -> None:
    event = vendor(name).decode_callback(request(name, {**SAMPLES[name][0], "Shade": "teal"}))
    assert isinstance(event, MessageEvent)
    held = Letter(message=event.message, event=event)
    assert held.event is event
    back = Letter.model_validate_json(held.model_dump_json())
    assert back.event == event
    assert back.event is not None
    assert (back.event.native.edits, event.native.edits != ()) == ((), True)


def test_what_is_cleared_is_not_what_is_kept() -> None:
    for changes in (MessageChanges(), MessageChanges(parts=None, ext=None), MessageChanges(parts=(), mentions=())):
        adapter = TypeAdapter(MessageChanges)
        assert adapter.validate_python(canonical(changes)) == changes
        assert adapter.validate_json(adapter.dump_json(changes)) == changes


def test_python_objects_may_hold_values() -> None:
    held = Letter.model_validate(
        {"message": {"parts": [TEXT, {"type": "text", "text": "b"}], "quote": Quote(message=SAID)}}
    )
    assert held.message.parts == (TEXT, Text(text="b"))
    assert held.message.quote == Quote(message=SAID)


def test_data_is_settled() -> None:
    assert TypeAdapter(Message).validate_python({"ext": '{"a":1}'}).ext == {"a": 1}
    assert TypeAdapter(Custom).validate_json('{"type":"custom","data":{}}').data is None


@pytest.mark.parametrize("part", [*SAID.parts, STRANGE])
def test_a_part_in_a_union(part: Any) -> None:
    told, plain = TypeAdapter[Any](Annotated[Part | None, by_type]), TypeAdapter[Any](list[Part])
    assert told.validate_python(part) is part
    assert plain.validate_python([part])[0] is part
    for adapter, held in ((told, part), (plain, [part])):
        assert adapter.validate_json(adapter.dump_json(held)) == held
    assert told.validate_python(None) is None


def test_pydantics_own_discriminator() -> None:
    """It asks an instance for its `type`, which is the vendor's word in an unknown part: `by_type` for those."""
    event = TypeAdapter[Any](Annotated[AnyEvent, Field(discriminator="type")])
    sent = MessageSent(message=SAID)
    assert event.validate_python(sent) is sent
    assert event.validate_json(event.dump_json(sent)) == sent
    ack = TypeAdapter[Any](Annotated[Ack, Field(discriminator="type")])
    assert ack.validate_python(Reject(code=7)) == ack.validate_python({"type": "reject", "code": 7})
    part = TypeAdapter[Any](Annotated[Part, Field(discriminator="type")])
    assert part.validate_python({"type": "text", "text": "a"}) == Text(text="a")


def test_any_event_is_an_event() -> None:
    adapter = TypeAdapter[Any](Event)
    assert adapter.validate_python({"type": "message.sending", "message": {}}) == MessageSending(message=Message())
    with pytest.raises(ValidationError):
        adapter.validate_python(Allow())


# errors


@each_way
@pytest.mark.parametrize(
    ("document", "where", "words"),
    [
        (
            {"message": {"parts": [{"type": "text", "text": 5}]}},
            ("message", "parts", 0, "text", "text"),
            "valid string",
        ),
        (
            {"message": {"parts": [{"type": "txt"}]}},
            ("message", "parts", 0),
            "Input tag 'txt' found using 'type' does not",
        ),
        ({"message": {"parts": [{}]}}, ("message", "parts", 0), "Unable to extract tag using discriminator 'type'"),
        ({"message": {"parts": {}}}, ("message", "parts"), "Input should be a valid "),
        ({"message": {"colour": 1}}, ("message", "colour"), "Extra inputs are not permitted"),
        ({"message": {"native": {"vendor": "openim", "edits": []}}}, ("message", "native"), "Extra inputs are not"),
        ({"message": {"sender": {}}}, ("message", "sender", "id"), "Field required"),
        ({"message": {"sent_at": 1.0}}, ("message", "sent_at"), "Input should be a valid integer"),
        ({"message": {"is_read": 1}}, ("message", "is_read"), "Input should be a valid boolean"),
        ({"message": 7}, ("message",), "Input should be a"),
        ({}, ("message",), "Field required"),
    ],
)
def test_an_error_says_what_and_where(document: Any, where: tuple[Any, ...], words: str, as_json: bool) -> None:
    with pytest.raises(ValidationError) as raised:
        read(TypeAdapter(Letter), document, as_json)
    (problem,) = raised.value.errors()
    assert problem["loc"] == where
    assert words in problem["msg"]


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), {1, 2}, object(), "\ud800", {"a": float("nan")}])
def test_what_is_no_json_is_refused(odd: Any) -> None:
    for document in ({"type": "unknown", "vendor": "x", "payload": odd}, {"type": "custom", "data": {"a": odd}}):
        with pytest.raises(ValidationError, match="Input should be a value that JSON can hold"):
            TypeAdapter[Any](Annotated[Part, by_type]).validate_python(document)


def test_bytes_are_no_text() -> None:
    with pytest.raises(ValidationError, match="Input should be a valid string"):
        TypeAdapter(Text).validate_python({"type": "text", "text": b"a"})


def test_a_number_that_is_none_is_refused() -> None:
    for odd in (float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            TypeAdapter(model.Location).validate_python({"type": "location", "latitude": 1, "longitude": odd})


@each_way
def test_what_nests_too_deep_is_refused(as_json: bool) -> None:
    def nested(depth: int) -> Any:
        message: Any = {}
        for _ in range(depth):
            message = {"parts": [{"type": "merged", "messages": [message]}]}
        return message

    adapter = TypeAdapter(Message)
    held = read(adapter, nested(45), as_json)
    assert adapter.validate_json(adapter.dump_json(held)) == held
    assert load(dump(MessageSent(message=held))) == MessageSent(message=held)
    with pytest.raises(ValidationError):
        read(adapter, nested(55), as_json)


def test_what_holds_itself_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless |= {"sender": endless, "id": endless, "ext": {"a": endless, "b": endless}}
    with pytest.raises(ValidationError):
        TypeAdapter(Message).validate_python(endless)


def test_a_secret_is_not_in_an_error() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(Message).validate_python({"parts": [{"type": "file", "media": Media(secret="hush"), "a": 1}]})
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("union", [int | Text, Text | Participant, Data])
def test_only_tagged_classes_are_told_apart(union: Any) -> None:
    with pytest.raises(TypeError):
        TypeAdapter(Annotated[union, by_type])
