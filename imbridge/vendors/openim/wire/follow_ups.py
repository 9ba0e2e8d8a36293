"""What happens to a message later: revoked, read."""

from msgspec import UNSET, UnsetType

from imbridge.vendors.openim.wire import Callback


class Revoked(Callback, kw_only=True, tag="callbackBeforeAfterMsgCommand"):
    """An after hook; its name is a historical slip."""

    conversationID: str
    seq: int
    userID: str  # who revoked


class RevokedDocumented(Callback, kw_only=True, tag="callbackSingleMsgRevokeCommand"):
    """What an older page of the documents shows."""

    sendID: str
    receiveID: str = ""
    content: str = ""


class SingleRead(Callback, kw_only=True, tag="callbackAfterSingleMsgReadCommand"):
    conversationID: str
    userID: str  # who read
    Seqs: list[int] | None  # with a capital
    contentType: int = 0  # the type of the conversation, not of a message


class SingleReadV36(Callback, kw_only=True, tag="callbackSingleMsgRead"):
    """The name of v3.5 and v3.6. The former says who read whom and no more."""

    conversationID: str | UnsetType = UNSET
    userID: str | UnsetType = UNSET
    Seqs: list[int] | UnsetType | None = UNSET
    sendID: str | UnsetType = UNSET  # v3.5: who read
    receiveID: str | UnsetType = UNSET  # v3.5
    contentType: int = 0


class SingleReadDocumented(SingleReadV36, kw_only=True, tag="callbackSingleMsgReadCommand"):
    """The name on the older pages of the documents."""


class GroupRead(Callback, kw_only=True, tag="callbackAfterGroupMsgReadCommand"):
    """Says of no group; its numbers have the wrong names."""

    sendID: str  # who read
    receiveID: str = ""  # the same
    unreadMsgNum: int  # the sequence number up to which was read
    contentType: int = 0  # the type of the conversation


class GroupReadV36(GroupRead, kw_only=True, tag="callbackGroupMsgReadCommand"):
    """The name of v3.5 and v3.6."""
