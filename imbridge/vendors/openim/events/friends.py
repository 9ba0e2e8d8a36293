"""Friends and block lists: one relation in each callback, but in imports."""

from collections.abc import Sequence
from itertools import groupby

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import (
    AnyEvent,
    Blocking,
    FriendRequested,
    FriendRequesting,
    FriendResponded,
    FriendResponding,
    FriendsAdded,
    FriendsImported,
    FriendsImporting,
    FriendsRemoved,
    Relation,
    RemarkUpdated,
    RemarkUpdating,
    Unblocked,
)
from imbridge.pieces import answer_of, piece
from imbridge.vendors.openim.enums import RESPONSE_CODES, RESPONSES
from imbridge.vendors.openim.events.header import (
    Header,
    code_of,
    document,
    happened,
    name_of,
    participant,
    user_to_wire,
    zero,
)
from imbridge.vendors.openim.wire import friends as wire

Request = FriendRequesting | FriendRequested
Answer = FriendResponding | FriendResponded | FriendsAdded
Remark = RemarkUpdating | RemarkUpdated
Import = FriendsImporting | FriendsImported


def requesting_from_wire(body: wire.BeforeAdd, header: Header) -> FriendRequesting:
    return happened(FriendRequesting(relations=(request_from_wire(body),)), header, participant(body.fromUserID))


def requested_from_wire(body: wire.AfterAdd, header: Header) -> FriendRequested:
    return happened(FriendRequested(relations=(request_from_wire(body),)), header, participant(body.fromUserID))


def request_to_wire(shape: type[wire.Request], event: Request, context: Context) -> wire.Request:
    relation = sole(event.relations)
    return shape(
        fromUserID=owner_to_wire(relation, context),
        toUserID=other_to_wire(relation, context),
        reqMsg=relation.message or "",
    )


def request_from_wire(body: wire.Request) -> Relation:
    return Relation(owner_id=body.fromUserID or None, user_id=body.toUserID, message=body.reqMsg or None)


def responding_from_wire(body: wire.BeforeAgree, header: Header) -> FriendResponding:
    return happened(FriendResponding(relations=(answer_from_wire(body),)), header, participant(body.blackUserID))


def responded_from_wire(body: wire.AfterAgree, header: Header) -> FriendResponded:
    return happened(FriendResponded(relations=(answer_from_wire(body),)), header, participant(body.blackUserID))


def answer_to_wire(shape: type[wire.Agree], event: Answer, context: Context) -> wire.Agree:
    relation = sole(event.relations)
    answerer, asker = owner_to_wire(relation, context), other_to_wire(relation, context)
    result = code_of(RESPONSE_CODES, relation.response, context) or 0
    if isinstance(event, FriendsAdded):
        result = AGREED
        if answer_of(relation) == (asker, answerer):
            answerer, asker = asker, answerer
    return shape(fromUserID=asker, blackUserID=answerer, HandleResult=result, HandleMsg=relation.message or "")


def answer_from_wire(body: wire.Agree) -> Relation:
    """Read an answer: the owner is who answers."""
    return Relation(
        owner_id=body.blackUserID or None,
        user_id=body.fromUserID,
        message=body.HandleMsg or None,
        response=name_of(RESPONSES, body.HandleResult or None),
    )


def removed_from_wire(body: wire.Deleted, header: Header) -> FriendsRemoved:
    return happened(FriendsRemoved(relations=(friend_from_wire(body),)), header, participant(body.ownerUserID))


def removed_to_wire(shape: type[wire.Deleted], event: FriendsRemoved, context: Context) -> wire.Deleted:
    relation = sole(event.relations)
    return shape(ownerUserID=owner_to_wire(relation, context), friendUserID=other_to_wire(relation, context))


def friend_from_wire(body: wire.Friend, remark: str = "") -> Relation:
    return Relation(owner_id=body.ownerUserID or None, user_id=body.friendUserID, remark=remark or None)


def remark_updating_from_wire(body: wire.Remark, header: Header) -> RemarkUpdating:
    return happened(
        RemarkUpdating(relations=(friend_from_wire(body, body.remark),)), header, participant(body.ownerUserID)
    )


def remark_updated_from_wire(body: wire.Remark, header: Header) -> RemarkUpdated:
    return happened(
        RemarkUpdated(relations=(friend_from_wire(body, body.remark),)), header, participant(body.ownerUserID)
    )


def remark_to_wire(shape: type[wire.Remark], event: Remark, context: Context) -> wire.Remark:
    relation = sole(event.relations)
    return shape(
        ownerUserID=owner_to_wire(relation, context),
        friendUserID=other_to_wire(relation, context),
        remark=relation.remark or "",
    )


def importing_from_wire(body: wire.Import, header: Header) -> FriendsImporting:
    return happened(FriendsImporting(relations=imports_from_wire(body)), header, participant(body.ownerUserID))


def imported_from_wire(body: wire.Import, header: Header) -> FriendsImported:
    return happened(FriendsImported(relations=imports_from_wire(body)), header, participant(body.ownerUserID))


def import_to_wire(shape: type[wire.Import], event: Import, context: Context) -> wire.Import:
    if not event.relations and context.own:  # the actor alone says then whose list it is
        return shape(ownerUserID=user_to_wire(event.actor, "actor", context), friendUserIDs=None)
    return shape(
        ownerUserID=owner_to_wire(sole(event.relations), context),
        friendUserIDs=[other_to_wire(relation, context) for relation in event.relations],
    )


def imports_from_wire(body: wire.Import) -> tuple[Relation, ...]:
    owner = body.ownerUserID or None
    return tuple([Relation(owner_id=owner, user_id=id) for id in body.friendUserIDs or ()])


def blocking_from_wire(body: wire.Black, header: Header) -> Blocking:
    return happened(Blocking(relations=(black_from_wire(body),)), header, participant(body.ownerUserID))


def unblocked_from_wire(body: wire.Black, header: Header) -> Unblocked:
    return happened(Unblocked(relations=(black_from_wire(body),)), header, participant(body.ownerUserID))


def black_to_wire(shape: type[wire.Black], event: Blocking | Unblocked, context: Context) -> wire.Black:
    relation = sole(event.relations)
    return shape(ownerUserID=owner_to_wire(relation, context), blackUserID=other_to_wire(relation, context))


def black_from_wire(body: wire.Black) -> Relation:
    return Relation(owner_id=body.ownerUserID or None, user_id=body.blackUserID)


def by_owner(event: Import) -> Sequence[AnyEvent]:
    """Return an import as one for each user whose friends they become."""
    owners = [tuple(held) for _, held in groupby(event.relations, key=lambda relation: relation.owner_id)]
    if len(owners) < 2:
        return (event,)
    return [piece(event, index, relations=held) for index, held in enumerate(owners)]


def sole(relations: tuple[Relation, ...]) -> Relation:
    if not relations:
        raise CannotExpress("needs relations")
    return relations[0]


def owner_to_wire(relation: Relation, context: Context) -> str:
    return relation.owner_id or zero("relations: owner_id", context)


def other_to_wire(relation: Relation, context: Context) -> str:
    return relation.user_id or zero("relations: user_id", context)


AGREED = 1

DOCUMENTS = (
    document(wire.BeforeAdd, FriendRequesting, requesting_from_wire, request_to_wire),
    document(wire.AfterAdd, FriendRequested, requested_from_wire, request_to_wire),
    document(wire.BeforeAgree, FriendResponding, responding_from_wire, answer_to_wire),
    document(wire.AfterAgree, FriendResponded, responded_from_wire, answer_to_wire, closest_to=(FriendsAdded,)),
    document(wire.Deleted, FriendsRemoved, removed_from_wire, removed_to_wire),
    document(wire.BeforeRemark, RemarkUpdating, remark_updating_from_wire, remark_to_wire),
    document(wire.AfterRemark, RemarkUpdated, remark_updated_from_wire, remark_to_wire),
    document(wire.BeforeImport, FriendsImporting, importing_from_wire, import_to_wire),
    document(wire.AfterImport, FriendsImported, imported_from_wire, import_to_wire),
    document(wire.BeforeBlack, Blocking, blocking_from_wire, black_to_wire),
    document(wire.RemovedBlack, Unblocked, unblocked_from_wire, black_to_wire),
    document(wire.BeforeRemarkV36, RemarkUpdating, remark_updating_from_wire, remark_to_wire),
    document(wire.AfterRemarkV36, RemarkUpdated, remark_updated_from_wire, remark_to_wire),
)
