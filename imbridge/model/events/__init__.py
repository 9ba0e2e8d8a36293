"""What can happen: one flat union, tagged by `type`, with a common header."""

from imbridge.model.events.follow_ups import (
    ConversationRead,
    ExtensionItem,
    MessageDelivered,
    MessageExtensionChanged,
    MessageReactions,
    MessageRead,
    MessageRecalled,
    Reaction,
    ReactionChange,
    ReactionChanged,
    ReadReceipt,
    TopicActivity,
)
from imbridge.model.events.friends import (
    Blocked,
    Blocking,
    Followed,
    FriendRequested,
    FriendRequesting,
    FriendResponded,
    FriendResponding,
    FriendsAdded,
    FriendsImported,
    FriendsImporting,
    FriendsRemoved,
    RemarkUpdated,
    RemarkUpdating,
    Unblocked,
    Unfollowed,
)
from imbridge.model.events.groups import (
    GroupAttributesChanged,
    GroupCreated,
    GroupCreating,
    GroupDissolved,
    GroupFilesChanged,
    GroupFull,
    GroupUpdated,
    GroupUpdating,
    OwnerChanged,
    TopicCreated,
    TopicCreating,
    TopicDissolved,
    TopicUpdated,
)
from imbridge.model.events.header import (
    Event,
    tag_of,
)
from imbridge.model.events.members import (
    InviteDeclined,
    InviteRequesting,
    JoinRequested,
    JoinRequesting,
    MembersInvited,
    MembersJoined,
    MembersJoining,
    MembersLeft,
    MembersUpdated,
    MembersUpdating,
)
from imbridge.model.events.messages import (
    BotMessageReceived,
    MessageEdited,
    MessageEditing,
    MessageEvent,
    MessageFailed,
    MessageOffline,
    MessageSending,
    MessageSent,
    MessageStored,
)
from imbridge.model.events.notices import (
    ModerationReported,
    QuotaAlarm,
    UnknownEvent,
)
from imbridge.model.events.presence import (
    PresenceChanged,
    RoomPresenceChanged,
)
from imbridge.model.events.push import (
    PushReported,
    PushSending,
)
from imbridge.model.events.users import (
    ConversationCreated,
    ConversationCreating,
    ConversationSettings,
    ProfileUpdated,
    ProfileUpdating,
    UserRegistered,
    UserRegistering,
)

AnyEvent = (
    MessageEvent
    | MessageRecalled
    | MessageRead
    | ConversationRead
    | MessageDelivered
    | ReactionChanged
    | MessageExtensionChanged
    | TopicActivity
    | PushSending
    | PushReported
    | PresenceChanged
    | RoomPresenceChanged
    | GroupCreating
    | GroupCreated
    | GroupUpdating
    | GroupUpdated
    | GroupAttributesChanged
    | GroupFilesChanged
    | OwnerChanged
    | GroupDissolved
    | GroupFull
    | TopicCreating
    | TopicCreated
    | TopicUpdated
    | TopicDissolved
    | JoinRequesting
    | JoinRequested
    | InviteRequesting
    | MembersInvited
    | InviteDeclined
    | MembersJoining
    | MembersJoined
    | MembersLeft
    | MembersUpdating
    | MembersUpdated
    | FriendRequesting
    | FriendRequested
    | FriendResponding
    | FriendResponded
    | FriendsAdded
    | FriendsRemoved
    | RemarkUpdating
    | RemarkUpdated
    | FriendsImporting
    | FriendsImported
    | Blocking
    | Blocked
    | Unblocked
    | Followed
    | Unfollowed
    | UserRegistering
    | UserRegistered
    | ProfileUpdating
    | ProfileUpdated
    | ConversationCreating
    | ConversationCreated
    | ModerationReported
    | QuotaAlarm
    | UnknownEvent
)

__all__ = [
    "AnyEvent",
    "Blocked",
    "Blocking",
    "BotMessageReceived",
    "ConversationCreated",
    "ConversationCreating",
    "ConversationRead",
    "ConversationSettings",
    "Event",
    "ExtensionItem",
    "Followed",
    "FriendRequested",
    "FriendRequesting",
    "FriendResponded",
    "FriendResponding",
    "FriendsAdded",
    "FriendsImported",
    "FriendsImporting",
    "FriendsRemoved",
    "GroupAttributesChanged",
    "GroupCreated",
    "GroupCreating",
    "GroupDissolved",
    "GroupFilesChanged",
    "GroupFull",
    "GroupUpdated",
    "GroupUpdating",
    "InviteDeclined",
    "InviteRequesting",
    "JoinRequested",
    "JoinRequesting",
    "MembersInvited",
    "MembersJoined",
    "MembersJoining",
    "MembersLeft",
    "MembersUpdated",
    "MembersUpdating",
    "MessageDelivered",
    "MessageEdited",
    "MessageEditing",
    "MessageEvent",
    "MessageExtensionChanged",
    "MessageFailed",
    "MessageOffline",
    "MessageReactions",
    "MessageRead",
    "MessageRecalled",
    "MessageSending",
    "MessageSent",
    "MessageStored",
    "ModerationReported",
    "OwnerChanged",
    "PresenceChanged",
    "ProfileUpdated",
    "ProfileUpdating",
    "PushReported",
    "PushSending",
    "QuotaAlarm",
    "Reaction",
    "ReactionChange",
    "ReactionChanged",
    "ReadReceipt",
    "RemarkUpdated",
    "RemarkUpdating",
    "RoomPresenceChanged",
    "TopicActivity",
    "TopicCreated",
    "TopicCreating",
    "TopicDissolved",
    "TopicUpdated",
    "Unblocked",
    "Unfollowed",
    "UnknownEvent",
    "UserRegistered",
    "UserRegistering",
    "tag_of",
]
