"""The app's own data goes through every slot and back: a text slot, an object slot, a field of the model."""

import json
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from imbridge.model import Card, Command, Custom, Entity, Message, Notice, Participant, PushInfo
from imbridge.testing.differences import equal
from imbridge.testing.jsons import compact, data, is_object_text, loose, objects, texts
from imbridge.testing.slots import SLOTS, Slot, anything, bijection, foreign, taken_as_it_stands
from imbridge.testing.slots import reserved as reserved_keys
from imbridge.wire import data_from_object, object_from_data, text_from_data
from tests.laws.subjects import CODECS, VENDORS

reserved: st.SearchStrategy[Any] = reserved_keys | st.just({})
empty: st.SearchStrategy[Any] = st.sampled_from((None, "", {}, "{}", "{ }"))


def settled(value: Any) -> Any:
    """Return a value as the model holds it."""
    return Custom(data=value).data


@given(value=data | reserved.filter(bool))
@example(value={"imb_text": "a", "imb_text$": 1})
@example(value={"imb_text": "a"})
@example(value={"imb_text": 5})
@example(value='{"a":1,"a":')
def test_through_an_object_slot(value: Any) -> None:
    held = object_from_data(value)
    assert isinstance(held, dict)
    assert held
    assert equal(data_from_object(held), value)
    assert equal(data_from_object(json.loads(json.dumps(held))), value)


@given(one=data | reserved.filter(bool), other=data | reserved.filter(bool))
def test_no_two_share_an_object(one: Any, other: Any) -> None:
    assume(not equal(one, other))
    assert not equal(object_from_data(one), object_from_data(other))


@given(held=reserved | objects)
@example(held={"imb_text": "a", "k": 1})
@example(held={"imb_text": 5})
@example(held={"imb_text": ""})
def test_an_object_of_the_apps_own_is_read_to_what_is_written_and_read_again(held: Any) -> None:
    value = data_from_object(held)
    assert equal(data_from_object(object_from_data(value)), value)


@given(value=data)
def test_through_a_text_slot(value: Any) -> None:
    text = text_from_data(value)
    assert isinstance(text, str)
    assert equal(settled(text), value)


@given(value=objects)
def test_the_spelling_of_an_object_does_not_count(value: Any) -> None:
    assert equal(settled(loose(value)), value)
    assert equal(settled(compact(value)), value)


@given(nothing=empty)
def test_nothing_is_one_value(nothing: Any) -> None:
    assert settled(nothing) is None
    assert text_from_data(None) is None
    assert object_from_data(None) == {}
    assert data_from_object({}) is None


@given(text=texts)
def test_a_text_is_an_object_or_itself(text: str) -> None:
    value = settled(text)
    if is_object_text(text):
        assert equal(value, json.loads(text) or None)
    else:
        assert value == (text or None)


@given(value=data | empty | objects.map(loose))
def test_every_field_of_the_model_has_the_one_spelling(value: Any) -> None:
    wanted = settled(value)
    holders: list[Any] = [
        Message(ext=value).ext,
        Participant(id="u", ext=value).ext,
        Entity(type="t", offset=0, length=1, ext=value).ext,
        PushInfo(ext=value).ext,
        Custom(data=value).data,
        Command(data=value).data,
        Notice(code="1", detail=value).detail,
        Card(user=Participant(id="u", ext=value)).user.ext,
    ]
    assert all(equal(held, wanted) for held in holders)


each_slot = pytest.mark.parametrize(
    "slot",
    [slot for slot in SLOTS if slot.vendor in VENDORS],
    ids=str,
)


@each_slot
@given(value=anything)
def test_through_every_slot_of_every_vendor(slot: Slot, value: Any) -> None:
    bijection(CODECS[slot.vendor], slot, value)


@each_slot
@given(data=st.data())
def test_what_an_app_wrote_into_a_slot_by_itself(slot: Slot, data: st.DataObject) -> None:
    taken_as_it_stands(CODECS[slot.vendor], slot, data.draw(foreign(slot.form)))
