"""Acks to Tencent's callbacks that are about no message, and replies as backends write them, good ones and bad."""

from typing import Any, cast

import msgspec
from hypothesis import strategies as st

from imbridge.http import Response
from imbridge.model import Ack
from imbridge.testing.documents import Document, Draw
from imbridge.testing.jsons import compact, ids, texts, values, words
from imbridge.testing.tencent_report_servers import ASKED, Asked, people

numbers: st.SearchStrategy[int] = st.sampled_from(
    (0, 1, 2, -1, 10099, 10100, 10200, 10201, 37999, 38000, 38404, 39000, 39001, 120000, 120001, 130000, 130001, 2**31)
)

CHANGES = (
    {"type": "remark", "remark": "x"},
    {"type": "group", "group": {"name": "x"}},
    {"type": "members", "members": [{"id": "bob", "nickname": "x"}]},
    {"type": "message", "ext": {"a": 1}},
)


@st.composite
def report_acks(draw: Draw, callback: Document) -> Ack:
    """Draw an ack to a callback; who is refused is mostly somebody who was asked about."""
    asked = ASKED.get(callback.row, Asked())
    whom = people(asked, callback)
    told = st.fixed_dictionaries({}, optional={"code": numbers, "reason": words})
    chosen = draw(st.sets(st.sampled_from(whom), min_size=1).map(sorted)) if whom else []
    if draw(st.sampled_from((not whom, False, False, False))):
        chosen = [draw(ids)]
    partly = st.just([{"id": one, **draw(told)} for one in chosen])
    plain: list[st.SearchStrategy[Any]] = [
        st.just({"type": "allow"}),
        st.just({"type": "discard"}),
        st.fixed_dictionaries(
            {"type": st.just("reject")}, optional={"code": numbers, "reason": words, "detail": words}
        ),
        st.fixed_dictionaries({"type": st.just("failed")}, optional={"reason": words}),
        st.fixed_dictionaries({"type": st.just("partial"), "verdicts": partly}) if chosen else st.nothing(),
        st.sampled_from(CHANGES).map(lambda changes: {"type": "rewrite", "changes": changes}),
    ]
    return cast(Ack, msgspec.convert(draw(st.one_of(plain)), Ack))


@st.composite
def report_replies(draw: Draw, callback: Document) -> Response:
    """Draw what a backend answers to a callback that asks, good or bad."""
    asked = ASKED[callback.row]
    whom = people(asked, callback)
    body: dict[str, Any] = {
        "ActionStatus": draw(st.sampled_from(("OK", "OK", "OK", "OK", "FAIL", "ok", None))),
        "ErrorCode": draw(st.sampled_from((0, 0, 0)) | numbers | st.sampled_from(("0", 1.0, True, None))),
        **draw(st.fixed_dictionaries({}, optional={"ErrorInfo": texts, "Unknown": values})),
    }
    some = draw(st.sets(st.sampled_from(whom)).map(sorted)) if whom else []
    if asked.refused is not None and draw(st.booleans()):
        body[asked.refused] = draw(st.sampled_from((some, some, [*some, "nobody"], None, "bob", [5])))
    if asked.each and draw(st.sampled_from((True, True, True, False))):
        alike = draw(st.booleans())
        code, told = draw(numbers), draw(texts)
        items = [
            {
                "To_Account": one,
                "ResultCode": code if alike else draw(st.just(0) | numbers),
                "ResultInfo": told if alike else draw(texts),
            }
            for one in draw(st.permutations(whom))
        ]
        body["ResultItem"] = items[1:] if draw(st.sampled_from((False, False, False, True))) else items
    status = draw(st.sampled_from((200, 200, 200, 200, 500)))
    good = compact(body).encode()
    return Response(status=status, body=draw(st.sampled_from((good, good, good, good, b"", b"{}", b"null", b"no"))))
