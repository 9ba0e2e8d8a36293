"""Tencent callbacks about groups, rooms, topics and official accounts. Written from the vendor's documents alone."""

from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, maybe, seldom
from imbridge.testing.jsons import ids, texts, u32, words
from imbridge.testing.tencent_callbacks import (
    Body,
    accounts,
    changed,
    event_time,
    fields,
    group_type,
    numbers,
    somebody,
    timed,
    title,
)


def named(draw: Draw) -> Body:
    """Draw what names a group."""
    return {"GroupId": draw(ids), "Type": group_type(draw)}


def by(draw: Draw) -> Body:
    """Draw a group, who did something to it, and when."""
    return {**named(draw), "Operator_Account": somebody(draw), "EventTime": event_time(draw)}


def members(draw: Draw) -> Any:
    """Draw a list of members that need not be there."""
    return maybe(draw, st.just(accounts(draw, least=0) or Odd([])))


INVITE_OPTIONS = ("FreeAccess", "NeedPermission", "DisableInvite", "ByVote")


def creating(draw: Draw) -> Body:
    return {
        "Operator_Account": somebody(draw),
        "Owner_Account": draw(ids),
        "Type": group_type(draw),
        "Name": title(draw),
        "CreateGroupNum": maybe(draw, numbers.map(Odd)),
        "CreatedGroupNum": maybe(draw, st.just(Odd({"Public": 2, "Private": 0}))),
        "InviteOption": maybe(draw, st.sampled_from(INVITE_OPTIONS)),
        "MemberList": members(draw),
        "EventTime": event_time(draw),
    }


def created(draw: Draw) -> Body:
    return {
        **by(draw),
        "Owner_Account": draw(ids),
        "Name": title(draw),
        "MemberList": members(draw),
        "UserDefinedDataList": maybe(draw, st.just(fields(draw, "Key", "Value"))),
    }


def applying(draw: Draw) -> Body:
    return {**named(draw), "Requestor_Account": draw(ids), "EventTime": event_time(draw)}


def inviting(draw: Draw) -> Body:
    return {**by(draw), "DestinationMembers": accounts(draw)}


def joined(draw: Draw) -> Body:
    way = seldom(draw, draw(st.sampled_from(("Apply", "Invited"))), "Scanned", MISSING)
    return {**by(draw), "JoinType": way, "NewMemberList": accounts(draw)}


def left(draw: Draw) -> Body:
    way = seldom(draw, draw(st.sampled_from(("Kicked", "Quit"))), "Expired", MISSING)
    return {**by(draw), "ExitType": way, "ExitMemberList": accounts(draw)}


def recalled(draw: Draw) -> Body:
    seqs = draw(st.lists(u32, min_size=1, max_size=3, unique=True))
    topic = maybe(draw, words | st.just("").map(Odd))
    return {**by(draw), "MsgSeqList": [{"MsgSeq": seldom(draw, seq, Odd(str(seq)))} for seq in seqs], "TopicId": topic}


def receipts(draw: Draw) -> Body:
    return {
        **named(draw),
        "GroupMsgReceiptList": [
            {
                "MsgSeq": seldom(draw, seq, Odd(str(seq))),
                "ReadNum": seldom(draw, draw(numbers), MISSING, Odd("3")),
                "UnreadNum": draw(numbers),
                "ReadReceiptMembers": accounts(draw, least=0) or Odd([]),
            }
            for seq in draw(st.lists(u32, min_size=1, max_size=3, unique=True))
        ],
        "EventTime": event_time(draw),
    }


def full(draw: Draw) -> Body:
    return {"GroupId": draw(ids), "EventTime": event_time(draw)}


def destroyed(draw: Draw) -> Body:
    return {
        **named(draw),
        "Owner_Account": somebody(draw),
        "Name": title(draw),
        "MemberList": accounts(draw, least=0) or Odd([]),
        "EventTime": event_time(draw),
    }


SETTINGS = ("Name", "Introduction", "Notification", "FaceUrl")


def updated(draw: Draw) -> Body:
    return {**by(draw), **changed(draw, *SETTINGS)}


def member_updated(draw: Draw) -> Body:
    return {
        **by(draw),
        "Modified_Account": draw(ids),
        "Role": maybe(draw, st.sampled_from(("Admin", "Member", "Owner", "Guard"))),
        "NameCard": maybe(draw, texts),
    }


def attributes(draw: Draw) -> Body:
    operation = seldom(draw, draw(st.sampled_from(("set", "modify", "clear", "delete"))), "swap")
    return {**by(draw), "OptionType": operation, "GroupAttr": fields(draw, "key", "value")}


def owner_changed(draw: Draw) -> Body:
    return {**by(draw), "OldOwner_Account": somebody(draw), "NewOwner_Account": draw(ids)}


def member_states(draw: Draw) -> Body:
    return {
        "GroupId": draw(ids),
        "Type": maybe(draw, st.just("AVChatRoom")),
        "EventType": seldom(draw, draw(st.sampled_from(("Offline", "Online"))), "Away"),
        "MemberList": accounts(draw),
    }


def daily_groups(draw: Draw) -> Body:
    return {"QuotaUsed": draw(numbers), "Quota": seldom(draw, draw(numbers), MISSING), "EventTime": timed(draw)}


def community(draw: Draw) -> Any:
    """Draw the type of a group with topics; one sample has another one."""
    return seldom(draw, "Community", "Public", MISSING)


def topic_creating(draw: Draw) -> Body:
    return {
        "Operator_Account": somebody(draw),
        "Type": community(draw),
        "Name": title(draw),
        "EventTime": seldom(draw, ABSENT, event_time(draw)),
    }


def topic_created(draw: Draw) -> Body:
    return {
        "GroupId": draw(ids),
        "TopicId": draw(ids),
        "Owner_Account": somebody(draw),
        **topic_creating(draw),
        "UserDefinedDataList": maybe(draw, st.just(fields(draw, "Key", "Value"))),
    }


def topics_destroyed(draw: Draw) -> Body:
    listed = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    return {
        "GroupId": draw(ids),
        "Type": community(draw),
        "TopicIdList": seldom(draw, listed, Odd(listed[0])),
        "EventTime": seldom(draw, ABSENT, event_time(draw)),
    }


def topic_updated(draw: Draw) -> Body:
    return {
        "GroupId": draw(ids),
        "Type": community(draw),
        "Operator_Account": somebody(draw),
        **changed(draw, *SETTINGS),
        "EventTime": seldom(draw, ABSENT, event_time(draw)),
    }


def account(draw: Draw) -> Body:
    """Draw an official account, who did something to it, and when."""
    return {"Official_Account": draw(ids), "Operator_Account": somebody(draw), "EventTime": timed(draw)}


def account_creating(draw: Draw) -> Body:
    return {
        "Operator_Account": somebody(draw),
        "Owner_Account": draw(ids),
        "Name": title(draw),
        "EventTime": timed(draw),
    }


def account_created(draw: Draw) -> Body:
    return {"Official_Account": draw(ids), **account_creating(draw)}


def account_updated(draw: Draw) -> Body:
    return {**account(draw), **changed(draw, "Name", "Introduction", "FaceUrl"), "Organization": maybe(draw, words)}


def account_destroyed(draw: Draw) -> Body:
    return {
        "Official_Account": draw(ids),
        "Owner_Account": somebody(draw),
        "Name": title(draw),
        "EventTime": timed(draw),
    }


def subscribers(draw: Draw) -> Body:
    return {**account(draw), "SubscribeAccountList": accounts(draw, "Subscriber_Account")}


def account_full(draw: Draw) -> Body:
    return {"Official_Account": draw(ids), "EventTime": timed(draw)}


def account_withdrawn(draw: Draw) -> Body:
    keys = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    return {
        "Official_Account": draw(ids),
        "WithdrawMsgList": [{"MsgKey": key} for key in keys],
        "EventTime": timed(draw),
    }


GROUP_BODIES = {
    "Group.CallbackBeforeCreateGroup": creating,
    "Group.CallbackAfterCreateGroup": created,
    "Group.CallbackBeforeApplyJoinGroup": applying,
    "Group.CallbackBeforeInviteJoinGroup": inviting,
    "Group.CallbackAfterNewMemberJoin": joined,
    "Group.CallbackAfterMemberExit": left,
    "Group.CallbackAfterRecallMsg": recalled,
    "Group.CallbackAfterReadReceipt": receipts,
    "Group.CallbackAfterGroupFull": full,
    "Group.CallbackAfterGroupDestroyed": destroyed,
    "Group.CallbackAfterGroupInfoChanged": updated,
    "Group.CallbackAfterMemberFieldChanged": member_updated,
    "Group.CallbackAfterGroupAttrChanged": attributes,
    "Group.CallbackAfterChangeGroupOwner": owner_changed,
    "Group.CallbackOnMemberStateChange": member_states,
    "Group.CallbackOnDailyGroupQuotaAlarm": daily_groups,
    "Group.CallbackBeforeCreateTopic": topic_creating,
    "Group.CallbackAfterCreateTopic": topic_created,
    "Group.CallbackAfterTopicDestroyed": topics_destroyed,
    "Group.CallbackAfterTopicInfoChanged": topic_updated,
    "OfficialAccount.CallbackBeforeCreateOfficialAccount": account_creating,
    "OfficialAccount.CallbackAfterCreateOfficialAccount": account_created,
    "OfficialAccount.CallbackAfterOfficialAccountInfoChanged": account_updated,
    "OfficialAccount.CallbackAfterOfficialAccountDestroyed": account_destroyed,
    "OfficialAccount.CallbackBeforeAddSubscriber": subscribers,
    "OfficialAccount.CallbackAfterAddSubscriber": subscribers,
    "OfficialAccount.CallbackAfterDeleteSubscriber": subscribers,
    "OfficialAccount.CallbackAfterOfficialAccountFull": account_full,
    "OfficialAccount.CallbackAfterMsgWithDraw": account_withdrawn,
}
"""What stands in the body beside its name."""
