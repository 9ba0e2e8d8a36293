"""Bodies of OpenIM's callbacks that are no message's: what happens to messages, pushes, presence.

Those about groups and about users are in the modules beside this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, maybe, seldom
from imbridge.testing.jsons import ids, millis, texts, u32
from imbridge.testing.openim_contents import addressed, push, slot
from imbridge.testing.openim_reports import direct_id

Json = dict[str, Any]

BOTH, HEADER, EMPTY = "both", "header", "empty"
"""Where a document has its operation id: in header and body, in the header alone, in a body that leaves it empty."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One document: what is drawn for its body, and where the operation id is."""

    body: Callable[[Draw], Json]
    trace: str = HEADER


def text(draw: Draw) -> Any:
    """Draw a text that is always there, empty where there is nothing to say."""
    return seldom(draw, draw(texts), MISSING, Odd(5))


def nullable(draw: Draw, strategy: st.SearchStrategy[Any]) -> Any:
    """Draw a value or null; a text may be empty, and says so."""
    return seldom(draw, draw(st.none() | strategy), MISSING, Odd([]))


def number(draw: Draw, *known: int) -> Any:
    """Draw a number of a few that mean something, one that nobody has heard of, or what is no such number."""
    return seldom(draw, draw(st.sampled_from(known)), 77, MISSING, Odd("x"))


def time(draw: Draw) -> Any:
    """Draw milliseconds, zero where there is no time."""
    return seldom(draw, draw(millis | st.just(0)), MISSING, Odd("soon"))


def flag(draw: Draw, *unusual: Any) -> Any:
    """Draw a flag."""
    return seldom(draw, draw(st.booleans()), MISSING, Odd("true"), *unusual)


def own(draw: Draw) -> Any:
    """Draw the app's own, in a text that is always there."""
    return seldom(draw, slot(draw, ""), MISSING, Odd(5))


def own_or_null(draw: Draw) -> Any:
    """Draw the app's own, in a text that may be null; an empty one says no more than null does."""
    return seldom(draw, draw(st.just(None)) if draw(st.booleans()) else slot(draw, Odd("")), MISSING, Odd(5))


def listed(draw: Draw, strategy: st.SearchStrategy[Any]) -> Any:
    """Draw a list; the vendor's language writes an empty one as null."""
    return seldom(draw, draw(st.lists(strategy, min_size=1, max_size=3)), Odd(None), Odd([]))


def _conversation(draw: Draw, kind: str, user: str) -> Any:
    """Draw the id of a conversation of a user's, seldom one of another kind."""
    if kind == "group":
        return draw(st.sampled_from(("sg_", "sg_", "g_"))) + draw(ids)
    a, b = draw(st.sampled_from(((user, draw(ids)), (draw(ids), user), (draw(ids), draw(ids)))))
    return seldom(draw, direct_id(a, b), Odd(f"sn_{a}_{b}"), Odd(f"n_{a}_{b}"), Odd("n_" + b), Odd("mine"))


def recall(kind: str) -> Callable[[Draw], Json]:
    def body(draw: Draw) -> Json:
        user = draw(ids)
        return {"conversationID": _conversation(draw, kind, user), "seq": draw(u32 | st.just(2**40)), "userID": user}

    return body


CODES = {"direct": 1, "group": 3}


def read(kind: str, least: int = 0) -> Callable[[Draw], Json]:
    """Return what draws who read what, of which in newer servers there may be nothing."""

    def body(draw: Draw) -> Json:
        user = draw(ids)
        where = _conversation(draw, kind, user)
        usual = isinstance(where, str) and not where.startswith("g_")
        code = seldom(draw, CODES[kind], Odd(101), MISSING) if usual else Odd(CODES[kind])
        return {
            "conversationID": where,
            "userID": user,
            "Seqs": draw(st.lists(u32, min_size=1, max_size=3)) if least else listed(draw, u32),
            "contentType": code,
        }

    return body


def read_of_3_5(draw: Draw) -> Json:
    code = seldom(draw, 1, Odd(101), MISSING)
    return {"sendID": draw(ids), "receiveID": draw(ids), "contentType": code}


def recall_of_documents(draw: Draw) -> Json:
    return {"sendID": draw(ids), "receiveID": draw(ids), "content": Odd(draw(texts))}


def read_up_to(draw: Draw) -> Json:
    user = draw(ids)
    return {
        "sendID": user,
        "receiveID": seldom(draw, user, Odd("somebody else"), MISSING),
        "unreadMsgNum": draw(u32 | st.just(0)),
        "contentType": seldom(draw, 3, Odd(101), Odd(2), MISSING),
    }


NAMES = {
    0: "",
    1: "IOS",
    2: "Android",
    3: "Windows",
    4: "OSX",
    5: "Web",
    6: "MiniWeb",
    7: "Linux",
    8: "APad",
    9: "IPad",
    10: "Admin",
    11: "HarmonyOS",
    12: Odd(""),
    77: "",
}
"""What the server calls a platform beside its number; that 12 is a bot is in documents alone."""


def device(draw: Draw) -> Json:
    """Draw the block about the device of whoever acts."""
    platform = draw(st.sampled_from(tuple(NAMES)))
    name = NAMES[platform]
    return {"platformID": platform, "platform": name if platform == 12 else seldom(draw, name, Odd("iOS"), MISSING)}


def online(draw: Draw) -> Json:
    return {
        **device(draw),
        "userID": draw(ids),
        "seq": time(draw),
        "isAppBackground": flag(draw),
        "connID": text(draw),
    }


def online_of_2(draw: Draw) -> Json:
    return {**online(draw), "token": maybe(draw, st.just(Odd("a.b.c")), MISSING)}


def offline(draw: Draw) -> Json:
    return {**device(draw), "userID": draw(ids), "seq": time(draw), "connID": text(draw)}


def kicked_off(draw: Draw) -> Json:
    return {**device(draw), "userID": draw(ids), "seq": time(draw)}


def pushed(session: int, *has: str) -> Callable[[Draw], Json]:
    """Return what draws the body of a push about a message of a session type; `has` is what not every push has."""

    def body(draw: Draw) -> Json:
        code, said, mentions = addressed(draw, nesting=False)
        group = session in (2, 3)
        shown = push(draw) if "title" in has and draw(st.booleans()) else {}
        return {
            **device(draw),
            "userIDList": ABSENT if "seq" in has else listed(draw, ids),
            **shown,
            **({"desc": MISSING} if seldom(draw, False, True) and shown.get("desc") else {}),
            "clientMsgID": text(draw),
            "sendID": draw(ids),
            "groupID": draw(ids) if group else "",
            "contentType": code,
            "sessionType": session,
            "atUserIDList": mentions,
            "content": said,
            "seq": seldom(draw, draw(u32 | st.just(0)), MISSING) if "seq" in has else ABSENT,
        }

    return body


FOLLOW_UPS: dict[str, Form] = {
    **{f"callbackBeforeAfterMsgCommand {kind}": Form(body=recall(kind)) for kind in CODES},
    **{f"callbackAfterSingleMsgReadCommand {kind}": Form(body=read(kind)) for kind in CODES},
    "callbackSingleMsgRead direct": Form(body=read("direct", least=1)),
    "callbackSingleMsgReadCommand direct": Form(body=read("direct", least=1)),
    "callbackSingleMsgRevokeCommand": Form(body=recall_of_documents),
    "callbackSingleMsgRead 3.5": Form(body=read_of_3_5),
    "callbackAfterGroupMsgReadCommand": Form(body=read_up_to),
}

PUSHES: dict[str, Form] = {
    **{
        f"callbackBeforeOfflinePushCommand {session}": Form(body=pushed(session, "title"), trace=BOTH)
        for session in (1, 2, 3, 4)
    },
    **{f"callbackBeforeOnlinePushCommand {session}": Form(body=pushed(session), trace=BOTH) for session in (1, 3)},
    **{
        f"callbackBeforeGroupOnlinePushCommand {session}": Form(body=pushed(session, "seq"), trace=BOTH)
        for session in (3, 4)
    },
}

PRESENCE: dict[str, Form] = {
    "callbackAfterUserOnlineCommand": Form(body=online, trace=BOTH),
    "callbackAfterUserOfflineCommand": Form(body=offline, trace=BOTH),
    "callbackAfterUserKickOffCommand": Form(body=kicked_off, trace=BOTH),
}
