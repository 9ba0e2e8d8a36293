"""Accounts, and one side's records of conversations."""

from msgspec import UNSET, UnsetType

from imbridge.vendors.openim.wire import Always, Callback


class User(Always, kw_only=True):
    userID: str
    nickname: str = ""
    faceURL: str = ""
    ex: str = ""
    createTime: int = 0
    appMangerLevel: int | None = None  # spelt like this; 0 ordinary, 3 notification account, 4 robot
    globalRecvMsgOpt: int | None = None  # 0 receive, 1 do not, 2 without notification


class Register(Callback, kw_only=True):
    users: list[User] | None


class BeforeRegister(Register, kw_only=True, tag="callbackBeforeUserRegisterCommand"):
    pass


class AfterRegister(Register, kw_only=True, tag="callbackAfterUserRegisterCommand"):
    pass


class Update(Callback, kw_only=True):
    """Null is not changed."""

    userID: str
    nickName: str | None = None  # with a capital N
    faceURL: str | None = None
    ex: str | None = None  # seldom filled


class BeforeUpdate(Update, kw_only=True, tag="callbackBeforeUpdateUserInfoCommand"):
    pass


class AfterUpdate(Callback, kw_only=True, tag="callbackAfterUpdateUserInfoCommand"):
    """An empty text is not changed."""

    userID: str
    nickName: str = ""
    faceURL: str = ""
    ex: str = ""


class BeforeUpdateEx(Update, kw_only=True, tag="callbackBeforeUpdateUserInfoExCommand"):
    pass


class AfterUpdateEx(Update, kw_only=True, tag="callbackAfterUpdateUserInfoExCommand"):
    pass


class ConversationRecord(Callback, kw_only=True):
    """The CONV block. The Enterprise documents spell it the way of the lower half, which is only read."""

    ownerUserId: str | UnsetType = UNSET
    conversationId: str = ""
    conversationType: int = 0
    recvMsgOpt: int | None = None
    isPinned: bool | None = None
    isPrivateChat: bool | None = None
    burnDuration: int | None = None  # seconds
    groupAtType: int | None = None
    attachedInfo: str = ""
    ex: str = ""
    owner_user_id: str | UnsetType = UNSET
    conversation_type: int | UnsetType = UNSET
    recv_msg_opt: int | UnsetType = UNSET
    is_pinned: bool | UnsetType = UNSET
    is_private_chat: bool | UnsetType = UNSET
    burn_duration: int | UnsetType = UNSET
    group_at_type: int | UnsetType = UNSET
    attached_info: str | UnsetType = UNSET


class SingleConversation(ConversationRecord, kw_only=True):
    """Fires once for each of the two."""

    userId: str | UnsetType = UNSET
    user_id: str | UnsetType = UNSET


class BeforeSingleConversation(
    SingleConversation, kw_only=True, tag="callbackBeforeCreateSingleChatConversationsCommand"
):
    pass


class AfterSingleConversation(
    SingleConversation, kw_only=True, tag="callbackAfterCreateSingleChatConversationsCommand"
):
    pass


class GroupConversation(ConversationRecord, kw_only=True):
    """The owner is always empty."""

    groupId: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET


class BeforeGroupConversation(GroupConversation, kw_only=True, tag="callbackBeforeCreateGroupChatConversationsCommand"):
    pass


class AfterGroupConversation(GroupConversation, kw_only=True, tag="callbackAfterCreateGroupChatConversationsCommand"):
    pass
