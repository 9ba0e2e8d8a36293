"""What Tencent says in callbacks that are about no message, as a literal table written from its documents."""

from imbridge.testing.reports import Report
from imbridge.testing.tencent_report_kinds import (
    came_or_went,
    channel,
    creation,
    deeds,
    extension,
    group,
    moderated,
    pairs,
    push,
    row,
    topic,
)

SETTINGS = "changes.name changes.introduction changes.announcement changes.avatar"

ABOUT_USERS = (
    row(
        "State.StateChange",
        "presence.changed",
        "occurred_at user.id state reason kicked.platform kicked.id",
        choices={
            "reason": ("login", "logout", "link_closed", "timeout", "Login/Resume", "Freeze/Policy", "Logout/TimeOut"),
            "kicked.platform": ("ios", "android", "web", "windows", "ipad", "macos", "linux", "Headset"),
        },
        bends=(came_or_went,),
    ),
    row(
        "Profile.CallbackPortraitSet",
        "user.updated",
        "occurred_at actor.id user.id user.nickname user.avatar user.gender user.birthday user.signature"
        " user.friend_policy user.level user.attributes",
        choices={
            "user.gender": ("unknown", "female", "male", "Gender_Type_Other"),
            "user.friend_policy": ("open", "approval", "closed", "AllowType_Type_Quiz"),
        },
    ),
    deeds(
        "Sns.CallbackPrevFriendAdd",
        "friend.requesting",
        "actor.id mutual force relations.remark relations.group relations.source relations.message",
        always={"force": False},
    ),
    deeds(
        "Sns.CallbackPrevFriendResponse",
        "friend.responding",
        "actor.id relations.remark relations.group relations.response",
        choices={"relations.response": ("agree", "agree_and_add", "reject", "Response_Action_Later")},
    ),
    pairs(
        "Sns.CallbackFriendAdd",
        "friend.added",
        "actor.id relations.initiator_id via force",
        choices={"via": ("request", "response", "friend_import")},
        always={"force": False},
    ),
    pairs("Sns.CallbackFriendDelete", "friend.removed"),
    pairs("Sns.CallbackBlackListAdd", "block.added"),
    pairs("Sns.CallbackBlackListDelete", "block.removed"),
    deeds("Follow.CallbackAfterFollowAdd", "follow.added"),
    deeds("Follow.CallbackAfterFollowDelete", "follow.removed"),
)

ABOUT_MESSAGES = (
    row(
        "C2C.CallbackAfterMsgReport",
        "conversation.read",
        "read_until unread_count",
        "actor.id peer.id",
        fixed={"conversation.kind": "direct"},
        seconds="read_until",
        copies="occurred_at",
    ),
    row(
        "C2C.CallbackAfterMsgWithDraw",
        "message.recalled",
        needs="messages.server sender.id peer.id",
        fixed={"conversation.kind": "direct"},
        one="messages",
    ),
    extension("C2C.CallbackAfterC2CMsgExtension", "direct", "message.server sender.id peer.id"),
    extension("Group.CallbackAfterGroupMsgExtension", "group", "conversation.id message.seq"),
    group("Group.CallbackAfterRecallMsg", "message.recalled", "actor.id conversation.topic_id", "messages.seq"),
    group(
        "Group.CallbackAfterReadReceipt",
        "message.read",
        "receipts.readers receipts.read_count receipts.unread_count",
        "receipts.id.seq",
    ),
    channel("OfficialAccount.CallbackAfterMsgWithDraw", "message.recalled", needs="conversation.id messages.server"),
    push(
        "Push.OfflinePush",
        "conversation.id sender.id message.server message.seq message.random message_sent_at",
        "conversation.kind",
        "message_sent_at",
    ),
    push("Push.AllMemberPush", "task_at", "task_id", "task_at"),
)

ABOUT_GROUPS = (
    creation(
        "Group.CallbackBeforeCreateGroup",
        "group.creating",
        "group.invite_policy",
        choices={"group.invite_policy": ("open", "approval", "closed", "ByVote")},
    ),
    creation("Group.CallbackAfterCreateGroup", "group.created", "group.attributes", "group.id"),
    group("Group.CallbackAfterGroupInfoChanged", "group.updated", f"actor.id {SETTINGS}"),
    group(
        "Group.CallbackAfterGroupAttrChanged",
        "group.attributes_changed",
        "actor.id operation attributes",
        choices={"operation": ("set", "modify", "clear", "delete", "swap")},
    ),
    group("Group.CallbackAfterChangeGroupOwner", "group.owner_changed", "actor.id old_owner_id", "new_owner_id"),
    group("Group.CallbackAfterGroupDestroyed", "group.dissolved", "owner_id name members.id"),
    row(
        "Group.CallbackAfterGroupFull",
        "group.full",
        "occurred_at",
        "conversation.id",
        fixed={"conversation.kind": "group"},
    ),
    group("Group.CallbackBeforeApplyJoinGroup", "member.join_requesting", needs="applicant.id"),
    group("Group.CallbackBeforeInviteJoinGroup", "member.invite_requesting", "actor.id", "members.id"),
    group(
        "Group.CallbackAfterNewMemberJoin",
        "member.joined",
        "actor.id method",
        "members.id",
        choices={"method": ("applied", "invited", "Scanned")},
    ),
    group(
        "Group.CallbackAfterMemberExit",
        "member.left",
        "actor.id reason",
        "members.id",
        choices={"reason": ("quit", "kicked", "Expired")},
    ),
    group(
        "Group.CallbackAfterMemberFieldChanged",
        "member.updated",
        "actor.id members.role members.nickname",
        "members.id",
        choices={"members.role": ("admin", "member", "owner", "Guard")},
        one="members",
    ),
    row(
        "Group.CallbackOnMemberStateChange",
        "presence.room_changed",
        "conversation.type state",
        "conversation.id users.id",
        choices={"conversation.type": ("live",), "state": ("online", "offline", "Away")},
        fixed={"conversation.kind": "room"},
    ),
    topic("Group.CallbackBeforeCreateTopic", "topic.creating", "actor.id group.name"),
    topic(
        "Group.CallbackAfterCreateTopic",
        "topic.created",
        "actor.id group.name group.owner_id group.attributes",
        "conversation.id conversation.topic_id",
    ),
    topic("Group.CallbackAfterTopicInfoChanged", "topic.updated", f"actor.id {SETTINGS}", "conversation.id"),
    topic("Group.CallbackAfterTopicDestroyed", "topic.dissolved", needs="conversation.id topic_ids"),
)

ABOUT_CHANNELS = (
    channel(
        "OfficialAccount.CallbackBeforeCreateOfficialAccount",
        "group.creating",
        "actor.id group.name group.owner_id",
        needs="",
    ),
    channel(
        "OfficialAccount.CallbackAfterCreateOfficialAccount",
        "group.created",
        "actor.id group.name group.owner_id",
        needs="group.id",
    ),
    channel(
        "OfficialAccount.CallbackAfterOfficialAccountInfoChanged",
        "group.updated",
        "actor.id changes.name changes.introduction changes.avatar changes.attributes",
        choices={"changes.attributes": ({"Organization": "Bakers"}, {"Organization": "数 & Söhne"})},
    ),
    channel("OfficialAccount.CallbackAfterOfficialAccountDestroyed", "group.dissolved", "owner_id name"),
    channel("OfficialAccount.CallbackBeforeAddSubscriber", "member.joining", "actor.id", "conversation.id members.id"),
    channel("OfficialAccount.CallbackAfterAddSubscriber", "member.joined", "actor.id", "conversation.id members.id"),
    channel("OfficialAccount.CallbackAfterDeleteSubscriber", "member.left", "actor.id", "conversation.id members.id"),
    channel("OfficialAccount.CallbackAfterOfficialAccountFull", "group.full"),
)

NOTICES = (
    row(
        "ContentCallback.ResultNotify",
        "moderation.reported",
        "conversation.kind conversation.id sender.id peer.id message.server message.seq scene content_type verdict"
        " suggestion label sub_label keywords texts url request_id ext",
        choices={
            "conversation.kind": ("direct", "group"),
            "content_type": ("text", "image", "audio", "video", "Hologram"),
            "verdict": ("pass", "block", "2"),
            "suggestion": ("pass", "review", "block", "Wait"),
        },
        fixed={"source": "provider"},
        bends=(moderated,),
    ),
    row(
        "Alert.RequestOverLimit",
        "quota.alarm",
        "used limit service operation",
        fixed={"quota": "request_rate"},
    ),
    row(
        "Group.CallbackOnDailyGroupQuotaAlarm",
        "quota.alarm",
        "occurred_at used limit",
        fixed={"quota": "daily_groups"},
    ),
)

TENCENT_REPORTS: dict[str, Report] = {
    report.command: report for report in (*ABOUT_USERS, *ABOUT_MESSAGES, *ABOUT_GROUPS, *ABOUT_CHANNELS, *NOTICES)
}
