"""Work stays in proportion to what came in."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from imbridge import dump, evolve, translate
from imbridge.errors import ImbridgeError
from imbridge.http import Request
from imbridge.model import AnyEvent, MessageEvent, Text
from imbridge.model.canonical import canonical
from tests.laws.samples import AT, DIRECT, EXT, MERGED, NESTED, SAMPLES, UPLINK, Json, request, single, work
from tests.laws.subjects import CODECS, VENDORS


def many_parts(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, "MsgBody": [{**DIRECT["MsgBody"][i % 3], "x": i} for i in range(size)]}


def many_equal_parts(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, "MsgBody": [{**DIRECT["MsgBody"][0], "x": 1}] * size}


def many_unknown_elements(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, "MsgBody": [{"MsgType": "New", "MsgContent": i} for i in range(size)]}


def many_unknown_fields(size: int) -> tuple[str, Json]:
    return "tencent", {**DIRECT, **{f"x{i}": i for i in range(size)}}


def many_keys_in_ext(size: int) -> tuple[str, Json]:
    return "openim", {**SAMPLES["openim"][0], "ex": json.dumps({f"x{i}": {"y": i} for i in range(size)})}


def many_mentions(size: int) -> tuple[str, Json]:
    listed = [f"user {i}" for i in range(size)]
    content = {**AT, "atUserList": listed, "atUsersInfo": [{"atUserID": id, "groupNickname": id} for id in listed]}
    return "openim", {**single(106, content), "atUserList": listed}


def many_messages(size: int) -> tuple[str, Json]:
    return "openim", single(107, {**MERGED, "multiMessage": [{**NESTED, "seq": i, "x": i} for i in range(size)]})


def long_text(size: int) -> tuple[str, Json]:
    return "openim", single(101, {"content": "{[" * size * 50})


def uplink(**payload: Any) -> tuple[str, Json]:
    return "easemob", {**UPLINK, "payload": {**UPLINK["payload"], **payload}}


def many_bodies(size: int) -> tuple[str, Json]:
    return uplink(bodies=[{**UPLINK["payload"]["bodies"][i % 7], "x": i} for i in range(size)])


def many_extensions(size: int) -> tuple[str, Json]:
    held = {f"k{i}": f"v{i}" for i in range(size)}
    listed = [{key: value} for key, value in held.items()]
    return uplink(bodies=[{"type": "custom", "customExts": listed, "v2:customExts": held}])


def many_keys_in_an_object(size: int) -> tuple[str, Json]:
    return uplink(ext={**EXT, **{f"x{i}": {"y": i} for i in range(size)}, "em_at_list": [f"u{i}" for i in range(size)]})


SIZED = (
    many_parts,
    many_equal_parts,
    many_unknown_elements,
    many_unknown_fields,
    many_keys_in_ext,
    many_mentions,
    many_messages,
    long_text,
    many_bodies,
    many_extensions,
    many_keys_in_an_object,
)


@pytest.mark.parametrize("sized", [sized for sized in SIZED if sized(1)[0] in VENDORS])
def test_work_grows_no_faster_than_the_callback(sized: Callable[[int], tuple[str, Json]]) -> None:
    counts = []
    for size in (150, 600):
        name, body = sized(size)
        counts.append(work(partial(everything, name, request(name, body))))
    assert counts[1] < 4.4 * counts[0], counts


def everything(name: str, sent: Request) -> None:
    """Do all that can be done with one callback."""
    codec = CODECS[name]
    event: AnyEvent = codec.decode_callback(sent)
    canonical(event)
    dump(event)
    assert isinstance(event, MessageEvent)
    codec.encode_callback(evolve(event, "message.parts", (Text(text="new"), *event.message.parts[1:])))
    for other in VENDORS:
        try:
            translate(sent, name, other).losses()
        except ImbridgeError:
            continue
