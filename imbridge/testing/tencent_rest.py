"""Tencent's REST interface as the vendor's documents show it, odd requests too. Written from those alone."""

import json
from collections.abc import Callable

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing import tencent_rest_follow_ups as follow_ups
from imbridge.testing import tencent_rest_sends as sends
from imbridge.testing.documents import MISSING, Document, Draw, Odd, finish, maybe, seldom, url
from imbridge.testing.rest import Answer, Json
from imbridge.testing.tencent_rest_answers import answered
from imbridge.testing.tencent_rest_receipts import receipts_to
from imbridge.testing.tencent_rest_says import said_by

SERVICES = {
    "sendmsg": "openim",
    "batchsendmsg": "openim",
    "send_group_msg": "group_open_http_svc",
    "send_group_system_notification": "group_open_http_svc",
    "send_broadcast_msg": "group_open_http_svc",
    "send_official_account_msg": "official_account_open_http_svc",
    "admin_msgwithdraw": "openim",
    "group_msg_recall": "group_open_http_svc",
    "modify_c2c_msg": "openim",
    "modify_group_msg": "openim",
    "importmsg": "openim",
    "import_group_msg": "group_open_http_svc",
}
"""The service that each call belongs to."""

BODIES: dict[str, Callable[[Draw], sends.Body]] = {
    "sendmsg": sends.sendmsg,
    "batchsendmsg": sends.batchsendmsg,
    "send_group_msg": sends.send_group_msg,
    "send_group_system_notification": sends.send_group_system_notification,
    "send_broadcast_msg": sends.send_broadcast_msg,
    "send_official_account_msg": sends.send_official_account_msg,
    "admin_msgwithdraw": follow_ups.admin_msgwithdraw,
    "group_msg_recall": follow_ups.group_msg_recall,
    "modify_c2c_msg": follow_ups.modify_c2c_msg,
    "modify_group_msg": follow_ups.modify_group_msg,
    "importmsg": follow_ups.importmsg,
    "import_group_msg": follow_ups.import_group_msg,
}

LINES: dict[str, Callable[[Draw], sends.Body]] = {
    "admin_getroammsg": follow_ups.admin_getroammsg,
    "group_msg_get_simple": follow_ups.group_msg_get_simple,
}

CALLS = tuple(BODIES)
RECORDS = tuple(LINES)

ELEMENTS = "/body/MsgBody"

HOSTS = ("https://console.tim.qq.com", "https://adminapisgp.im.qcloud.com", "http://localhost:8080/im")

SECRET = "eJw1jUEKgzAURO-StZT8"
"""A signature of an admin's, which no value may hold."""


def calls(command: str, most: int = 4) -> st.SearchStrategy[Document]:
    """Return requests of one command, with credentials, and with up to `most` unknown fields."""
    return _calls(command, most)


@st.composite
def _calls(draw: Draw, command: str, most: int) -> Document:
    tree = {"query": _query(draw), "body": BODIES[command](draw)}
    finished, walk = finish(draw, tree, ELEMENTS, most)
    base = f"{draw(st.sampled_from(HOSTS))}/v4/{SERVICES[command]}/{command}"
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {SECRET}"}
    return Document(
        vendor="tencent",
        request=Request(
            url=url(base, finished["query"]),
            headers=headers if draw(st.booleans()) else {},
            body=json.dumps(finished["body"], ensure_ascii=False).encode(),
        ),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        volatile=("usersig",),
        row=command,
    )


def _query(draw: Draw) -> dict[str, object]:
    """Draw the query: whose application, which admin, that admin's signature, a random number."""
    return {
        "sdkappid": maybe(draw, st.sampled_from(("1400000001", "1400 000"))),
        "identifier": maybe(draw, st.sampled_from(("administrator", "ad min")).map(Odd)),
        "usersig": maybe(draw, st.just(SECRET)),
        "random": maybe(draw, st.sampled_from(("99999999", "0")).map(Odd)),
        "contenttype": seldom(draw, "json", Odd("JSON"), MISSING),
    }


@st.composite
def _records(draw: Draw, command: str) -> Document:
    finished, walk = finish(draw, {"body": LINES[command](draw)}, ELEMENTS)
    return Document(
        vendor="tencent",
        request=Request(body=json.dumps(finished["body"], ensure_ascii=False).encode()),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        row=command,
    )


def records(command: str) -> st.SearchStrategy[Document]:
    """Return records of history: the body of the request is the line, and its url is empty."""
    return _records(command)


def answers(command: str) -> st.SearchStrategy[Answer]:
    """Return calls of one command with what is answered, successes and errors."""
    return _calls(command, 1).flatmap(lambda call: answered(command, call))


def said(command: str) -> st.SearchStrategy[Json]:
    """Return the calls or records, as canonical JSON, that one document of a command can say."""
    return said_by(command)


def receipts(command: str) -> st.SearchStrategy[tuple[Json, Json]]:
    """Return such calls with the receipts that the answer to one can say."""
    return receipts_to(command, said_by(command))
