"""What a delta is: it is found, put on, and spelled out, for any JSON documents at all."""

import json
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec import UNSET

from imbridge import delta
from imbridge.errors import TooLarge
from imbridge.testing.differences import equal
from imbridge.testing.jsons import compact, loose, objects, texts, values

documents = st.dictionaries(st.sampled_from(("a", "b", "MsgType", "type", "content")), values, max_size=4)

flat = st.dictionaries(st.sampled_from(("a", "b", "c")), st.none() | st.booleans() | st.integers() | st.just(0.0))


def element(text: str, **more: Any) -> dict[str, Any]:
    return {"MsgType": "TIMTextElem", "MsgContent": {"Text": text}, **more}


@given(a=documents, b=documents)
@example(a={"x": 1}, b={"x": 1.0})
@example(a={"x": 1}, b={"x": True})
@example(a={"x": None}, b={})
@example(a={"x": {}}, b={})
@example(a={"x": 0.0}, b={"x": -0.0})
@example(a={"x": []}, b={"x": {}})
def test_a_diff_turns_one_document_into_the_other(a: Any, b: Any) -> None:
    assert equal(delta.apply(delta.diff(a, b), a), b)
    assert bool(delta.diff(a, b)) is not equal(a, b)


@given(a=values, b=values)
@example(a=1, b=True)
@example(a=0.0, b=-0.0)
@example(a=[1], b=[1.0])
@example(a={"a": 1, "b": 2}, b={"b": 2, "a": 1})
def test_same_is_equality_type_strict(a: Any, b: Any) -> None:
    assert delta.same(a, b) is equal(a, b)
    assert delta.same(a, json.loads(json.dumps(a)))


@given(a=documents, b=documents, texts=st.booleans())
@example(a={}, b={"x": {}}, texts=True)
@example(a={"x": {"y": {}}}, b={"x": {}}, texts=False)
@example(a={"x": {"type": "a", "k": 1}}, b={"x": {"type": "b", "k": 1}}, texts=False)
def test_compare_says_nothing_only_of_what_is_the_same(a: Any, b: Any, texts: bool) -> None:
    assert bool(list(delta.compare(a, b, texts=texts))) is not equal(a, b)


@given(a=documents, b=documents)
def test_what_compare_says_is_what_stands_there(a: Any, b: Any) -> None:
    for found in delta.compare(a, b, texts=False):
        assert equal(at(a, found.path), found.was)
        assert equal(at(b, found.path), found.now)


def test_two_objects_of_a_vendor_are_compared_leaf_by_leaf_whatever_their_type() -> None:
    a, b = ({"picture": {"type": "image/png", "size": 1}}, {"picture": {"type": "", "size": 1}})
    assert [found.path for found in delta.compare(a, b)] == [("picture", "type")]


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step), UNSET)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else UNSET
        else:
            return UNSET
    return value


@given(a=documents, b=documents, current=documents)
def test_a_document_that_changed_meanwhile_is_never_broken(a: Any, b: Any, current: Any) -> None:
    before = json.dumps(current)
    merged = delta.apply(delta.diff(a, b), current)
    assert json.dumps(current) == before
    json.dumps(merged)


@given(a=documents, b=documents, key=st.sampled_from(("user", "other")), value=values)
def test_what_the_delta_does_not_touch_stays(a: Any, b: Any, key: str, value: Any) -> None:
    assert equal(delta.apply(delta.diff(a, b), {**a, key: value}), {**b, key: value})


@given(a=flat, b=flat, change=flat)
def test_where_the_user_changed_a_leaf_the_user_wins(a: Any, b: Any, change: Any) -> None:
    merged = delta.apply(delta.diff(a, b), {**a, **change})
    for key, value in change.items():
        if not equal(value, a.get(key, UNSET)):
            assert equal(merged[key], value)


@given(was=objects, now=objects, spelled=st.booleans())
def test_an_untouched_text_comes_back_letter_for_letter(was: Any, now: Any, spelled: bool) -> None:
    text = loose(now) if spelled else compact(now)
    edits = delta.diff({"ex": compact(was)}, {"ex": text})
    assert delta.apply(edits, {"ex": compact(was)}) == {"ex": text}


def test_a_changed_text_takes_the_unknown_key_along() -> None:
    edits = delta.diff({"c": '{"content":"a"}'}, {"c": '{"content":"a","x":{"y":1}}'})
    merged = delta.apply(edits, {"c": '{"content":"b"}'})
    assert json.loads(merged["c"]) == {"content": "b", "x": {"y": 1}}


@given(text=texts, other=texts)
def test_a_text_that_is_no_object_is_one_value(text: str, other: str) -> None:
    assume(text != other)
    edits = delta.diff({"c": text}, {"c": other})
    assert delta.apply(edits, {"c": text + "!"}) == {"c": other if text + "!" == text else text + "!"}


PLAIN = [element("one"), element("two"), element("three")]
DRESSED = [element("one", x=1), element("two", x=2), element("three", x=3)]


@pytest.mark.parametrize(
    ("current", "wanted"),
    [
        pytest.param([PLAIN[1], PLAIN[2]], [DRESSED[1], DRESSED[2]], id="delete first"),
        pytest.param([PLAIN[0], PLAIN[2]], [DRESSED[0], DRESSED[2]], id="delete middle"),
        pytest.param([element("new"), *PLAIN], [element("new"), *DRESSED], id="insert in front"),
        pytest.param([PLAIN[0], element("new"), *PLAIN[1:]], [DRESSED[0], element("new"), *DRESSED[1:]], id="insert"),
        pytest.param(PLAIN[::-1], DRESSED[::-1], id="reverse"),
        pytest.param([PLAIN[1], PLAIN[0], PLAIN[2]], [DRESSED[1], DRESSED[0], DRESSED[2]], id="swap two"),
        pytest.param([PLAIN[0], element("2"), PLAIN[2]], [DRESSED[0], element("2", x=2), DRESSED[2]], id="change one"),
        pytest.param([element("2"), PLAIN[2]], [element("2"), DRESSED[2]], id="change one and delete another"),
    ],
)
def test_an_unknown_field_goes_where_its_element_goes(current: list[Any], wanted: list[Any]) -> None:
    edits = delta.diff({"MsgBody": PLAIN}, {"MsgBody": DRESSED})
    assert delta.apply(edits, {"MsgBody": current}) == {"MsgBody": wanted}


def test_an_element_of_another_kind_takes_nothing_over() -> None:
    edits = delta.diff({"MsgBody": PLAIN}, {"MsgBody": DRESSED})
    face = {"MsgType": "TIMFaceElem", "MsgContent": {"Index": 1}}
    merged = delta.apply(edits, {"MsgBody": [PLAIN[0], face, PLAIN[2]]})
    assert merged == {"MsgBody": [DRESSED[0], face, DRESSED[2]]}


def test_mentions_of_the_vendor_do_not_come_back() -> None:
    codec, vendor = ([{"all": 1}, {"all": 0, "id": "u1"}], [{"all": 0, "id": "u1"}, {"all": 1}])
    edits = delta.diff({"GroupAtInfo": codec}, {"GroupAtInfo": vendor})
    mine = [{"all": 0, "id": "u2"}]
    assert delta.apply(edits, {"GroupAtInfo": mine}) == {"GroupAtInfo": mine}


def test_a_changed_element_stays_the_users_when_lengths_differ() -> None:
    edits = delta.diff({"MsgBody": [element("same\nsame")]}, {"MsgBody": [element("same", x=1), element("same", x=2)]})
    mine = {"MsgBody": [element("edited")]}
    assert delta.apply(edits, mine) == mine


@given(kept=st.lists(st.integers(0, 5), max_size=4, unique=True), new=st.integers(0, 4))
def test_no_element_is_ever_given_what_another_had(kept: list[int], new: int) -> None:
    plain = [element(f"text {index}") for index in range(6)]
    dressed = [element(f"text {index}", x=index) for index in range(6)]
    current = [plain[index] for index in kept]
    current.insert(min(new, len(current)), element("new"))
    merged = delta.apply(delta.diff({"l": plain}, {"l": dressed}), {"l": current})["l"]
    for one in merged:
        if "x" in one and one["MsgContent"]["Text"] != "new":
            assert one["MsgContent"]["Text"] == f"text {one['x']}"


@pytest.mark.parametrize("depth", [delta.DEPTH + 1, 2000, 100_000])
def test_depth_is_bounded(depth: int) -> None:
    with pytest.raises(TooLarge):
        delta.check_depth(b"[" * depth + b"]" * depth)
    delta.check_depth(b'"' + b"[" * depth + b'"')
    delta.check_depth(b"[]," * depth)


@given(data=st.data())
@example(data=None)
def test_depth_is_counted_exactly_however_objects_and_lists_are_mixed(data: st.DataObject | None) -> None:
    chosen = st.lists(st.booleans(), min_size=delta.DEPTH, max_size=delta.DEPTH) | st.sampled_from(UNMIXED)
    for lists in UNMIXED if data is None else [data.draw(chosen)]:
        for inner in (b"1", b""):
            delta.check_depth(nested(lists, inner))
            for deeper in ([True, *lists], [*lists, True], [False, *lists], [*lists, False]):
                with pytest.raises(TooLarge):
                    delta.check_depth(nested(deeper, inner))


UNMIXED = [[False] * (delta.DEPTH - lists) + [True] * lists for lists in (0, 1, 2, 128, 254, 255, delta.DEPTH)]


def nested(lists: list[bool], inner: bytes) -> bytes:
    """Return as short a document as there is with lists, where true, and objects in one another."""
    opened = b"".join([b"[" if one else b'{"":' for one in lists])
    closed = b"".join([b"]" if one else b"}" for one in reversed(lists)])
    return (opened + inner + closed) if inner else (opened.removesuffix(b'"":') + closed)


def test_depth_at_the_limit_is_accepted_and_walked() -> None:
    deep: Any = 1
    for _ in range(delta.DEPTH - 1):
        deep = {"a": deep}
    delta.check_depth(json.dumps(deep).encode())
    edits = delta.diff({}, {"x": deep})
    assert equal(delta.apply(edits, {}), {"x": deep})
    assert list(delta.compare({}, {"x": deep}))


@given(path=st.lists(st.sampled_from(("a", "a/b", "~", "~1", "", 0)), max_size=3))
def test_pointers_are_json_pointers(path: list[str | int]) -> None:
    written = delta.pointer(tuple(path))
    read = [step.replace("~1", "/").replace("~0", "~") for step in written.split("/")[1:]]
    assert read == [str(step) for step in path]
