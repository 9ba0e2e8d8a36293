"""Tencent IM's JSON, transcribed.

Spellings, types and units as in the vendor's webhook and message format documents. Times of a message
are seconds, `EventTime` is milliseconds but for push reports. A field with a default may be missing:
older traffic, other commands that share the struct. Naming traps of the vendor are kept: `Url` (sound,
file) against `URL` (image), `Second` against `VideoSecond`, `Download_Flag` against
`VideoDownloadFlag`, `Random` in group webhooks against `MsgRandom` elsewhere, `Requestor_Account` of a
group against `Requester_Account` of friends, `GroupID` in push reports against `GroupId` elsewhere.
"""

from typing import Annotated, Any

from msgspec import Meta, Raw

from imbridge.wire import Wire

Code = Annotated[Raw, Meta(extra_json_schema={"type": "integer"})]
"""What became of something; it is read whatever its type is, since a failure that is left out would be a success."""

Number = Annotated[int | Annotated[str, Meta(pattern=r"\A[0-9]{1,19}\Z")], Meta(extra_json_schema={"type": "integer"})]
"""A number that says which message is meant; it may come as a text of digits."""


class Head(Wire, kw_only=True):
    CallbackCommand: str | None = None  # ContentCallback.ResultNotify has it in the query only


class Callback(Wire, kw_only=True, tag_field="CallbackCommand"):
    EventTime: int | str | None = None  # milliseconds, since about 2023; several samples show a text of digits


class InGroup(Callback, kw_only=True):
    """What most callbacks of a group have."""

    GroupId: str
    Type: str | None = None


class InChannel(Callback, kw_only=True):
    """What the callbacks of an official account have."""

    Official_Account: str


class Member(Wire, kw_only=True):
    Member_Account: str


class Pair(Wire, kw_only=True):
    """One of a group's own fields."""

    Key: str
    Value: Any = None  # declared as a text
