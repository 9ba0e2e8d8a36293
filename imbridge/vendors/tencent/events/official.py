"""Callbacks of official accounts, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    GroupCreated,
    GroupCreating,
    GroupDissolved,
    GroupFull,
    GroupInfo,
    GroupUpdated,
)
from imbridge.vendors.tencent.events.groups import (
    NOTHING,
    channel_from_wire,
)
from imbridge.vendors.tencent.events.header import (
    Header,
    group_id,
    happened,
    in_channel,
    operator_to_wire,
    zero,
)
from imbridge.vendors.tencent.wire import groups as wire

ORGANIZATION = "Organization"
"""A field that only official accounts have."""


def before_official_from_wire(body: wire.BeforeCreateOfficial, header: Header) -> GroupCreating:
    group = GroupInfo(kind="channel", name=body.Name or None, owner_id=body.Owner_Account or None)
    return happened(GroupCreating(group=group), header, body.EventTime, body.Operator_Account)


def before_official_to_wire(
    shape: type[wire.BeforeCreateOfficial], event: GroupCreating, context: Context
) -> wire.BeforeCreateOfficial:
    return shape(
        Operator_Account=operator_to_wire(event),
        Owner_Account=event.group.owner_id or "",
        Name=event.group.name or "",
    )


def after_official_from_wire(body: wire.AfterCreateOfficial, header: Header) -> GroupCreated:
    group = GroupInfo(
        id=body.Official_Account or None,
        kind="channel",
        name=body.Name or None,
        owner_id=body.Owner_Account or None,
    )
    return happened(GroupCreated(group=group), header, body.EventTime, body.Operator_Account)


def after_official_to_wire(
    shape: type[wire.AfterCreateOfficial], event: GroupCreated, context: Context
) -> wire.AfterCreateOfficial:
    return shape(
        Official_Account=event.group.id or zero("group.id", context),
        Operator_Account=operator_to_wire(event),
        Owner_Account=event.group.owner_id or "",
        Name=event.group.name or "",
    )


def official_info_from_wire(body: wire.OfficialInfoChanged, header: Header) -> GroupUpdated:
    event = GroupUpdated(
        conversation=channel_from_wire(body.Official_Account),
        changes=GroupInfo(
            name=body.Name,
            introduction=body.Introduction,
            avatar=body.FaceUrl,
            attributes=None if body.Organization is None else {ORGANIZATION: body.Organization},
        ),
    )
    return happened(event, header, body.EventTime, body.Operator_Account)


def official_info_to_wire(
    shape: type[wire.OfficialInfoChanged], event: GroupUpdated, context: Context
) -> wire.OfficialInfoChanged:
    changes = event.changes
    return shape(
        Official_Account=group_id(event.conversation, context),
        Operator_Account=operator_to_wire(event),
        Name=changes.name,
        Introduction=changes.introduction,
        FaceUrl=changes.avatar,
        Organization=(changes.attributes or {}).get(ORGANIZATION),
    )


def official_destroyed_from_wire(body: wire.OfficialDestroyed, header: Header) -> GroupDissolved:
    event = GroupDissolved(
        conversation=channel_from_wire(body.Official_Account),
        owner_id=body.Owner_Account or None,
        name=body.Name or None,
    )
    return happened(event, header, body.EventTime)


def official_destroyed_to_wire(
    shape: type[wire.OfficialDestroyed], event: GroupDissolved, context: Context
) -> wire.OfficialDestroyed:
    return shape(
        Official_Account=group_id(event.conversation, context),
        Owner_Account=event.owner_id or "",
        Name=event.name or "",
    )


def official_full_from_wire(body: wire.OfficialFull, header: Header) -> GroupFull:
    return happened(GroupFull(conversation=channel_from_wire(body.Official_Account)), header, body.EventTime)


def official_full_to_wire(shape: type[wire.OfficialFull], event: GroupFull, context: Context) -> wire.OfficialFull:
    return shape(Official_Account=group_id(event.conversation, context))


def makes_channel(event: GroupCreating | GroupCreated) -> bool:
    return event.group.kind == "channel"


def changes_channel(event: GroupUpdated) -> bool:
    changes = event.changes
    said = (changes.name, changes.introduction, changes.avatar, (changes.attributes or {}).get(ORGANIZATION))
    return in_channel(event) and (said != (None,) * len(said) or changes == NOTHING)


DOCUMENTS = (
    Document(
        "OfficialAccount.CallbackBeforeCreateOfficialAccount",
        wire.BeforeCreateOfficial,
        (GroupCreating,),
        before_official_from_wire,
        before_official_to_wire,
        says=makes_channel,
    ),
    Document(
        "OfficialAccount.CallbackAfterCreateOfficialAccount",
        wire.AfterCreateOfficial,
        (GroupCreated,),
        after_official_from_wire,
        after_official_to_wire,
        says=makes_channel,
    ),
    Document(
        "OfficialAccount.CallbackAfterOfficialAccountInfoChanged",
        wire.OfficialInfoChanged,
        (GroupUpdated,),
        official_info_from_wire,
        official_info_to_wire,
        says=changes_channel,
    ),
    Document(
        "OfficialAccount.CallbackAfterOfficialAccountDestroyed",
        wire.OfficialDestroyed,
        (GroupDissolved,),
        official_destroyed_from_wire,
        official_destroyed_to_wire,
        says=in_channel,
    ),
    Document(
        "OfficialAccount.CallbackAfterOfficialAccountFull",
        wire.OfficialFull,
        (GroupFull,),
        official_full_from_wire,
        official_full_to_wire,
        says=in_channel,
    ),
)
