"""Receipts that an answer of Tencent's can say, as canonical JSON. Written from the vendor's documents alone."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import Draw
from imbridge.testing.jsons import ids, seconds, u32, words
from imbridge.testing.rest import Json
from imbridge.testing.tencent_rest_errors import failures


def receipts_to(command: str, calls: st.SearchStrategy[Json]) -> st.SearchStrategy[tuple[Json, Json]]:
    """Return calls with the receipts that the answer to one can say."""
    return calls.flatmap(lambda call: _receipt(command, call).map(lambda receipt: (call, receipt)))


@st.composite
def _receipt(draw: Draw, command: str, call: Json) -> Json:
    said: Json = {"type": "receipt", "vendor": "tencent"}
    if draw(st.sampled_from((False, False, True))):
        return {**said, "error": _error(draw, reason=words, detail=words)}
    results = RESULTS[command](draw, call)
    if command == "batchsendmsg" and all("error" in result for result in results):  # then the call failed
        said["error"] = _error(draw, reason=words, detail=words)
    return {**said, "results": results}


def _error(draw: Draw, **texts: st.SearchStrategy[str]) -> Json:
    code, family = draw(failures)
    return {"code": code, "family": family, **draw(st.fixed_dictionaries({}, optional=texts))}


def _optional(draw: Draw, **fields: st.SearchStrategy[Any]) -> Json:
    held: Json = draw(st.fixed_dictionaries({}, optional=fields))
    return held


_moments = seconds.map(lambda second: second * 1000)


def _sent(draw: Draw, target: Json, *handles: str, **fields: st.SearchStrategy[Any]) -> list[Json]:
    """Draw the one result of a send."""
    there = {"server": ids, "client": ids, "seq": u32}
    return [{**target, "id": _optional(draw, **{name: there[name] for name in handles}), **_optional(draw, **fields)}]


def _direct(draw: Draw, call: Json) -> list[Json]:
    return _sent(draw, {"target": call["message"]["recipients"][0]["id"]}, "server", "client", sent_at=_moments)


def _batch(draw: Draw, call: Json) -> list[Json]:
    """Draw a result for each user: those who got the message got one under the same ids."""
    common = _optional(draw, server=ids, client=ids)
    return [
        {"target": user["id"], **({"id": common} if draw(st.booleans()) else {"id": {}, "error": _error(draw)})}
        for user in call["message"]["recipients"]
    ]


def _group(draw: Draw, call: Json) -> list[Json]:
    where = {"target": call["message"]["conversation"]["id"]}
    return _sent(draw, where, "seq", sent_at=_moments, dropped=st.sampled_from(("MsgFreqCtrl", "Other reason")))


def _notified(draw: Draw, call: Json) -> list[Json]:
    return _sent(draw, {"target": call["message"]["conversation"]["id"]})


def _room(draw: Draw, call: Json) -> list[Json]:
    return _sent(draw, {}, "seq", sent_at=_moments)


def _channel(draw: Draw, call: Json) -> list[Json]:
    return _sent(draw, {"target": call["message"]["conversation"]["id"]}, "server", sent_at=_moments)


def _withdrawn(draw: Draw, call: Json) -> list[Json]:
    return [{"id": call["messages"][0]}]


def _recalled(draw: Draw, call: Json) -> list[Json]:
    return [{"id": id, **({"error": _error(draw)} if draw(st.booleans()) else {})} for id in call["messages"]]


def _edited(draw: Draw, call: Json) -> list[Json]:
    return [{"id": call["message"]}]


def _imported(draw: Draw, call: Json) -> list[Json]:
    return [{"target": call["message"]["recipients"][0]["id"], "id": {}}]


def _imported_into_group(draw: Draw, call: Json) -> list[Json]:
    where = {"target": call["message"]["conversation"]["id"]}
    return [
        {
            **where,
            "id": _optional(draw, seq=u32),
            **_optional(draw, sent_at=_moments),
            **({"error": _error(draw)} if draw(st.booleans()) else {}),
        }
        for _ in [call["message"], *call.get("more", ())]
    ]


RESULTS: dict[str, Callable[[Draw, Json], list[Json]]] = {
    "sendmsg": _direct,
    "batchsendmsg": _batch,
    "send_group_msg": _group,
    "send_group_system_notification": _notified,
    "send_broadcast_msg": _room,
    "send_official_account_msg": _channel,
    "admin_msgwithdraw": _withdrawn,
    "group_msg_recall": _recalled,
    "modify_c2c_msg": _edited,
    "modify_group_msg": _edited,
    "importmsg": _imported,
    "import_group_msg": _imported_into_group,
}
