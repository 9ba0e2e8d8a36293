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

ORIGINS = {100: "user", 200: "system"}
ORIGIN_CODES = {origin: code for code, origin in ORIGINS.items()}
