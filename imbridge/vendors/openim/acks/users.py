"""What replies may change of accounts, of profiles and of records of conversations."""

from imbridge.context import Context
from imbridge.errors import CannotExpress
from imbridge.model import (
    ConversationChanges,
    ConversationCreating,
    ConversationSettings,
    Profile,
    ProfileChanges,
    ProfileUpdating,
    UserChanges,
    UserRegistering,
)
from imbridge.vendors.openim.acks.replies import Rewriting, extras_of, held, said
from imbridge.vendors.openim.enums import MENTION_STATE_CODES, MENTION_STATES, RECEIVE_MODE_CODES, RECEIVE_MODES
from imbridge.vendors.openim.events.header import code_of, name_of
from imbridge.vendors.openim.events.users import account_to_wire, users_from_wire
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.wire import acks as wire
from imbridge.vendors.openim.wire.users import User
from imbridge.wire import text_from_data


def registering_from_wire(ack: wire.RegisterAck, to: UserRegistering, options: Options) -> UserChanges | None:
    users = held(ack.users)
    return UserChanges(users=users_from_wire(users)) if users else None


def registering_to_wire(changes: UserChanges, to: UserRegistering, context: Context) -> wire.RegisterAck:
    if not changes.users or not all(user.id for user in changes.users):
        raise CannotExpress("users: an empty list keeps what was asked for, and nobody has an empty id")
    return wire.RegisterAck(users=[whole(account_to_wire(user, context)) for user in changes.users])


def whole(account: User) -> User:
    """Fill in the numbers of an account: the server's own are never null."""
    account.appMangerLevel = account.appMangerLevel or 0
    account.globalRecvMsgOpt = account.globalRecvMsgOpt or 0
    return account


def updating_from_wire(ack: wire.UpdateUserAck, to: ProfileUpdating, options: Options) -> ProfileChanges | None:
    user = Profile(id=to.user.id, nickname=held(ack.nickName), avatar=held(ack.faceURL), ext=held(ack.ex))
    return None if user == Profile(id=user.id) else ProfileChanges(user=user)


def updating_to_wire(changes: ProfileChanges, to: ProfileUpdating, context: Context) -> wire.UpdateUserAck:
    user = changes.user
    if user.id != to.user.id:
        raise CannotExpress("user: nobody asked about this one")
    return wire.UpdateUserAck(
        nickName=said(user.nickname),
        faceURL=said(user.avatar),
        ex=said(text_from_data(user.ext)),
    )


def updating_ex_from_wire(ack: wire.UpdateUserAck, to: ProfileUpdating, options: Options) -> ProfileChanges | None:
    if not safe(ack, to):
        raise TypeError("a field that nobody asked about")
    return updating_from_wire(ack, to, options)


def updating_ex_to_wire(changes: ProfileChanges, to: ProfileUpdating, context: Context) -> wire.UpdateUserAck:
    ack = updating_to_wire(changes, to, context)
    if not safe(ack, to):
        raise CannotExpress("user: the server fails when a field changes that nobody asked about")
    return ack


def safe(ack: wire.UpdateUserAck, to: ProfileUpdating) -> bool:
    """Tell whether the server has a place for each field of a reply: it crashes where the callback held null."""
    asked = {"nickName": to.user.nickname, "faceURL": to.user.avatar, "ex": to.user.ext}
    return all(asked[name] is not None for name in extras_of(ack))


def creating_from_wire(
    ack: wire.ConversationAck, to: ConversationCreating, options: Options
) -> ConversationChanges | None:
    settings = ConversationSettings(
        receive_mode=name_of(RECEIVE_MODES, held(ack.recvMsgOpt)),
        pinned=held(ack.isPinned),
        private=held(ack.isPrivateChat),
        burn_after=held(ack.burnDuration),
        mention_state=name_of(MENTION_STATES, held(ack.groupAtType)),
        attached=held(ack.attachedInfo),
        ext=held(ack.ex),
    )
    return None if settings == ConversationSettings() else ConversationChanges(settings=settings)


def creating_to_wire(changes: ConversationChanges, to: ConversationCreating, context: Context) -> wire.ConversationAck:
    settings = changes.settings
    return wire.ConversationAck(
        recvMsgOpt=said(code_of(RECEIVE_MODE_CODES, settings.receive_mode, context)),
        isPinned=said(settings.pinned),
        isPrivateChat=said(settings.private),
        burnDuration=said(settings.burn_after),
        groupAtType=said(code_of(MENTION_STATE_CODES, settings.mention_state, context)),
        attachedInfo=said(settings.attached),
        ex=said(text_from_data(settings.ext)),
    )


REGISTERING = Rewriting(UserChanges, wire.RegisterAck, registering_from_wire, registering_to_wire)
UPDATING = Rewriting(ProfileChanges, wire.UpdateUserAck, updating_from_wire, updating_to_wire)
UPDATING_EX = Rewriting(ProfileChanges, wire.UpdateUserAck, updating_ex_from_wire, updating_ex_to_wire)
CREATING = Rewriting(ConversationChanges, wire.ConversationAck, creating_from_wire, creating_to_wire)
