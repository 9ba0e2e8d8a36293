"""Bodies of OpenIM's callbacks about friends, accounts and records of conversations."""

import re
from collections.abc import Callable

from hypothesis import strategies as st

from imbridge.testing.documents import MISSING, Draw, Inside, Odd, Raw, seldom
from imbridge.testing.jsons import counts, free_texts, ids, objects, texts, urls
from imbridge.testing.openim_callbacks import Form, Json, flag, listed, nullable, number, own, own_or_null, text, time
from imbridge.testing.openim_reports import direct_id


def request(draw: Draw) -> Json:
    return {
        "fromUserID": draw(ids),
        "toUserID": draw(ids),
        "reqMsg": text(draw),
        "ex": seldom(draw, "", Odd("x"), MISSING),
    }


def requested(draw: Draw) -> Json:
    return {"fromUserID": draw(ids), "toUserID": draw(ids), "reqMsg": text(draw)}


def answer(draw: Draw) -> Json:
    return {
        "fromUserID": draw(ids),
        "blackUserID": draw(ids),
        "HandleResult": number(draw, 1, 1, -1, 0),
        "HandleMsg": text(draw),
    }


def between(other: str) -> Callable[[Draw], Json]:
    return lambda draw: {"ownerUserID": draw(ids), other: draw(ids)}


def remark(draw: Draw) -> Json:
    return {"ownerUserID": draw(ids), "friendUserID": draw(ids), "remark": text(draw)}


def imported(draw: Draw) -> Json:
    owner, friends = draw(ids), listed(draw, ids)
    return {"ownerUserID": Odd(owner) if isinstance(friends, Odd) else owner, "friendUserIDs": friends}


def accounts(draw: Draw) -> Json:
    """Draw accounts; servers until 3.8.0 tell their own secret beside them."""
    users = [account(draw, id) for id in draw(st.lists(ids, min_size=1, max_size=3, unique=True))]
    return {"users": users, "secret": seldom(draw, MISSING, Odd("openIM123"))}


def account(draw: Draw, id: str) -> Json:
    return {
        "userID": id,
        "nickname": text(draw),
        "faceURL": draw(st.just("") | urls),
        "ex": own(draw),
        "createTime": time(draw),
        "appMangerLevel": seldom(draw, draw(st.sampled_from((0, 1, 2, 3, 4, 77))), MISSING, Odd("1")),
        "globalRecvMsgOpt": number(draw, 0, 1, 2),
    }


def profile(draw: Draw) -> Json:
    return {
        "userID": draw(ids),
        "nickName": nullable(draw, texts),
        "faceURL": nullable(draw, st.just("") | urls),
        "ex": own_or_null(draw),
    }


def profile_asked(draw: Draw) -> Json:
    """Draw what is asked about before, where the server never says an `ex` that is empty."""
    said = draw(st.none() | free_texts | objects.map(lambda held: Inside(Raw(held))))
    return {**profile(draw), "ex": said}


def profile_of_old(draw: Draw) -> Json:
    return {"userID": draw(ids), "nickName": text(draw), "faceURL": draw(st.just("") | urls), "ex": own(draw)}


def record(place: str) -> Callable[[Draw], Json]:
    """Return what draws one side's record of a conversation; the documents alone spell it with low lines."""

    def body(draw: Draw) -> Json:
        owner, other = draw(ids), draw(ids)
        group = place == "groupId"
        usual = "sg_" + other if group else direct_id(owner, other)
        code = seldom(draw, 3 if group else 1, Odd(4), MISSING)
        held = {
            "ownerUserId": seldom(draw, "", owner) if group else owner,
            "conversationId": seldom(draw, Odd(usual) if isinstance(code, Odd) else usual, Odd("another"), MISSING),
            "conversationType": code,
            place: other,
            "recvMsgOpt": number(draw, 0, 1, 2),
            "isPinned": flag(draw),
            "isPrivateChat": flag(draw),
            "burnDuration": seldom(draw, draw(counts | st.just(0)), MISSING),
            "groupAtType": number(draw, 0, 1, 2, 3, 4),
            "attachedInfo": text(draw),
            "ex": own(draw),
        }
        spelled: Json = seldom(draw, held, _low(held))
        return spelled

    return body


def _low(held: Json) -> Json:
    """Spell a record as the newer documents do."""
    other: Json = {"is_marked": Odd(True)}
    for name, value in held.items():
        low = re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), name)
        if low == name:
            other[name] = value
        else:
            other[name] = MISSING
            if value is not MISSING:
                other[low] = value if isinstance(value, Odd) else Odd(value)
    return other


FRIENDS: dict[str, Form] = {
    "callbackBeforeAddFriendCommand": Form(body=request),
    "callbackAfterAddFriendCommand": Form(body=requested),
    "callbackBeforeAddFriendAgreeCommand": Form(body=answer),
    "callbackAfterAddFriendAgreeCommand": Form(body=answer),
    "callbackAfterDeleteFriendCommand": Form(body=between("friendUserID")),
    "callbackBeforeSetFriendRemarkCommand": Form(body=remark),
    "callbackAfterSetFriendRemarkCommand": Form(body=remark),
    "callbackBeforeImportFriendsCommand": Form(body=imported),
    "callbackAfterImportFriendsCommand": Form(body=imported),
    "callbackBeforeAddBlackCommand": Form(body=between("blackUserID")),
    "callbackAfterRemoveBlackCommand": Form(body=between("blackUserID")),
}

USERS: dict[str, Form] = {
    "callbackBeforeUserRegisterCommand": Form(body=accounts),
    "callbackAfterUserRegisterCommand": Form(body=accounts),
    "callbackBeforeUpdateUserInfoExCommand": Form(body=profile_asked),
    "callbackAfterUpdateUserInfoExCommand": Form(body=profile),
    "callbackBeforeUpdateUserInfoCommand": Form(body=profile),
    "callbackAfterUpdateUserInfoCommand": Form(body=profile_of_old),
    **{
        f"callback{phase}Create{kind}ChatConversationsCommand": Form(body=record(place))
        for phase in ("Before", "After")
        for kind, place in (("Single", "userId"), ("Group", "groupId"))
    },
}
