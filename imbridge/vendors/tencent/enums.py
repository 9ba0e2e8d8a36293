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
