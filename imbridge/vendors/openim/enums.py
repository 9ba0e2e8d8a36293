"""OpenIM's numbers for what is an open enum in the model."""

KINDS_OF_SESSION = {1: "direct", 2: "group", 3: "group", 4: "system"}
SESSIONS: dict[str | None, int] = {"direct": 1, "group": 3, "room": 3, "channel": 3, "system": 4}
LEGACY = 2  # the write-diffusion groups of v2

PLATFORMS = {
    1: "ios",
    2: "android",
    3: "windows",
    4: "macos",
    5: "web",
    6: "mini_web",
    7: "linux",
    8: "android_pad",
    9: "ipad",
    10: "rest",
    11: "harmony",
    12: "bot",
}
PLATFORM_IDS = {platform: id for id, platform in PLATFORMS.items()}

PLATFORM_NAMES = {
    1: "IOS",
    2: "Android",
    3: "Windows",
    4: "OSX",
    5: "Web",
    6: "MiniWeb",
    7: "Linux",
    8: "APad",
    9: "IPad",
    10: "Admin",
    11: "HarmonyOS",
    12: "Bot",  # in the documents only
}

ORIGINS = {100: "user", 200: "system"}
ORIGIN_CODES = {origin: code for code, origin in ORIGINS.items()}

GROUP_TYPES = {0: "normal", 1: "super", 2: "working"}
GROUP_TYPE_CODES = {name: code for code, name in GROUP_TYPES.items()}

ROLES = {100: "owner", 60: "admin", 20: "member", 1: "member", 2: "owner", 3: "admin"}  # the last three: v2
ROLE_LEVELS = {"owner": 100, "admin": 60, "member": 20}
ROLE_LEVELS_V2 = {"owner": 2, "admin": 3, "member": 1}

JOIN_POLICIES = {0: "invite_open", 1: "approval", 2: "open"}
JOIN_POLICY_CODES = {policy: code for code, policy in JOIN_POLICIES.items()}

JOIN_SOURCES = {1: "admin", 2: "invitation", 3: "search", 4: "qr_code"}
JOIN_SOURCE_CODES = {source: code for code, source in JOIN_SOURCES.items()}

RESPONSES = {1: "agree", -1: "reject"}
RESPONSE_CODES = {"agree": 1, "agree_and_add": 1, "reject": -1}

RECEIVE_MODES = {0: "notify", 1: "none", 2: "silent"}
RECEIVE_MODE_CODES = {mode: code for code, mode in RECEIVE_MODES.items()}

MENTION_STATES = {0: "none", 1: "me", 2: "all", 3: "all_and_me", 4: "group_notice"}
MENTION_STATE_CODES = {state: code for code, state in MENTION_STATES.items()}

FAMILIES: dict[str, tuple[int, ...]] = {
    "malformed": (1001, 1301, 1602),
    "unauthenticated": tuple(range(1501, 1508)),
    "forbidden": (1002, 1405, 1520),
    "not_found_user": (1101,),
    "not_found_group": (1201, 1204),
    "not_found_message": (1004,),
    "not_member": (1203,),
    "already_exists": (1003, 1102, 1202, 1304),
    "already_done": (1404, 1050, 1206, 1305),
    "blocked": (1302,),
    "not_friend": (1303,),
    "muted": (1402, 1403),
    "rejected": (20001, 80000),  # and all else up to 29999
    "too_late": (1701,),
    "full": (1601,),
    "rate_limited": (429,),
    "unsupported": (1205, 1401),
    "webhook_failed": (90004, 90007),
    "server": (500, 1603, 1604, 90002),
}
"""The server's codes by family; the first of a family speaks for a code from elsewhere."""

FAMILY_OF = {code: family for family, codes in FAMILIES.items() for code in codes}
