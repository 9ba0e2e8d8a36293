"""Accounts, and one side's records of conversations."""

from typing import TypeVar

from msgspec import UNSET, UnsetType

from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.model import (
    Conversation,
    ConversationCreated,
    ConversationCreating,
    ConversationSettings,
    Participant,
    Profile,
    ProfileUpdated,
    ProfileUpdating,
    UserRegistered,
    UserRegistering,
)
from imbridge.vendors.openim.enums import (
    LEGACY,
    MENTION_STATE_CODES,
    MENTION_STATES,
    RECEIVE_MODE_CODES,
    RECEIVE_MODES,
)
from imbridge.vendors.openim.events.header import (
    DIRECT,
    Header,
    code_of,
    conversation_to_id,
    document,
    filled,
    group_to_wire,
    happened,
    name_of,
    user_to_wire,
)
from imbridge.vendors.openim.messages import session_to_wire
from imbridge.vendors.openim.wire import users as wire
from imbridge.wire import text_from_data

Registration = UserRegistering | UserRegistered
Update = ProfileUpdating | ProfileUpdated
Record = ConversationCreating | ConversationCreated
R = TypeVar("R", bound=wire.ConversationRecord)


def registering_from_wire(body: wire.BeforeRegister, header: Header) -> UserRegistering:
    return happened(UserRegistering(users=users_from_wire(body.users)), header)


def registered_from_wire(body: wire.AfterRegister, header: Header) -> UserRegistered:
    return happened(UserRegistered(users=users_from_wire(body.users)), header)


def registration_to_wire(shape: type[wire.Register], event: Registration, context: Context) -> wire.Register:
    if not event.users and not context.own:
        raise CannotExpress("needs users")
    return shape(users=[account_to_wire(user, context) for user in event.users] or None)


def users_from_wire(users: list[wire.User] | None) -> tuple[Profile, ...]:
    return tuple([account_from_wire(user) for user in users or ()])


def account_from_wire(user: wire.User) -> Profile:
    return Profile(
        id=user.userID,
        nickname=user.nickname or None,
        avatar=user.faceURL or None,
        ext=user.ex,
        level=user.appMangerLevel,
        receive_mode=name_of(RECEIVE_MODES, user.globalRecvMsgOpt),
        created_at=user.createTime or None,
    )


def account_to_wire(user: Profile, context: Context) -> wire.User:
    return wire.User(
        userID=user_to_wire(user, "users", context),
        nickname=user.nickname or "",
        faceURL=user.avatar or "",
        ex=text_from_data(user.ext) or "",
        createTime=user.created_at or 0,
        appMangerLevel=filled(user.level, context),
        globalRecvMsgOpt=filled(code_of(RECEIVE_MODE_CODES, user.receive_mode, context), context),
    )


def updating_from_wire(body: wire.Update, header: Header) -> ProfileUpdating:
    return happened(ProfileUpdating(user=changes_from_wire(body)), header)


def updated_ex_from_wire(body: wire.Update, header: Header) -> ProfileUpdated:
    return happened(ProfileUpdated(user=changes_from_wire(body)), header)


def update_to_wire(shape: type[wire.Update], event: Update, context: Context) -> wire.Update:
    user = event.user
    return shape(
        userID=user_to_wire(user, "user", context),
        nickName=user.nickname,
        faceURL=user.avatar,
        ex=text_from_data(user.ext),
    )


def changes_from_wire(body: wire.Update) -> Profile:
    """Read what changes; null does not, and an empty text is one."""
    return Profile(id=body.userID, nickname=body.nickName, avatar=body.faceURL, ext=body.ex)


def updated_from_wire(body: wire.AfterUpdate, header: Header) -> ProfileUpdated:
    user = Profile(id=body.userID, nickname=body.nickName or None, avatar=body.faceURL or None, ext=body.ex)
    return happened(ProfileUpdated(user=user), header)


def updated_to_wire(shape: type[wire.AfterUpdate], event: ProfileUpdated, context: Context) -> wire.AfterUpdate:
    user = event.user
    return shape(
        userID=user_to_wire(user, "user", context),
        nickName=user.nickname or "",
        faceURL=user.avatar or "",
        ex=text_from_data(user.ext) or "",
    )


def single_creating_from_wire(body: wire.SingleConversation, header: Header) -> ConversationCreating:
    body = in_camel_case(body)
    event = ConversationCreating(
        conversation=SYSTEM if body.conversationType == NOTIFICATIONS else DIRECT,
        owner_id=required(body.ownerUserId, "/ownerUserId"),
        peer=Participant(id=required(body.userId, "/userId") or ""),
        settings=settings_from_wire(body),
    )
    return happened(event, header)


def single_created_from_wire(body: wire.SingleConversation, header: Header) -> ConversationCreated:
    event = single_creating_from_wire(body, header)
    return happened(
        ConversationCreated(
            conversation=event.conversation, owner_id=event.owner_id, peer=event.peer, settings=event.settings
        ),
        header,
    )


def single_to_wire(shape: type[wire.SingleConversation], event: Record, context: Context) -> wire.SingleConversation:
    owner = Participant(id=event.owner_id) if event.owner_id else None
    body = shape(
        ownerUserId=user_to_wire(owner, "owner_id", context),
        conversationId=conversation_to_id(event.conversation, owner, event.peer, context),
        conversationType=session_to_wire(event.conversation, context),
        userId=user_to_wire(event.peer, "peer", context),
    )
    return with_settings(body, event.settings, context)


def group_creating_from_wire(body: wire.GroupConversation, header: Header) -> ConversationCreating:
    body = in_camel_case(body)
    legacy = "legacy" if body.conversationType == LEGACY else None
    event = ConversationCreating(
        conversation=Conversation(kind="group", id=required(body.groupId, "/groupId"), type=legacy),
        owner_id=body.ownerUserId or None,
        settings=settings_from_wire(body),
    )
    return happened(event, header)


def group_created_from_wire(body: wire.GroupConversation, header: Header) -> ConversationCreated:
    event = group_creating_from_wire(body, header)
    return happened(
        ConversationCreated(conversation=event.conversation, owner_id=event.owner_id, settings=event.settings), header
    )


def group_record_to_wire(
    shape: type[wire.GroupConversation], event: Record, context: Context
) -> wire.GroupConversation:
    body = shape(
        ownerUserId=event.owner_id or "",
        conversationId=conversation_to_id(event.conversation, None, None, context),
        conversationType=session_to_wire(event.conversation, context),
        groupId=group_to_wire(event.conversation, context),
    )
    return with_settings(body, event.settings, context)


def settings_from_wire(body: wire.ConversationRecord) -> ConversationSettings:
    return ConversationSettings(
        receive_mode=name_of(RECEIVE_MODES, body.recvMsgOpt),
        pinned=body.isPinned,
        private=body.isPrivateChat,
        burn_after=body.burnDuration or None,
        mention_state=name_of(MENTION_STATES, body.groupAtType),
        attached=body.attachedInfo or None,
        ext=body.ex,
    )


def with_settings(body: R, settings: ConversationSettings, context: Context) -> R:
    body.recvMsgOpt = filled(code_of(RECEIVE_MODE_CODES, settings.receive_mode, context), context)
    body.isPinned = settings.pinned
    body.isPrivateChat = settings.private
    body.burnDuration = settings.burn_after or 0
    body.groupAtType = filled(code_of(MENTION_STATE_CODES, settings.mention_state, context), context)
    body.attachedInfo = settings.attached or ""
    body.ex = text_from_data(settings.ext) or ""
    return body


def in_camel_case(body: R) -> R:
    """Move what the Enterprise documents spell otherwise to where the server has it."""
    for snake, camel in CAMELS:
        value = getattr(body, snake, UNSET)
        if value is not UNSET and not getattr(body, camel):
            setattr(body, camel, value)
    return body


def required(id: str | UnsetType, pointer: str) -> str | None:
    if id is UNSET:
        raise Malformed("the required field is missing", pointer=pointer)
    return id or None


def between_two(event: Record) -> bool:
    return event.conversation.kind in ("direct", "system")


def in_group(event: Record) -> bool:
    return event.conversation.kind in ("group", "room", "channel")


def settable(event: Update) -> bool:
    """Tell whether any of the changes has a place here, or there is none; a birthday has not."""
    user = event.user
    if user.nickname is not None or user.avatar is not None or user.ext is not None:
        return True
    return all(getattr(user, name) is None for name in ELSEWHERE)


def settable_plainly(event: ProfileUpdated) -> bool:
    """Tell the same of the hook that cannot say that a text becomes empty."""
    return event.user.nickname != "" and event.user.avatar != "" and settable(event)


NOTIFICATIONS = 4
ELSEWHERE = (
    "gender",
    "birthday",
    "signature",
    "friend_policy",
    "level",
    "receive_mode",
    "created_at",
    "attributes",
)
SYSTEM = Conversation(kind="system")
CAMELS = (
    ("owner_user_id", "ownerUserId"),
    ("user_id", "userId"),
    ("group_id", "groupId"),
    ("conversation_type", "conversationType"),
    ("recv_msg_opt", "recvMsgOpt"),
    ("is_pinned", "isPinned"),
    ("is_private_chat", "isPrivateChat"),
    ("burn_duration", "burnDuration"),
    ("group_at_type", "groupAtType"),
    ("attached_info", "attachedInfo"),
)

DOCUMENTS = (
    document(wire.BeforeRegister, UserRegistering, registering_from_wire, registration_to_wire),
    document(wire.AfterRegister, UserRegistered, registered_from_wire, registration_to_wire),
    document(wire.BeforeUpdateEx, ProfileUpdating, updating_from_wire, update_to_wire, settable),
    document(wire.AfterUpdateEx, ProfileUpdated, updated_ex_from_wire, update_to_wire, settable),
    document(wire.BeforeUpdate, ProfileUpdating, updating_from_wire, update_to_wire, settable),
    document(wire.AfterUpdate, ProfileUpdated, updated_from_wire, updated_to_wire, settable_plainly),
    document(
        wire.BeforeSingleConversation, ConversationCreating, single_creating_from_wire, single_to_wire, between_two
    ),
    document(wire.AfterSingleConversation, ConversationCreated, single_created_from_wire, single_to_wire, between_two),
    document(
        wire.BeforeGroupConversation, ConversationCreating, group_creating_from_wire, group_record_to_wire, in_group
    ),
    document(wire.AfterGroupConversation, ConversationCreated, group_created_from_wire, group_record_to_wire, in_group),
)
