"""Callbacks of topics, which live inside groups, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    Conversation,
    GroupInfo,
    TopicCreated,
    TopicCreating,
    TopicDissolved,
    TopicUpdated,
)
from imbridge.vendors.tencent.events.groups import (
    changes_from_wire,
    fields_from_wire,
    fields_to_wire,
)
from imbridge.vendors.tencent.events.header import (
    Header,
    conversation_from_wire,
    group_id,
    group_type,
    happened,
    operator_to_wire,
    zero,
)
from imbridge.vendors.tencent.wire import groups as wire


def before_topic_from_wire(body: wire.BeforeCreateTopic, header: Header) -> TopicCreating:
    event = TopicCreating(conversation=conversation_from_wire("", body.Type), group=GroupInfo(name=body.Name or None))
    return happened(event, header, body.EventTime, body.Operator_Account)


def before_topic_to_wire(
    shape: type[wire.BeforeCreateTopic], event: TopicCreating, context: Context
) -> wire.BeforeCreateTopic:
    return shape(
        Operator_Account=operator_to_wire(event),
        Type=topic_type(event.conversation, context),
        Name=event.group.name or "",
    )


def after_topic_from_wire(body: wire.AfterCreateTopic, header: Header) -> TopicCreated:
    event = TopicCreated(
        conversation=conversation_from_wire(body.GroupId, body.Type, body.TopicId),
        group=GroupInfo(
            name=body.Name or None,
            owner_id=body.Owner_Account or None,
            attributes=fields_from_wire(body.UserDefinedDataList),
        ),
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def after_topic_to_wire(
    shape: type[wire.AfterCreateTopic], event: TopicCreated, context: Context
) -> wire.AfterCreateTopic:
    conversation, group = event.conversation, event.group
    return shape(
        GroupId=group_id(conversation, context),
        Type=topic_type(conversation, context),
        TopicId=conversation.topic_id or zero("conversation.topic_id", context),
        Operator_Account=operator_to_wire(event),
        Owner_Account=group.owner_id or "",
        Name=group.name or "",
        UserDefinedDataList=fields_to_wire(group.attributes),
    )


def topic_info_from_wire(body: wire.TopicInfoChanged, header: Header) -> TopicUpdated:
    event = TopicUpdated(
        conversation=conversation_from_wire(body.GroupId, body.Type, body.TopicId), changes=changes_from_wire(body)
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def topic_info_to_wire(
    shape: type[wire.TopicInfoChanged], event: TopicUpdated, context: Context
) -> wire.TopicInfoChanged:
    conversation, changes = event.conversation, event.changes
    return shape(
        GroupId=group_id(conversation, context),
        Type=topic_type(conversation, context),
        Operator_Account=operator_to_wire(event),
        TopicId=conversation.topic_id,
        Name=changes.name,
        Introduction=changes.introduction,
        Notification=changes.announcement,
        FaceUrl=changes.avatar,
    )


def topic_destroyed_from_wire(body: wire.TopicDestroyed, header: Header) -> TopicDissolved:
    ids = body.TopicIdList
    event = TopicDissolved(
        conversation=conversation_from_wire(body.GroupId, body.Type),
        topic_ids=(ids,) if isinstance(ids, str) else tuple(ids),
    )
    return happened(event, header, body.EventTime)


def topic_destroyed_to_wire(
    shape: type[wire.TopicDestroyed], event: TopicDissolved, context: Context
) -> wire.TopicDestroyed:
    conversation = event.conversation
    if not event.topic_ids:
        zero("topic_ids", context)
    return shape(
        GroupId=group_id(conversation, context),
        Type=topic_type(conversation, context),
        TopicIdList=list(event.topic_ids),
    )


def topic_type(conversation: Conversation, context: Context) -> str:
    usual = None if context.own else "community"
    return group_type("group", conversation.type or usual, context)


DOCUMENTS = (
    Document(
        "Group.CallbackBeforeCreateTopic",
        wire.BeforeCreateTopic,
        (TopicCreating,),
        before_topic_from_wire,
        before_topic_to_wire,
    ),
    Document(
        "Group.CallbackAfterCreateTopic",
        wire.AfterCreateTopic,
        (TopicCreated,),
        after_topic_from_wire,
        after_topic_to_wire,
    ),
    Document(
        "Group.CallbackAfterTopicInfoChanged",
        wire.TopicInfoChanged,
        (TopicUpdated,),
        topic_info_from_wire,
        topic_info_to_wire,
    ),
    Document(
        "Group.CallbackAfterTopicDestroyed",
        wire.TopicDestroyed,
        (TopicDissolved,),
        topic_destroyed_from_wire,
        topic_destroyed_to_wire,
    ),
)
