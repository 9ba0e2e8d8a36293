"""Tencent callbacks about users and their relations, and what all its callbacks are made of.

Written from the vendor's documents alone.
"""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, maybe, seldom
from imbridge.testing.jsons import (
    counts,
    ids,
    millis,
    seconds,
    texts,
    u32,
    urls,
    words,
)

Body = dict[str, Any]

numbers: st.SearchStrategy[int] = st.just(0) | counts
"""A count or version, of which zero says something."""

TYPES = ("Private", "Public", "ChatRoom", "AVChatRoom", "Community", "BChatRoom", "Live")


def event_time(draw: Draw, sent: int | None = None) -> Any:
    """Draw EventTime: a number or, in several samples, a text of digits; nothing in older traffic."""
    time = draw(millis)
    if sent is not None and time == sent * 1000:
        return Odd(time)
    return draw(st.sampled_from((ABSENT, time, Odd(str(time)))))


def timed(draw: Draw) -> Any:
    """Draw EventTime where it always is."""
    time = draw(millis)
    return seldom(draw, time, Odd(str(time)), MISSING, Odd("soon"), Odd(0), Odd(None))


def in_seconds(draw: Draw) -> Any:
    """Draw the time of a push report."""
    time = draw(seconds)
    return seldom(draw, time, Odd(str(time)), MISSING, Odd(0))


def group_type(draw: Draw) -> Any:
    """Draw the type of a group, old names and new."""
    return seldom(draw, draw(st.sampled_from(TYPES)), "Sofa", Odd("Work"), Odd("Meeting"), MISSING)


def somebody(draw: Draw) -> Any:
    """Draw an account that may be left out."""
    return seldom(draw, draw(ids), MISSING, Odd(""), Odd(5))


def title(draw: Draw) -> Any:
    """Draw a text that is always there."""
    return seldom(draw, draw(texts), MISSING, Odd(12), Odd(None))


def changed(draw: Draw, *names: str) -> Body:
    """Draw some of the settings; one that is emptied is changed to that."""
    return {name: maybe(draw, seldom(draw, texts, st.sampled_from((None, 5)).map(Odd))) for name in names}


def entry(draw: Draw, *names: str, **optional: Any) -> Body:
    """Draw an object that names accounts."""
    return {**{name: draw(ids) for name in names}, **optional}


def accounts(draw: Draw, name: str = "Member_Account", least: int = 1) -> list[Body]:
    """Draw a list of objects that name an account each."""
    return [{name: account} for account in draw(st.lists(ids, min_size=least, max_size=3, unique=True))]


def fields(draw: Draw, key: str, value: str) -> Any:
    """Draw an app's own fields; of one that comes twice, the last counts."""
    pairs: list[Body] = [
        {key: name, value: draw(texts)} for name in draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    ]
    match draw(st.sampled_from(("", "", "", "", "twice", "number", "empty"))):
        case "twice":
            return Odd([*pairs, {key: pairs[0][key], value: "again"}])
        case "number":
            return Odd([{key: "n", value: 5}, *pairs])
        case "empty":
            return Odd([])
        case _:
            return pairs


PRESENCE = (("Login", "Register"), ("Logout", "Unregister"), ("Disconnect", "LinkClose"), ("Disconnect", "TimeOut"))
UNKNOWN_PRESENCE = (("Login", "Resume"), ("Freeze", "Policy"), ("Logout", "TimeOut"))
DEVICES = ("iOS", "Android", "Web", "Windows", "iPad", "Mac", "Linux", "Headset")


def state_change(draw: Draw) -> Body:
    action, reason = draw(st.sampled_from((*PRESENCE, *PRESENCE, *UNKNOWN_PRESENCE)))
    body: Body = {"EventTime": timed(draw), "Info": {"Action": action, "To_Account": draw(ids), "Reason": reason}}
    if (action, reason) == PRESENCE[0]:
        devices: list[Any] = [{"Platform": name} for name in draw(st.lists(st.sampled_from(DEVICES), max_size=2))]
        body["KickedDevice"] = maybe(draw, st.just(devices or Odd([])))
    return body


TAGS: dict[str, st.SearchStrategy[Any]] = {
    "Tag_Profile_IM_Nick": texts,
    "Tag_Profile_IM_Image": urls,
    "Tag_Profile_IM_Gender": st.sampled_from(("Unknown", "Female", "Male", "Other")).map("Gender_Type_{}".format),
    "Tag_Profile_IM_BirthDay": st.sampled_from((0, 19990101)) | u32,
    "Tag_Profile_IM_SelfSignature": texts,
    "Tag_Profile_IM_AllowType": st.sampled_from(("NeedConfirm", "AllowAny", "DenyAny", "Quiz")).map(
        "AllowType_Type_{}".format
    ),
    "Tag_Profile_IM_Level": st.just(0) | u32,
    "Tag_Profile_IM_Location": texts,
    "Tag_Profile_IM_Language": st.just(0) | u32,
    "Tag_Profile_Custom_Team": texts | u32,
}


def portrait(draw: Draw) -> Body:
    tags = draw(st.sets(st.sampled_from(tuple(TAGS))))
    items: list[Any] = [{"Tag": tag, "Value": draw(held)} for tag, held in TAGS.items() if tag in tags]
    odd = draw(st.sampled_from(("", "", "", "order", "double", "number", "strange")))
    if odd == "order":
        items = items[::-1]
    elif odd == "double" and items:
        items = [*items, items[0]]
    elif odd == "number":
        items = [*items, {"Tag": "Tag_Profile_IM_Nick", "Value": 5}]
    elif odd == "strange":
        items = [*items, {"Tag": "Tag_Profile_Custom_Odd", "Value": [1]}]
    return {
        "Operator_Account": somebody(draw),
        "From_Account": draw(ids),
        "EventTime": timed(draw),
        "ProfileItem": Odd(items) if odd else items,
    }


def said(draw: Draw) -> Any:
    """Draw a text that may be left out."""
    return maybe(draw, words | st.sampled_from(("", 5)).map(Odd))


def friend_asked(draw: Draw) -> Body:
    asked = draw(st.lists(ids, min_size=1, max_size=3))
    source = st.sampled_from(("AddSource_Type_Android", "AddSource_Type_XXXXXXXX"))
    return {
        "Requester_Account": somebody(draw),
        "From_Account": draw(ids),
        "FriendItem": [
            {
                "To_Account": account,
                "Remark": said(draw),
                "GroupName": said(draw),
                "AddSource": maybe(draw, source),
                "AddWording": said(draw),
            }
            for account in asked
        ],
        "AddType": seldom(
            draw, draw(st.sampled_from(("Add_Type_Single", "Add_Type_Both"))), Odd("Add_Type_Other"), MISSING
        ),
        "ForceAddFlags": flag(draw),
        "EventTime": timed(draw),
    }


def flag(draw: Draw) -> Any:
    return seldom(draw, draw(st.sampled_from((0, 1))), MISSING, Odd("1"), Odd(7))


ANSWERS = ("Response_Action_AgreeAndAdd", "Response_Action_Agree", "Response_Action_Reject", "Response_Action_Later")


def friend_answered(draw: Draw) -> Body:
    asked = draw(st.lists(ids, min_size=1, max_size=3))
    return {
        "Requester_Account": somebody(draw),
        "From_Account": draw(ids),
        "ResponseFriendItem": [
            {
                "To_Account": account,
                "Remark": said(draw),
                "TagName": said(draw),
                "ResponseAction": seldom(draw, draw(st.sampled_from(ANSWERS)), MISSING),
            }
            for account in asked
        ],
        "EventTime": timed(draw),
    }


def pair(draw: Draw, **more: Any) -> Body:
    return entry(draw, "From_Account", "To_Account", **more)


def friends_added(draw: Draw) -> Body:
    spellings = ("friend_add", "friend_response", Odd("FriendAdd"), Odd("FriendResponse"), "friend_import")
    return {
        "PairList": [pair(draw, Initiator_Account=somebody(draw)) for _ in range(draw(st.integers(1, 3)))],
        "ClientCmd": seldom(draw, draw(st.sampled_from(spellings)), MISSING),
        "Admin_Account": seldom(draw, "", draw(ids), draw(ids), MISSING),
        "ForceFlag": flag(draw),
    }


def relations(draw: Draw) -> Body:
    return {"PairList": [pair(draw) for _ in range(draw(st.integers(1, 3)))]}


def followed(draw: Draw) -> Body:
    return {"From_Account": draw(ids), "FollowList": accounts(draw, "To_Account"), "EventTime": timed(draw)}


def unfollowed(draw: Draw) -> Body:
    return {
        "From_Account": draw(ids),
        "To_Account": draw(st.lists(ids, min_size=1, max_size=3)),
        "EventTime": timed(draw),
    }


USER_BODIES = {
    "State.StateChange": state_change,
    "Profile.CallbackPortraitSet": portrait,
    "Sns.CallbackPrevFriendAdd": friend_asked,
    "Sns.CallbackPrevFriendResponse": friend_answered,
    "Sns.CallbackFriendAdd": friends_added,
    "Sns.CallbackFriendDelete": relations,
    "Sns.CallbackBlackListAdd": relations,
    "Sns.CallbackBlackListDelete": relations,
    "Follow.CallbackAfterFollowAdd": followed,
    "Follow.CallbackAfterFollowDelete": unfollowed,
}
"""What stands in the body beside its name."""
