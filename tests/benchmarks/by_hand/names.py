"""The vendors' names and numbers, as far as the samples have them, beside each other."""

COMMANDS = {
    "C2C.CallbackBeforeSendMsg": "callbackBeforeSendSingleMsgCommand",
    "C2C.CallbackAfterSendMsg": "callbackAfterSendSingleMsgCommand",
    "Group.CallbackBeforeSendMsg": "callbackBeforeSendGroupMsgCommand",
    "Group.CallbackAfterSendMsg": "callbackAfterSendGroupMsgCommand",
}
"""Tencent's commands, and OpenIM's for the same."""

COMMANDS_BACK = {openim: tencent for tencent, openim in COMMANDS.items()}

PLATFORM_IDS = {
    "ios": 1,
    "android": 2,
    "windows": 3,
    "mac": 4,
    "macos": 4,
    "web": 5,
    "linux": 7,
    "ipad": 9,
    "restapi": 10,
}
PLATFORMS = {1: "iOS", 2: "Android", 3: "Windows", 4: "Mac", 5: "Web", 7: "Linux", 9: "iPad", 10: "RESTAPI"}
REST = 10

FORMATS = {1: "image/jpeg", 2: "image/gif", 3: "image/png", 4: "image/bmp"}
CODES = {"image/jpeg": 1, "jpeg": 1, "jpg": 1, "image/gif": 2, "gif": 2, "image/png": 3, "png": 3, "image/bmp": 4}
OTHER_FORMAT = 255
SIZES = {1: "sourcePicture", 2: "bigPicture", 3: "snapshotPicture"}

TEXT, PICTURE, CUSTOM = 101, 102, 110
DIRECT, GROUP = 1, 3

WORDS = {"txt": "text", "img": "image", "custom": "custom"}
"""Easemob's kinds of body, and what `content_type` calls them."""
