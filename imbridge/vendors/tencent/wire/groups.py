"""Callbacks of groups, topics and official accounts."""

from imbridge.vendors.tencent.wire import Callback, InChannel, InGroup, Member, Pair
from imbridge.wire import Wire


class BeforeCreateGroup(Callback, kw_only=True, tag="Group.CallbackBeforeCreateGroup"):
    """The group has no id yet."""

    Operator_Account: str | None = None
    Owner_Account: str | None = None
    Type: str | None = None
    Name: str | None = None
    InviteOption: str | None = None
    MemberList: list[Member] | None = None


class AfterCreateGroup(InGroup, kw_only=True, tag="Group.CallbackAfterCreateGroup"):
    Operator_Account: str | None = None
    Owner_Account: str | None = None
    Name: str | None = None
    MemberList: list[Member] | None = None
    UserDefinedDataList: list[Pair] | None = None


class GroupInfoChanged(InGroup, kw_only=True, tag="Group.CallbackAfterGroupInfoChanged"):
    """What did not change is absent."""

    Operator_Account: str | None = None
    Name: str | None = None
    Introduction: str | None = None
    Notification: str | None = None
    FaceUrl: str | None = None


class Attribute(Wire, kw_only=True):
    key: str  # in lower case here
    value: str | None = None


class GroupAttrChanged(InGroup, kw_only=True, tag="Group.CallbackAfterGroupAttrChanged"):
    Operator_Account: str | None = None
    OptionType: str | None = None  # set, modify, clear, delete
    GroupAttr: list[Attribute] | None = None


class ChangeGroupOwner(InGroup, kw_only=True, tag="Group.CallbackAfterChangeGroupOwner"):
    Operator_Account: str | None = None
    OldOwner_Account: str | None = None
    NewOwner_Account: str


class GroupDestroyed(InGroup, kw_only=True, tag="Group.CallbackAfterGroupDestroyed"):
    Owner_Account: str | None = None
    Name: str | None = None
    MemberList: list[Member] | None = None


class GroupFull(Callback, kw_only=True, tag="Group.CallbackAfterGroupFull"):
    GroupId: str


class BeforeCreateTopic(Callback, kw_only=True, tag="Group.CallbackBeforeCreateTopic"):
    """Neither the topic nor its group has an id here."""

    Operator_Account: str | None = None
    Type: str | None = None  # Community
    Name: str | None = None


class AfterCreateTopic(InGroup, kw_only=True, tag="Group.CallbackAfterCreateTopic"):
    TopicId: str
    Operator_Account: str | None = None
    Owner_Account: str | None = None
    Name: str | None = None
    UserDefinedDataList: list[Pair] | None = None


class TopicInfoChanged(InGroup, kw_only=True, tag="Group.CallbackAfterTopicInfoChanged"):
    Operator_Account: str | None = None
    TopicId: str | None = None  # the documents show none
    Name: str | None = None
    Introduction: str | None = None
    Notification: str | None = None
    FaceUrl: str | None = None


class TopicDestroyed(InGroup, kw_only=True, tag="Group.CallbackAfterTopicDestroyed"):
    TopicIdList: list[str] | str  # a list in the sample, a text in the table


class BeforeCreateOfficial(Callback, kw_only=True, tag="OfficialAccount.CallbackBeforeCreateOfficialAccount"):
    Operator_Account: str | None = None
    Owner_Account: str | None = None
    Name: str | None = None


class AfterCreateOfficial(InChannel, kw_only=True, tag="OfficialAccount.CallbackAfterCreateOfficialAccount"):
    Operator_Account: str | None = None
    Owner_Account: str | None = None
    Name: str | None = None


class OfficialInfoChanged(InChannel, kw_only=True, tag="OfficialAccount.CallbackAfterOfficialAccountInfoChanged"):
    """What did not change is absent."""

    Operator_Account: str | None = None
    Name: str | None = None
    Introduction: str | None = None
    FaceUrl: str | None = None
    Organization: str | None = None


class OfficialDestroyed(InChannel, kw_only=True, tag="OfficialAccount.CallbackAfterOfficialAccountDestroyed"):
    Owner_Account: str | None = None
    Name: str | None = None


class OfficialFull(InChannel, kw_only=True, tag="OfficialAccount.CallbackAfterOfficialAccountFull"):
    pass
