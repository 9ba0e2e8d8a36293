"""Callbacks of friends, block lists and follows, to events and back."""

from imbridge.catalogue import Document
from imbridge.context import Context
from imbridge.model import (
    AnyEvent,
    Blocked,
    Followed,
    FriendRequesting,
    FriendResponded,
    FriendResponding,
    FriendsAdded,
    FriendsRemoved,
    Relation,
    Unblocked,
    Unfollowed,
)
from imbridge.vendors.tencent.enums import (
    ADD_TYPE_NAMES,
    ADD_TYPES,
    CLIENT_CMDS,
    RESPONSE_ACTIONS,
    RESPONSES,
    VIAS,
)
from imbridge.vendors.tencent.events.header import (
    Header,
    flag_from_wire,
    flag_to_wire,
    happened,
    operator_to_wire,
    word,
    zero,
)
from imbridge.vendors.tencent.wire import friends as wire


def asking_from_wire(body: wire.PrevFriendAdd, header: Header) -> FriendRequesting:
    owner = body.From_Account or None
    event = FriendRequesting(
        relations=tuple([wanted_from_wire(item, owner) for item in body.FriendItem]),
        mutual=ADD_TYPES.get(body.AddType or ""),
        force=flag_from_wire(body.ForceAddFlags),
    )
    return happened(event, header, body.EventTime, body.Requester_Account)


def asking_to_wire(shape: type[wire.PrevFriendAdd], event: FriendRequesting, context: Context) -> wire.PrevFriendAdd:
    return shape(
        Requester_Account=operator_to_wire(event),
        From_Account=owner_of(event.relations, context),
        FriendItem=[wanted_to_wire(relation, context) for relation in event.relations],
        AddType="" if event.mutual is None else ADD_TYPE_NAMES[event.mutual],
        ForceAddFlags=flag_to_wire(event.force, context),
    )


def wanted_from_wire(item: wire.Wanted, owner: str | None) -> Relation:
    return Relation(
        owner_id=owner,
        user_id=item.To_Account,
        remark=item.Remark or None,
        group=item.GroupName or None,
        source=item.AddSource or None,
        message=item.AddWording or None,
    )


def wanted_to_wire(relation: Relation, context: Context) -> wire.Wanted:
    return wire.Wanted(
        To_Account=other_of(relation, context),
        Remark=relation.remark,
        GroupName=relation.group,
        AddSource=relation.source,
        AddWording=relation.message,
    )


def answering_from_wire(body: wire.PrevFriendResponse, header: Header) -> FriendResponding:
    owner = body.From_Account or None
    event = FriendResponding(relations=tuple([answered_from_wire(item, owner) for item in body.ResponseFriendItem]))
    return happened(event, header, body.EventTime, body.Requester_Account)


def answering_to_wire(
    shape: type[wire.PrevFriendResponse], event: FriendResponding, context: Context
) -> wire.PrevFriendResponse:
    return shape(
        Requester_Account=operator_to_wire(event),
        From_Account=owner_of(event.relations, context),
        ResponseFriendItem=[answered_to_wire(relation, context) for relation in event.relations],
    )


def answered_from_wire(item: wire.Answered, owner: str | None) -> Relation:
    action = item.ResponseAction
    return Relation(
        owner_id=owner,
        user_id=item.To_Account,
        remark=item.Remark or None,
        group=item.TagName or None,
        response=RESPONSES.get(action, action) if action else None,
    )


def answered_to_wire(relation: Relation, context: Context) -> wire.Answered:
    return wire.Answered(
        To_Account=other_of(relation, context),
        Remark=relation.remark,
        TagName=relation.group,
        ResponseAction=word(relation.response, RESPONSE_ACTIONS, context) or "",
    )


def added_from_wire(body: wire.FriendAdd, header: Header) -> FriendsAdded:
    relations = [
        Relation(
            owner_id=pair.From_Account or None,
            user_id=pair.To_Account,
            initiator_id=pair.Initiator_Account or None,
        )
        for pair in body.PairList
    ]
    event = FriendsAdded(
        relations=tuple(relations),
        via=VIAS.get(body.ClientCmd, body.ClientCmd) if body.ClientCmd else None,
        force=flag_from_wire(body.ForceFlag),
    )
    return happened(event, header, body.EventTime, body.Admin_Account)


def added_to_wire(
    shape: type[wire.FriendAdd], event: FriendsAdded | FriendResponded, context: Context
) -> wire.FriendAdd:
    admin = event.actor if event.actor != event.subject else None
    answered = isinstance(event, FriendResponded)
    via = RESPONSE if isinstance(event, FriendResponded) else event.via
    force = None if isinstance(event, FriendResponded) else event.force
    if not event.relations:
        zero("relations", context)
    return shape(
        PairList=[
            wire.FriendPair(
                From_Account=relation.owner_id or zero("relations[].owner_id", context),
                To_Account=other_of(relation, context),
                Initiator_Account=relation.initiator_id or (relation.user_id if answered else None) or "",
            )
            for relation in event.relations
        ],
        ClientCmd=word(via, CLIENT_CMDS, context) or "",
        Admin_Account=admin.id if admin is not None else "",
        ForceFlag=flag_to_wire(force, context),
    )


def removed_from_wire(body: wire.FriendDelete, header: Header) -> FriendsRemoved:
    return happened(FriendsRemoved(relations=pairs_from_wire(body)), header, body.EventTime)


def blocked_from_wire(body: wire.BlackListAdd, header: Header) -> Blocked:
    return happened(Blocked(relations=pairs_from_wire(body)), header, body.EventTime)


def unblocked_from_wire(body: wire.BlackListDelete, header: Header) -> Unblocked:
    return happened(Unblocked(relations=pairs_from_wire(body)), header, body.EventTime)


def pairs_from_wire(body: wire.ListChange) -> tuple[Relation, ...]:
    return tuple([Relation(owner_id=pair.From_Account or None, user_id=pair.To_Account) for pair in body.PairList])


def pairs_to_wire(
    shape: type[wire.ListChange], event: FriendsRemoved | Blocked | Unblocked, context: Context
) -> wire.ListChange:
    if not event.relations:
        zero("relations", context)
    return shape(
        PairList=[
            wire.ListPair(
                From_Account=relation.owner_id or zero("relations[].owner_id", context),
                To_Account=other_of(relation, context),
            )
            for relation in event.relations
        ]
    )


def follow_from_wire(body: wire.FollowAdd, header: Header) -> Followed:
    owner = body.From_Account or None
    followed = [Relation(owner_id=owner, user_id=item.To_Account) for item in body.FollowList]
    return happened(Followed(relations=tuple(followed)), header, body.EventTime)


def follow_to_wire(shape: type[wire.FollowAdd], event: Followed, context: Context) -> wire.FollowAdd:
    return shape(
        From_Account=owner_of(event.relations, context),
        FollowList=[wire.FollowItem(To_Account=other_of(relation, context)) for relation in event.relations],
    )


def unfollow_from_wire(body: wire.FollowDelete, header: Header) -> Unfollowed:
    owner = body.From_Account or None
    followed = [Relation(owner_id=owner, user_id=id) for id in body.To_Account]
    return happened(Unfollowed(relations=tuple(followed)), header, body.EventTime)


def unfollow_to_wire(shape: type[wire.FollowDelete], event: Unfollowed, context: Context) -> wire.FollowDelete:
    return shape(
        From_Account=owner_of(event.relations, context),
        To_Account=[other_of(relation, context) for relation in event.relations],
    )


def owner_of(relations: tuple[Relation, ...], context: Context) -> str:
    """Return whose list it is, where one callback has only one."""
    owner = relations[0].owner_id if relations else None
    return owner or zero("relations[].owner_id", context)


def other_of(relation: Relation, context: Context) -> str:
    return relation.user_id or zero("relations[].user_id", context)


def agrees(event: FriendsAdded | FriendResponded) -> bool:
    """Tell whether two are friends now."""
    return isinstance(event, FriendsAdded) or all(
        relation.response in ("agree", "agree_and_add") for relation in event.relations
    )


RESPONSE = "response"
"""How two came to be friends of whom one answered the other."""

ONE_OWNER: frozenset[type[AnyEvent]] = frozenset({FriendRequesting, FriendResponding, Followed, Unfollowed})
"""Events whose callback is about one user's list."""

DOCUMENTS = (
    Document("Sns.CallbackPrevFriendAdd", wire.PrevFriendAdd, (FriendRequesting,), asking_from_wire, asking_to_wire),
    Document(
        "Sns.CallbackPrevFriendResponse",
        wire.PrevFriendResponse,
        (FriendResponding,),
        answering_from_wire,
        answering_to_wire,
    ),
    Document(
        "Sns.CallbackFriendAdd",
        wire.FriendAdd,
        (FriendsAdded,),
        added_from_wire,
        added_to_wire,
        says=agrees,
        closest_to=(FriendResponded,),
    ),
    Document("Sns.CallbackFriendDelete", wire.FriendDelete, (FriendsRemoved,), removed_from_wire, pairs_to_wire),
    Document("Sns.CallbackBlackListAdd", wire.BlackListAdd, (Blocked,), blocked_from_wire, pairs_to_wire),
    Document("Sns.CallbackBlackListDelete", wire.BlackListDelete, (Unblocked,), unblocked_from_wire, pairs_to_wire),
    Document("Follow.CallbackAfterFollowAdd", wire.FollowAdd, (Followed,), follow_from_wire, follow_to_wire),
    Document(
        "Follow.CallbackAfterFollowDelete", wire.FollowDelete, (Unfollowed,), unfollow_from_wire, unfollow_to_wire
    ),
)
