"""The header that every event has."""

from hashlib import sha256
from typing import Any, ClassVar

import msgspec
from msgspec import field

from imbridge.errors import MISTYPED, CannotExpress
from imbridge.model.base import NOTHING, Native, Value
from imbridge.model.shared import Conversation, Participant


class Event(Value, frozen=True, kw_only=True, tag_field="type"):
    """The header that every event has.

    `actor` and `occurred_at` are copies where they equal `subject` and `moment`; encoders ignore
    them there.
    """

    vendor: str = ""
    command: str | None = None  # the vendor's own name of the document
    callback_id: str | None = None
    occurred_at: int | None = None  # milliseconds
    app: str | None = None
    actor: Participant | None = None
    platform: str | None = None  # device platform of the actor
    device_id: str | None = None
    client_ip: str | None = None
    trace: str | None = None  # follows one request through the vendor's services
    native: Native = NOTHING

    phase: ClassVar[str] = "after"
    many: ClassVar[str | None] = None  # the field that holds what the event is about, where that may be several

    @property
    def type(self) -> str:
        """The tag: `message.sent`."""
        return tag_of(self)

    @property
    def subject(self) -> Participant | None:
        """Who acts where nobody else is named: the sender of a message, the user who went online."""
        return None

    @property
    def moment(self) -> int | None:
        """When it happened where the header says nothing: milliseconds."""
        return None

    def copies(self) -> tuple[str, ...]:
        """Return the fields that only repeat what is said elsewhere."""
        at = ("occurred_at",) if self.occurred_at == self.moment else ()
        return (*at, "actor") if self.actor == self.subject else at

    @property
    def key(self) -> str:
        """The idempotency key: the same for a retry, another for whatever else happened.

        Raises CannotExpress for a value made by hand with something in it that is not JSON.
        """
        return key_of(self)


class Placed(Event, frozen=True, kw_only=True):
    """An event in a conversation: a group, a room, a channel, or between two users."""

    conversation: Conversation = field(default_factory=Conversation)


def tag_of(value: Value) -> str:
    """Return the tag of an event, part or ack: `message.sent`, `text`, `reject`."""
    return str(value.__struct_config__.tag)


def key_of(value: Any) -> str:
    """Return the key that the native of a value gives, else one made of all that it says."""
    try:
        key: str | None = value.native.key(value)
        if key is not None:
            return key
        return f"{value.vendor}:{tag_of(value)}:{fingerprint(value).hex()[:32]}"
    except MISTYPED as problem:
        raise CannotExpress(f"a value of the wrong type ({type(problem).__name__})") from None


def fingerprint(value: Any) -> bytes:
    """Return 32 bytes that are the same for what says the same, whether it has a native or not."""
    return sha256(_sorted(value).replace(b'"native":null,', b"").replace(b',"native":null', b"")).digest()


def only(people: tuple[Participant, ...]) -> Participant | None:
    """Return the one member of a list that has no other."""
    return Participant(id=people[0].id) if len(people) == 1 else None


_sorted = msgspec.json.Encoder(order="deterministic", enc_hook=lambda native: None).encode
