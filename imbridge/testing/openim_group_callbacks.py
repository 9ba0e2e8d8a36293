"""Bodies of OpenIM's callbacks about groups and their members."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import MISSING, Draw, Odd, Raw, seldom
from imbridge.testing.jsons import ids, texts, u32, urls, words
from imbridge.testing.openim_callbacks import (
    BOTH,
    EMPTY,
    Form,
    Json,
    listed,
    nullable,
    number,
    own,
    own_or_null,
    text,
    time,
)

ROLES = (100, 60, 20)


def group(draw: Draw) -> Json:
    """Draw the block about a group as it is or will be."""
    return {
        "groupID": draw(st.sampled_from(("", "2455562783"))) if draw(st.booleans()) else draw(ids),
        "groupName": text(draw),
        "notification": text(draw),
        "introduction": text(draw),
        "faceURL": draw(st.just("") | urls),
        "ownerUserID": text(draw),
        "createTime": time(draw),
        "memberCount": seldom(draw, draw(u32), MISSING, Odd(0)),
        "ex": own(draw),
        "status": draw(st.sampled_from((0, 0, 1, 3, Odd(2), Odd(9), MISSING))),
        "creatorUserID": text(draw),
        "groupType": number(draw, 0, 1, 2),
        "needVerification": number(draw, 0, 1, 2),
        "lookMemberInfo": seldom(draw, draw(st.sampled_from((0, 1))), Odd(2), MISSING),
        "applyMemberFriend": seldom(draw, draw(st.sampled_from((0, 1))), Odd("1"), MISSING),
        "notificationUpdateTime": seldom(draw, 0, Odd(1700000000123)),
        "notificationUserID": seldom(draw, "", Odd("ann")),
    }


def _first_members(draw: Draw) -> list[Json]:
    users = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    return [{"userID": user, "roleLevel": draw(st.sampled_from(ROLES))} for user in users]


def creating(draw: Draw) -> Json:
    members = [{**one, "roleLevel": seldom(draw, one["roleLevel"], Odd(2), Odd(0), 7)} for one in _first_members(draw)]
    return {**group(draw), "initMemberList": members}


def created(draw: Draw) -> Json:
    """Draw a group that was made: after its owner and admins, the server lists everyone once more.

    With somebody listed twice the list is native as a whole, which an edit of a member takes with it.
    """
    members = _first_members(draw)
    again = draw(st.lists(st.sampled_from(members), max_size=2))
    repeated = [Odd({"userID": one["userID"], "roleLevel": 20}) for one in again]
    return {**group(draw), "initMemberList": [*(map(Raw, members) if repeated else members), *repeated]}


def changed(draw: Draw) -> Json:
    """Draw new settings, null where one stays."""
    return {
        "groupID": draw(ids),
        "groupName": nullable(draw, texts),
        "notification": nullable(draw, texts),
        "introduction": nullable(draw, texts),
        "faceURL": nullable(draw, st.just("") | urls),
        "ex": own_or_null(draw),
        "needVerification": draw(st.sampled_from((None, 0, 1, 2, 77, MISSING, Odd("1")))),
        "lookMemberInfo": draw(st.sampled_from((None, 0, 1, Odd(2), MISSING))),
        "applyMemberFriend": draw(st.sampled_from((None, 0, 1, Odd(2), MISSING))),
    }


def _texts(draw: Draw) -> Json:
    return {
        "groupID": draw(ids),
        "groupName": text(draw),
        "notification": text(draw),
        "introduction": text(draw),
        "faceURL": draw(st.just("") | urls),
    }


def changing_of_old(draw: Draw) -> Json:
    """Draw new settings of the older way, an empty text where one stays; the numbers are always said."""
    return {
        **_texts(draw),
        "ex": own(draw),
        "needVerification": number(draw, 0, 1, 2),
        "lookMemberInfo": seldom(draw, draw(st.sampled_from((0, 1))), Odd(2), MISSING),
        "applyMemberFriend": seldom(draw, draw(st.sampled_from((0, 1))), Odd(2), MISSING),
    }


def changed_of_old(draw: Draw) -> Json:
    held = changed(draw)
    return {**held, **_texts(draw)}


def owner(draw: Draw) -> Json:
    return {"groupID": draw(ids), "oldOwnerUserID": text(draw), "newOwnerUserID": draw(ids)}


def _type(draw: Draw) -> Any:
    """Draw a group type, which the server turns into the character of that number."""
    return seldom(
        draw, draw(st.sampled_from(("\x02", "\x00", "\x01", "\x07", ""))), Odd(2), Odd("2"), Odd("ab"), MISSING
    )


def dissolved(draw: Draw) -> Json:
    return {"groupID": draw(ids), "ownerID": text(draw), "groupType": _type(draw), "membersID": listed(draw, ids)}


def joining(draw: Draw) -> Json:
    return {
        "groupID": draw(ids),
        "groupType": _type(draw),
        "applyID": draw(ids),
        "reqMessage": text(draw),
        "ex": own(draw),
    }


def inviting(draw: Draw) -> Json:
    return {"groupID": draw(ids), "reason": text(draw), "invitedUserIDs": listed(draw, ids)}


def members_joining(draw: Draw) -> Json:
    users = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    members = [{"userID": user, "ex": own(draw)} for user in users]
    return {"groupID": draw(ids), "memberList": seldom(draw, members, Odd(None)), "groupEx": own(draw)}


def member_joining(draw: Draw) -> Json:
    """Draw the older form, of one member."""
    return {"groupID": draw(ids), "userID": draw(ids), "ex": own(draw), "groupEx": own(draw)}


def joined(draw: Draw) -> Json:
    return {
        "groupID": draw(ids),
        "reqMessage": text(draw),
        "joinSource": number(draw, 0, 1, 2, 3, 4),
        "inviterUserID": draw(ids),
    }


def quitted(draw: Draw) -> Json:
    return {"groupID": draw(ids), "userID": draw(ids)}


def kicked(draw: Draw) -> Json:
    return {"groupID": draw(ids), "kickedUserIDs": listed(draw, ids), "reason": text(draw)}


def member(draw: Draw) -> Json:
    return {
        "groupID": draw(ids),
        "userID": draw(ids),
        "nickName": nullable(draw, texts),
        "faceURL": nullable(draw, st.just("") | urls),
        "roleLevel": draw(st.sampled_from((None, *ROLES, 77, Odd(2), MISSING, Odd("x")))),
        "ex": own_or_null(draw),
    }


def with_nickname(body: Callable[[Draw], Json]) -> Callable[[Draw], Json]:
    """Add the name as it is spelled everywhere else: here it means nothing."""

    def more(draw: Draw) -> Json:
        return {**body(draw), "nickname": seldom(draw, MISSING, Odd(draw(words)))}

    return more


GROUPS: dict[str, Form] = {
    "callbackBeforeCreateGroupCommand": Form(body=creating, trace=BOTH),
    "callbackAfterCreateGroupCommand": Form(body=created),
    "callbackBeforeSetGroupInfoExCommand": Form(body=changed, trace=EMPTY),
    "callbackAfterSetGroupInfoExCommand": Form(body=changed, trace=EMPTY),
    "callbackBeforeSetGroupInfoCommand": Form(body=changing_of_old, trace=EMPTY),
    "callbackAfterSetGroupInfoCommand": Form(body=changed_of_old, trace=EMPTY),
    "callbackAfterTransferGroupOwnerCommand": Form(body=owner),
    "callbackAfterDisMissGroupCommand": Form(body=dissolved),
}

MEMBERS: dict[str, Form] = {
    "callbackBeforeJoinGroupCommand": Form(body=joining),
    "callbackBeforeInviteJoinGroupCommand": Form(body=inviting, trace=BOTH),
    "callbackBeforeMembersJoinGroupCommand": Form(body=members_joining),
    "callbackBeforeMemberJoinGroupCommand": Form(body=member_joining),
    "callbackAfterJoinGroupCommand": Form(body=joined, trace=BOTH),
    "callbackAfterQuitGroupCommand": Form(body=quitted),
    "callbackAfterKickGroupCommand": Form(body=kicked),
    "callbackBeforeSetGroupMemberInfoCommand": Form(body=with_nickname(member)),
    "callbackAfterSetGroupMemberInfoCommand": Form(body=with_nickname(member)),
}
