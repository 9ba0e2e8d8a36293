"""Tencent's names and numbers for what is an open enum in the model (`X` read, `X_NAMES` and `X_CODES` written)."""

PLATFORMS = {
    "ios": "ios",
    "android": "android",
    "windows": "windows",
    "mac": "macos",
    "macos": "macos",
    "web": "web",
    "linux": "linux",
    "ipad": "ipad",
    "restapi": "rest",
    "unknown": "other",
}
PLATFORM_NAMES = {
    "ios": "iOS",
    "android": "Android",
    "windows": "Windows",
    "macos": "Mac",
    "web": "Web",
    "linux": "Linux",
    "ipad": "iPad",
    "rest": "RESTAPI",
    "other": "Unknown",
}

GROUP_TYPES = {
    "Private": "private",
    "Work": "private",
    "Public": "public",
    "ChatRoom": "meeting",
    "Meeting": "meeting",
    "AVChatRoom": "live",
    "Community": "community",
    "BChatRoom": "broadcast",
    "Live": "live_product",
}
GROUP_TYPE_NAMES = {
    "private": "Private",
    "public": "Public",
    "meeting": "ChatRoom",
    "live": "AVChatRoom",
    "community": "Community",
    "broadcast": "BChatRoom",
    "live_product": "Live",
}
ROOM_TYPES = frozenset({"live", "broadcast", "live_product"})

FAMILIES: dict[str, tuple[int, ...]] = {
    "malformed": (
        *(60003, 10003, 10004, 10011, 20001, 30001, 40009, 40605, 40610, 60002, 60012, 60015, 70402),
        *(*range(90001, 90009), 90010, *range(90026, 90032), 90043, 90044, 90054),
    ),
    "unauthenticated": (60004, 60005, 20002, 70016, 70020, 70050),
    "forbidden": (10007, 10009, 30516, 60010, 60016, 60017, 60021, 70051, 90009, 20008, 10012, 10026),
    "not_found_user": (90048, 10019, 20003, 30003, 40003, 70107, 90012),
    "not_found_group": (10010, 10015),
    "not_found_message": (20022, 10030, 23004),
    "already_exists": (10021, 10013, 10025),
    "already_done": (20023, 10024),
    "blocked": (20007, 30515, 30525),
    "not_friend": (20009, 20010, 20011, 31704),
    "muted": (20012, 10017),
    "rejected": (20006, 10016, *range(10100, 10201), *range(38000, 39001), *range(120001, 130001)),
    "moderated": (80001,),
    "pending": (30539,),
    "too_late": (20016, 10031),
    "too_large": (80002, 10018, 90055, 93000, 40601),
    "too_many": (90011, 10005, 10053),
    "full": (10014, 10036, 10037, 10038, 10058, 10059, 30010, 30014, 70398),
    "rate_limited": (60007, 10006, 10023, 23003, 60011, 60018, 60019, 90057),
    "conflict": (20027, 20028, 23001),
    "unsupported": (10032, 10033, 10034, 10035, 10041, 10044, 10060, 10061, 10062, 23002, 72001, 72012),
    "webhook_failed": (90992,),
    "timeout": (60008, 70169, 20004, 20005),
    "server": (91000, 60009, 90994, 90995),
}
"""The vendor's codes by family; the first of a family speaks for a code from elsewhere."""

FAMILY_OF = {code: family for family, codes in FAMILIES.items() for code in codes}

IMAGE_FORMATS = {1: "image/jpeg", 2: "image/gif", 3: "image/png", 4: "image/bmp"}
IMAGE_CODES = {
    "image/jpeg": 1,
    "image/jpg": 1,
    "jpeg": 1,
    "jpg": 1,
    "image/gif": 2,
    "gif": 2,
    "image/png": 3,
    "png": 3,
    "image/bmp": 4,
    "bmp": 4,
}

QUOTED = {
    1: "text",
    2: "custom",
    3: "image",
    4: "audio",
    5: "video",
    6: "file",
    7: "location",
    8: "face",
    10: "merged",
}
QUOTED_CODES = {kind: code for code, kind in QUOTED.items()}

CONTENTS = {"Text": "text", "Image": "image", "Audio": "audio", "Video": "video"}

PRESENCES = {
    ("Login", "Register"): ("online", "login"),
    ("Logout", "Unregister"): ("offline", "logout"),
    ("Disconnect", "LinkClose"): ("offline", "link_closed"),
    ("Disconnect", "TimeOut"): ("offline", "timeout"),
}
PRESENCE_NAMES = {
    ("online", None): ("Login", "Register"),
    ("online", "login"): ("Login", "Register"),
    ("offline", None): ("Disconnect", "LinkClose"),
    ("offline", "logout"): ("Logout", "Unregister"),
    ("offline", "replaced"): ("Logout", "Unregister"),
    ("offline", "kicked"): ("Logout", "Unregister"),
    ("offline", "link_closed"): ("Disconnect", "LinkClose"),
    ("offline", "timeout"): ("Disconnect", "TimeOut"),
}
"""Action and Reason; what the vendor does not tell apart is written as the nearest."""

ROOM_STATES = {"Online": "online", "Offline": "offline"}
ROOM_STATE_NAMES = {"online": "Online", "offline": "Offline"}

EXTENSION_OPERATIONS = {1: "set", 2: "delete", 3: "clear"}
EXTENSION_CODES = {"set": 1, "delete": 2, "clear": 3}

PROVIDERS = {
    0: "unknown",
    1: "apns",
    2: "xiaomi",
    3: "huawei",
    4: "fcm",
    5: "meizu",
    6: "oppo",
    7: "vivo",
    8: "honor",
}
PROVIDER_CODES = {name: code for code, name in PROVIDERS.items()}
PUSH_STAGES = {1: "sent", 2: "arrived", 3: "clicked"}
PUSH_CODES = {"sent": 1, "arrived": 2, "clicked": 3, "failed": 1}

INVITE_POLICIES = {"FreeAccess": "open", "NeedPermission": "approval", "DisableInvite": "closed"}
INVITE_OPTIONS = {"open": "FreeAccess", "approval": "NeedPermission", "closed": "DisableInvite"}

METHODS = {"Apply": "applied", "Invited": "invited"}
JOIN_TYPES = {"direct": "Apply", "applied": "Apply", "invited": "Invited"}
REASONS = {"Quit": "quit", "Kicked": "kicked"}
EXIT_TYPES = {"quit": "Quit", "kicked": "Kicked"}
ROLES = {"Owner": "owner", "Admin": "admin", "Member": "member"}
ROLE_NAMES = {"owner": "Owner", "admin": "Admin", "member": "Member"}

ADD_TYPES = {"Add_Type_Single": False, "Add_Type_Both": True}
ADD_TYPE_NAMES = {False: "Add_Type_Single", True: "Add_Type_Both"}
RESPONSES = {
    "Response_Action_Agree": "agree",
    "Response_Action_AgreeAndAdd": "agree_and_add",
    "Response_Action_Reject": "reject",
}
RESPONSE_ACTIONS = {
    "agree": "Response_Action_Agree",
    "agree_and_add": "Response_Action_AgreeAndAdd",
    "reject": "Response_Action_Reject",
}
VIAS = {
    "friend_add": "request",
    "FriendAdd": "request",
    "friend_response": "response",
    "FriendResponse": "response",
}
CLIENT_CMDS = {"request": "friend_add", "response": "friend_response"}

GENDERS = {"Gender_Type_Unknown": "unknown", "Gender_Type_Female": "female", "Gender_Type_Male": "male"}
GENDER_TYPES = {"unknown": "Gender_Type_Unknown", "female": "Gender_Type_Female", "male": "Gender_Type_Male"}
FRIEND_POLICIES = {
    "AllowType_Type_AllowAny": "open",
    "AllowType_Type_NeedConfirm": "approval",
    "AllowType_Type_DenyAny": "closed",
}
ALLOW_TYPES = {
    "open": "AllowType_Type_AllowAny",
    "approval": "AllowType_Type_NeedConfirm",
    "closed": "AllowType_Type_DenyAny",
}

CONTENT_TYPES = {"Text": "text", "Image": "image", "Audio": "audio", "Video": "video"}
CONTENT_NAMES = {"text": "Text", "image": "Image", "audio": "Audio", "video": "Video"}
VERDICTS = {0: "pass", 1: "block"}
VERDICT_CODES = {"pass": 0, "block": 1, "recall": 1}
SUGGESTIONS = {"Normal": "pass", "Review": "review", "Block": "block"}
SUGGESTION_NAMES = {"pass": "Normal", "review": "Review", "block": "Block"}

PRIORITIES = {"High": "high", "Normal": "normal", "Low": "low", "Lowest": "lowest"}
PRIORITY_NAMES = {"high": "High", "normal": "Normal", "low": "Low", "lowest": "Lowest"}
PRIORITY_NUMBERS = {1: "high", 2: "normal", 3: "low", 4: "lowest"}
PRIORITY_CODES = {"high": 1, "normal": 2, "low": 3, "lowest": 4}
SKIPPED = {"ForbidBeforeSendMsgCallback": "before", "ForbidAfterSendMsgCallback": "after"}
SKIPPED_NAMES = {"before": "ForbidBeforeSendMsgCallback", "after": "ForbidAfterSendMsgCallback"}
