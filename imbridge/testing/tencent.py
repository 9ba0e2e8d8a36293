"""Tencent callbacks as the vendor's documents show them, odd ones too. Written from those alone."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import (
    ABSENT,
    MISSING,
    Document,
    Draw,
    Inside,
    Odd,
    Raw,
    finish,
    maybe,
    seldom,
    url,
)
from imbridge.testing.jsons import (
    free_texts,
    ids,
    millis,
    objects,
    plain,
    seconds,
    texts,
    u32,
    values,
    words,
)
from imbridge.testing.tencent_callbacks import USER_BODIES, event_time, group_type
from imbridge.testing.tencent_elements import cloud, elements, sizes
from imbridge.testing.tencent_group_callbacks import GROUP_BODIES
from imbridge.testing.tencent_notices import MODERATION, NOTICE_BODIES, moderated

ELEMENTS = "/body/MsgBody"


DIRECT = ("C2C.CallbackBeforeSendMsg", "C2C.CallbackAfterSendMsg", "Bot.OnC2CMessage")
GROUP = (
    "Group.CallbackBeforeSendMsg",
    "Group.CallbackAfterSendMsg",
    "Group.CallbackSendMsgException",
    "Bot.OnGroupMessage",
)
CHANNEL = ("OfficialAccount.CallbackBeforeSendMsg", "OfficialAccount.CallbackAfterSendMsg")
SIGNAL = "Chatbot.OnC2CSignalMessage"
COMMANDS = (*DIRECT, *GROUP, *CHANNEL, SIGNAL)

MAKERS = {**USER_BODIES, **NOTICE_BODIES, **GROUP_BODIES}
REPORTS = (*MAKERS, MODERATION)


def direct(draw: Draw, command: str, nesting: bool) -> dict[str, Any]:
    seq, random, time = draw(sizes), draw(u32), draw(seconds)
    body = {
        "From_Account": draw(ids),
        "To_Account": draw(ids),
        "MsgSeq": seldom(draw, seq, MISSING),
        "MsgRandom": random,
        "MsgTime": time,
        "MsgKey": seldom(draw, f"{seq}_{random}_{time}", draw(words), ""),
        "MsgId": maybe(draw, words),
        "OnlineOnlyFlag": maybe(draw, st.sampled_from((0, 1))),
        "MsgBody": elements(draw, nesting=nesting),
        "CloudCustomData": cloud(draw),
    }
    if command == "C2C.CallbackAfterSendMsg":
        if draw(st.booleans()):
            body |= {
                "SendMsgResult": seldom(draw, 0, Odd("0")),
                "ErrorInfo": seldom(draw, "send msg succeed", Odd("ok"), MISSING),
            }
            body["UnreadMsgNum"] = maybe(draw, st.integers(0, 2**40))
        else:
            code = draw(st.sampled_from((20006, 20012, 80001, 90992, 120001, 4242)))
            body |= {"SendMsgResult": seldom(draw, code, Odd(str(code)), Odd({})), "ErrorInfo": draw(texts)}
            body["UnreadMsgNum"] = draw(st.sampled_from((-1, 0, 7)))
    elif command == "Bot.OnC2CMessage":
        body |= {
            "SendMsgResult": seldom(draw, 0, Odd(20006), MISSING),
            "ErrorInfo": seldom(draw, "send msg succeed", Odd("no"), MISSING),
            "UnreadMsgNum": maybe(draw, st.integers(0, 9).map(Odd)),
            "EventTime": event_time(draw, time),
        }
    return body


def group(draw: Draw, command: str, nesting: bool) -> dict[str, Any]:
    time = draw(seconds)
    body = {
        "GroupId": draw(ids),
        "Type": group_type(draw),
        "From_Account": draw(ids),
        "Operator_Account": seldom(draw, draw(ids), MISSING),
        "Random": seldom(draw, draw(u32), Odd(0), MISSING),
        "MsgId": maybe(draw, words),
        "OnlineOnlyFlag": maybe(draw, st.sampled_from((0, 1))),
        "MsgBody": elements(draw, nesting=nesting),
        "CloudCustomData": cloud(draw),
        "TopicId": maybe(draw, words | st.just("").map(Odd)),
        "EventTime": event_time(draw, time),
    }
    if command in ("Group.CallbackAfterSendMsg", "Bot.OnGroupMessage"):
        body |= {"MsgSeq": draw(u32), "MsgTime": time}
    if command == "Group.CallbackAfterSendMsg":
        body["GroupAtInfo"] = maybe(draw, st.lists(mentions, min_size=1, max_size=3) | st.just([]).map(Odd))
    elif command == "Bot.OnGroupMessage":
        body["AtRobots_Account"] = draw(st.lists(ids, max_size=2))
    elif command == "Group.CallbackSendMsgException":
        body |= {"ErrorCode": draw(st.sampled_from((10016, 10017, 80001, 10150, 4242))), "ErrorInfo": draw(texts)}
    return body


mentions: st.SearchStrategy[Any] = st.one_of(
    st.just({"GroupAtAllFlag": 1}),
    ids.map(lambda account: {"GroupAtAllFlag": 0, "GroupAt_Account": account}),
    st.sampled_from(("__kImSDK_MesssageAtALL__", "__kImSDK_MessageAtALL__")).map(
        lambda account: {"GroupAtAllFlag": Odd(0), "GroupAt_Account": Odd(account)}
    ),
)


def channel(draw: Draw, command: str, nesting: bool) -> dict[str, Any]:
    time = draw(seconds)
    body: dict[str, Any] = {"Official_Account": draw(ids)}
    if command == "OfficialAccount.CallbackAfterSendMsg":
        body |= {"MsgKey": draw(texts), "MsgTime": time}
    return body | {
        "OnlineOnlyFlag": maybe(draw, st.sampled_from((0, 1))),
        "MsgBody": elements(draw, nesting=nesting),
        "CloudCustomData": cloud(draw),
        "EventTime": event_time(draw, time),
    }


def signal(draw: Draw, command: str, nesting: bool) -> dict[str, Any]:
    return {
        "From_Account": draw(ids),
        "To_Account": draw(ids),
        "MsgSeq": draw(sizes),
        "MsgRandom": draw(u32),
        "MsgKey": draw(texts),
        "EventTime": seldom(draw, draw(millis), ABSENT),
        "Data": draw(free_texts) if draw(st.booleans()) else Inside(Raw(draw(objects))),
    }


def line(draw: Draw, command: str) -> dict[str, Any]:
    """Draw the query of the request line."""
    apple, other = ("IOS", "iOS") if command == "State.StateChange" else ("iOS", "IOS")
    odd = (Odd(other), Odd("IPad"), Odd("macOS"))
    platforms = ("RESTAPI", "Web", "Android", apple, "Windows", "Mac", "iPad", "Unknown", "Fridge")
    query = {
        "SdkAppid": maybe(
            draw, st.sampled_from(("1400000001", "1400 000")), MISSING if command == MODERATION else ABSENT
        ),
        "CallbackCommand": command
        if command == MODERATION
        else seldom(draw, command, Odd("C2C.CallbackOther"), MISSING),
        "contenttype": seldom(draw, "json", Odd("JSON"), MISSING),
        "ClientIP": maybe(draw, st.sampled_from(("192.0.2.7", "2001:db8::1"))),
        "OptPlatform": seldom(draw, draw(st.sampled_from(platforms)), ABSENT, *odd),
    }
    if draw(st.booleans()):
        query |= {"Sign": Odd(draw(st.sampled_from(("ab" * 32, "cd" * 32)))), "RequestTime": Odd("1669872112")}
    return query


def identity(command: str, body: dict[str, Any]) -> tuple[str, ...]:
    """Return what tells one callback from another, where the vendor gives a handle; else any leaf does."""
    if command in (*GROUP[1:2], "Bot.OnGroupMessage"):
        names: tuple[str, ...] = ("GroupId", "TopicId", "MsgSeq")
    elif command in GROUP:
        names = ("GroupId", "TopicId", "From_Account", "Random", "EventTime")
    elif command in CHANNEL:
        names = ("Official_Account", "MsgKey")
    else:
        names = ("From_Account", "To_Account", "MsgKey")
    return tuple([f"/body/{name}" for name in names if body.get(name)])


def request(tree: dict[str, Any], base: str) -> Request:
    """Write a finished tree as the request that carries it."""
    return Request(url=url(base, tree["query"]), body=json.dumps(tree["body"], ensure_ascii=False).encode())


@st.composite
def callbacks(draw: Draw, commands: tuple[str, ...] = COMMANDS, most: int = 4, nesting: bool = False) -> Document:
    """Draw a message callback with up to `most` unknown fields; `nesting`, of a message with others inside."""
    command = draw(st.sampled_from(commands))
    make = direct if command in DIRECT else group if command in GROUP else signal if command == SIGNAL else channel
    body = {"CallbackCommand": command, **make(draw, command, nesting)}
    tree = {"query": line(draw, command), "body": body}
    finished, walk = finish(draw, tree, ELEMENTS, most)
    row = command
    if command == "C2C.CallbackAfterSendMsg" and finished["body"].get("SendMsgResult") not in (0, "0"):
        row += " failed"
    elif command in GROUP:
        rooms = ("AVChatRoom", "BChatRoom", "Live")
        row += " room" if finished["body"].get("Type") in rooms else " group"
    return Document(
        vendor="tencent",
        request=request(finished, draw(st.sampled_from(("https://app.example/hook", "http://localhost")))),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        identity=identity(command, finished["body"]),
        volatile=("Sign", "RequestTime", "ClientIP"),
        row=row,
    )


@st.composite
def reports(draw: Draw, rows: tuple[str, ...] = REPORTS, most: int = 4) -> Document:
    """Draw a callback that is about no message, with up to `most` unknown fields."""
    command = draw(st.sampled_from(rows))
    query = line(draw, command)
    if command == MODERATION:
        body = {"CallbackCommand": seldom(draw, ABSENT, Odd(command)), **moderated(draw, query["SdkAppid"])}
    else:
        body = {"CallbackCommand": command, **MAKERS[command](draw)}
    finished, walk = finish(draw, {"query": query, "body": body}, ELEMENTS, most)
    marks = {unknown.pointer for unknown in walk.unknown}
    own = {name: value for name, value in finished["body"].items() if f"/body/{name}" not in marks}
    own.pop("CallbackCommand", None)
    return Document(
        vendor="tencent",
        request=request(finished, draw(st.sampled_from(("https://app.example/hook", "http://localhost")))),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        identity=tuple(leaves(own, "/body")),
        volatile=("Sign", "RequestTime", "ClientIP"),
        row=command,
    )


def leaves(value: Any, pointer: str) -> Iterator[str]:
    """Yield the pointers of all texts and numbers, in lists too: another one there is another thing that happened."""
    if isinstance(value, dict | list):
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            if "/" not in str(key) and "~" not in str(key):
                yield from leaves(held, f"{pointer}/{key}")
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield pointer


STRANGE = (
    "Call.CallbackAfterStartCall",
    "Call.CallbackAfterEndCall",
    "Call.CallbackAfterMemberChanged",
    "Group.CallbackAfterReadReport",
    "Group.CallbackBeforeParty",
    "Sns.CallbackPrevParty",
)
"""Commands of another product, one that is not in the documents, and commands of the future."""


@st.composite
def others(draw: Draw) -> Document:
    """Draw a callback that no class is there for."""
    command = draw(st.sampled_from(STRANGE))
    body = {"CallbackCommand": command, **draw(st.dictionaries(plain, values, max_size=3))}
    body["CallbackCommand"] = command
    finished, walk = finish(draw, {"query": line(draw, command), "body": Raw(body)}, ELEMENTS, 0)
    finished["query"] |= draw(st.sampled_from(({}, {"room": "a b"}, {"x": "1", "y": "&="})))
    return Document(
        vendor="tencent",
        request=request(finished, "https://app.example/hook"),
        native=frozenset(walk.native),
        volatile=("Sign", "RequestTime", "ClientIP"),
        row=command,
    )
