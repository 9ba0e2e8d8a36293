"""What a vendor's server may say to a call that came from another vendor's backend."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import Draw
from imbridge.testing.jsons import ids, seconds, u32, words
from imbridge.testing.rest import Json

ERRORS: dict[str, tuple[tuple[Any, str], ...]] = {
    "easemob": (
        ("illegal_argument", "malformed"),
        ("auth_bad_access_token", "unauthenticated"),
        ("forbidden_op", "forbidden"),
        ("reach_limit", "rate_limited"),
        ("a_new_one", "unknown"),
    ),
    "openim": (
        (1001, "malformed"),
        (1002, "forbidden"),
        (1004, "not_found_message"),
        (1101, "not_found_user"),
        (1201, "not_found_group"),
        (1501, "unauthenticated"),
        (1701, "too_late"),
        (90004, "webhook_failed"),
        (500, "server"),
        (424242, "unknown"),
    ),
    "tencent": (
        (60003, "malformed"),
        (60004, "unauthenticated"),
        (10007, "forbidden"),
        (10010, "not_found_group"),
        (20006, "rejected"),
        (20016, "too_late"),
        (20022, "not_found_message"),
        (90011, "too_many"),
        (90048, "not_found_user"),
        (60007, "rate_limited"),
        (91000, "server"),
        (424242, "unknown"),
    ),
}
"""Codes of each vendor, and what family each is of."""


@st.composite
def replies(draw: Draw, vendor: str, call: Json) -> Json:
    """Draw a receipt of a vendor for a call of anybody's, as canonical JSON."""
    if draw(st.integers(0, 3)) == 0:
        return {"type": "receipt", "vendor": vendor, "error": draw(_errors(vendor))}
    results = [draw(_results(vendor, call, target)) for target in _targets(call)]
    return {"type": "receipt", "vendor": vendor, "results": results}


def _errors(vendor: str) -> st.SearchStrategy[Json]:
    def error(code: tuple[Any, str], more: Json) -> Json:
        return {"code": code[0], "family": code[1], **more}

    return st.builds(error, st.sampled_from(ERRORS[vendor]), st.fixed_dictionaries({}, optional={"reason": words}))


def _targets(call: Json) -> list[Json]:
    """Return what the results of a call begin with: a target, or the id of a message."""
    if call["type"] == "recall":
        return [{"id": id} for id in call["messages"]]
    if call["type"] != "send":
        return [{}]
    message = call["message"]
    if message["conversation"].get("kind") == "direct":
        return [{"target": user["id"]} for user in message.get("recipients", ())] or [{}]
    return [{"target": id} for id in (message["conversation"].get("id"), *call.get("also", ())) if id] or [{}]


def _results(vendor: str, call: Json, target: Json) -> st.SearchStrategy[Json]:
    thrown = {"dropped": st.sampled_from(("MsgFreqCtrl", "Other reason"))} if vendor == "tencent" else {}
    good = st.fixed_dictionaries({}, optional={"sent_at": seconds.map(lambda time: time * 1000), **thrown})
    id = st.fixed_dictionaries({"server": ids}, optional={"client": ids, "seq": u32})
    if "id" not in target:
        good = st.builds(lambda said, id: {**said, "id": id}, good, id)
    bad = _errors(vendor).map(lambda error: {"error": error})
    return (good | good | bad).map(lambda said: {**target, **said})
