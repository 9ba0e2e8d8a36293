"""Members who apply, are invited, join, leave, change."""

from imbridge.vendors.openim.wire import Always, OfGroup


class Applying(OfGroup, kw_only=True, tag="callbackBeforeJoinGroupCommand"):
    groupType: str | int = ""  # one character, whose code point is the type; documents show the number
    applyID: str
    reqMessage: str = ""
    ex: str = ""


class Inviting(OfGroup, kw_only=True, tag="callbackBeforeInviteJoinGroupCommand"):
    operationID: str = ""
    reason: str = ""
    invitedUserIDs: list[str] | None


class JoiningMember(Always, kw_only=True):
    userID: str
    ex: str = ""


class Joining(OfGroup, kw_only=True, tag="callbackBeforeMembersJoinGroupCommand"):
    """Fires whichever way they join, also when a group is made."""

    memberList: list[JoiningMember] | None
    groupEx: str = ""


class JoiningDocumented(Joining, kw_only=True, tag="CallbackBeforeMembersJoinGroupCommand"):
    """The name in a url of the documents."""


class JoiningV37(OfGroup, kw_only=True, tag="callbackBeforeMemberJoinGroupCommand"):
    """The form of v3.0 to v3.7, of one member."""

    userID: str
    ex: str = ""
    groupEx: str = ""


class Joined(OfGroup, kw_only=True, tag="callbackAfterJoinGroupCommand"):
    """Fires for those who need nobody's word."""

    operationID: str = ""
    reqMessage: str = ""
    joinSource: int = 0  # 1 by an admin, 2 invitation, 3 search, 4 QR code
    inviterUserID: str  # who joined


class Quit(OfGroup, kw_only=True, tag="callbackAfterQuitGroupCommand"):
    userID: str


class QuitV36(Quit, kw_only=True, tag="callbackQuitGroupCommand"):
    """The name of v3.5 and v3.6."""


class Kicked(OfGroup, kw_only=True, tag="callbackAfterKickGroupCommand"):
    kickedUserIDs: list[str] | None
    reason: str = ""


class KickedV36(Kicked, kw_only=True, tag="callbackKillGroupCommand"):
    """The name of v3.5 and v3.6."""


class SetMember(OfGroup, kw_only=True):
    """Null is not changed."""

    userID: str
    nickName: str | None = None  # with a capital N
    faceURL: str | None = None
    roleLevel: int | None = None  # 100 owner, 60 admin, 20 ordinary
    ex: str | None = None


class BeforeSetMember(SetMember, kw_only=True, tag="callbackBeforeSetGroupMemberInfoCommand"):
    pass


class BeforeSetMemberV34(BeforeSetMember, kw_only=True, tag="CallbackBeforeSetGroupMemberInfoCommand"):
    """The name of v3.0 to v3.4."""


class AfterSetMember(SetMember, kw_only=True, tag="callbackAfterSetGroupMemberInfoCommand"):
    pass
