"""Acks, and replies as backends write them to each vendor, good ones and bad."""

import json
from typing import Any

import msgspec
from hypothesis import strategies as st

from imbridge.http import Response
from imbridge.model import Ack
from imbridge.model.canonical import canonical
from imbridge.testing.documents import Draw
from imbridge.testing.easemob_server import MOST
from imbridge.testing.jsons import compact, data, ids, texts, values, words
from imbridge.testing.narrowing import narrow_changes, narrow_quote
from imbridge.testing.tables import SAYS
from imbridge.testing.values import deliveries, mentions, one_part, people, pushes, quotes

codes: st.SearchStrategy[int] = st.sampled_from(
    (0, 1, 2, -1, 201, 10099, 10100, 10200, 10201, 20001, 120000, 120001, 130000, 130001, 2**31 - 1, 2**31, 10**30)
)

POLICIES: tuple[Any, ...] = (
    None,
    None,
    "strict",
    "closest",
    "allow",
    "reject",
    {"rewrite": "reject"},
    {"rewrite": "closest", "*": "strict"},
    {"discard": "closest"},
    {"partial": "reject"},
    {"failed": "closest"},
    {"reject": "strict"},
)

TOLD = {"reject": "code_in_text"}
"""The policy by which Easemob, which shows nothing but a text, shows a number in it."""


def acks(vendor: str) -> st.SearchStrategy[Ack]:
    """Return acks of every class; parts and people of a rewrite are such as the vendor can say."""
    plain: list[st.SearchStrategy[Any]] = [
        st.just({"type": "allow"}),
        st.just({"type": "discard"}),
        _object({"type": st.just("reject")}, code=codes, reason=_reasons(vendor), detail=words),
        _object({"type": st.just("failed")}, reason=words),
        _object({"type": st.just("partial"), "verdicts": st.lists(_object({"id": ids}, code=codes), min_size=1)}),
        _object({"type": st.just("rewrite"), "changes": _changes(vendor)}),
    ]
    return st.one_of(plain).map(lambda ack: msgspec.convert(ack, Ack))


def _reasons(vendor: str) -> st.SearchStrategy[str]:
    """Return texts for the acting user; to Easemob an empty one is its own value, and a long one is too long."""
    return words | st.sampled_from(("", "x" * MOST)) if vendor == "easemob" else words


def _object(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def _changes(vendor: str) -> st.SearchStrategy[dict[str, Any]]:
    says = SAYS[vendor]
    kinds = one_part(vendor, says.parts)
    if vendor == "easemob":  # nothing but text can be said to every server of it
        kinds = one_part(vendor, frozenset({"text"})) | kinds
    part = kinds.map(canonical)
    ext = st.none() | data.filter(lambda ext: "messageReply" not in ext)
    changed = _object({"type": st.just("message")}, parts=st.lists(part, min_size=1, max_size=1), ext=ext)
    others = _object(
        {"type": st.just("message")},
        quote=st.none() | quotes(says, 0).map(lambda quote: narrow_quote(quote, says)),
        mentions=st.none() | st.lists(mentions, max_size=2, unique_by=lambda mention: mention.get("id")),
        delivery=st.none() | deliveries,
        sender=people,
        origin=st.sampled_from(("user", "system")),
        id=_object({"server": ids}, client=ids),
        recipients=st.lists(people, max_size=1),
        **({"push": st.none() | pushes} if vendor != "openim" else {}),
    )
    both = changed | st.builds(lambda a, b: {**a, **b}, changed, others)
    return both.map(lambda changes: narrow_changes(changes, says)) if vendor == "easemob" else both


UNREADABLE = (b"", b"{}", b"null", b"ok", b"[]", b"\xef\xbb\xbf{}")

OTHER_TEXT = {"MsgType": "TIMTextElem", "MsgContent": {"Text": "other"}}

tencent_replies: st.SearchStrategy[Response] = st.builds(
    lambda status, body: Response(status=status, body=body),
    st.sampled_from((200, 200, 200, 204, 500)),
    _object(
        {
            "ActionStatus": st.sampled_from(("OK", "OK", "OK", "FAIL", "ok", None)),
            "ErrorCode": codes | st.sampled_from((0, 1, 2, "0", "1", 1.0, True, None)),
        },
        ErrorInfo=texts | st.just(5),
        MsgBody=st.sampled_from(
            ([], [OTHER_TEXT], [OTHER_TEXT, {"MsgType": "Neu", "MsgContent": 1}], [5, OTHER_TEXT], "x")
        ),
        CloudCustomData=texts | st.just({"a": 1}),
        Unknown=values,
    ).map(lambda body: compact(body).encode())
    | st.sampled_from((*UNREADABLE, b'{"ActionStatus":"OK"}', b'{"ErrorCode":0}')),
)

_numbers = st.sampled_from((0, 0, 1, 1, 2, -1, 5000, 2**31 - 1, 2**31, "", "1", 1.0, None, True, [0]))


_packed: st.SearchStrategy[Any] = st.sampled_from(
    ("", "AAE=", None, [0, 255, None], "AAE", "%%%", 5, {}, [256], [-1], [1.0], ["0"], True)
)


@st.composite
def _openim_reply(draw: Draw) -> Response:
    """Draw a reply of five fields, some missing, some of another type or case, one perhaps doubled."""
    pairs = []
    for name in ("actionCode", "errCode", "nextCode"):
        for _ in range(draw(st.sampled_from((0, 1, 1, 1, 1, 2)))):
            spelled = draw(st.sampled_from((name, name, name, name.upper(), name.lower())))
            pairs.append((spelled, draw(_numbers)))
    for name in ("errMsg", "errDlt"):
        if draw(st.booleans()):
            pairs.append((name, draw(words | st.sampled_from(("", None, 5)))))
    pairs += draw(st.sampled_from(([], [("other", {"a": 1})], [("operationID", 5)], [("msgDataList", draw(_packed))])))
    written = ",".join([f"{json.dumps(name)}:{json.dumps(value)}" for name, value in pairs])
    return Response(status=draw(st.sampled_from((200, 200, 500))), body=f"{{{written}}}".encode())


openim_replies: st.SearchStrategy[Response] = _openim_reply() | st.sampled_from(
    (*UNREADABLE, b'{"nextCode":1} x', b'{"errMsg":"\xff","nextCode":1}', b"{} ")
).map(lambda body: Response(body=body))

_rewritten: st.SearchStrategy[Any] = st.sampled_from(
    ({"bodies": [{"type": "txt", "msg": "other"}], "ext": {"k": 1}}, {"bodies": [], "ext": {}}, {}, None)
)

easemob_replies: st.SearchStrategy[Response] = st.builds(
    lambda status, body: Response(status=status, body=body),
    st.sampled_from((200, 200, 200, 200, 204, 500)),
    _object(
        {"valid": st.sampled_from((True, True, True, False, False, False, "true", 1, 0, None))},
        code=texts | st.sampled_from(("", 5, None)),
        payload=_rewritten,
        chatroom_msg_level=st.sampled_from(("high", "normal", "low", 5)),
        Unknown=values,
    ).map(lambda body: compact(body).encode())
    | st.sampled_from(("text", 5, [1])).map(lambda odd: compact({"valid": True, "payload": odd}).encode())
    | st.sampled_from((*UNREADABLE, b'{"Valid":true}', b'{"code":"x"}', b'{"valid":true} x', b'{"valid":"\xff"}'))
    | st.booleans().map(lambda valid: compact({"valid": valid, "code": "x" * MOST}).encode()),
)

REPLIES = {"tencent": tencent_replies, "openim": openim_replies, "easemob": easemob_replies}
