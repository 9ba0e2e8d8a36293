"""OpenIM's JSON, transcribed.

Spellings, types and units as in the server's `pkg/callbackstruct` and the SDK's `sdk_struct`. All times
are milliseconds. The server writes every key of a callback, empty or not, and null for an empty list;
the SDKs leave empty keys of a content out. The sender's avatar is `faceURL` in callbacks,
`senderFaceURL` in the modify reply, `senderFaceUrl` in a nested message; the mention list is
`atUserList` in callbacks and `atUserIDList` in the modify reply.
"""

from msgspec import UNSET, Struct, UnsetType

from imbridge.wire import Wire


class Always(Struct, kw_only=True, gc=False):
    """A JSON object whose keys are written even when empty, as the server does."""


class Head(Wire, kw_only=True):
    callbackCommand: str | None = None


class Callback(Always, kw_only=True, tag_field="callbackCommand"):
    operationID: str | UnsetType = UNSET  # what the header says; most hooks have had it up to v3.4 only


class Device(Callback, kw_only=True):
    """The block of the hooks that tell the user's device, or in push hooks the sender's."""

    operationID: str = ""
    platformID: int = 0
    platform: str = ""  # the name of that number; empty for one that has none


class OfGroup(Callback, kw_only=True):
    groupID: str


class Untraced(OfGroup, kw_only=True):
    """Has the key, and the server forgets to fill it."""

    operationID: str = ""
