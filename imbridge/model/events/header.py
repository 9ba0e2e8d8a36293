"""The header that every event has."""

from hashlib import sha256
from typing import ClassVar

import msgspec
from msgspec import field

from imbridge.errors import CannotExpress
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

    @property
    def key(self) -> str:
        """The idempotency key: the same for a retry, another for whatever else happened.

        Raises CannotExpress for a value made by hand with something in it that is not JSON.
        """
        try:
            key = self.native.key(self)
            if key is not None:
                return key
            digest = sha256(_sorted(self)).hexdigest()[:32]
        except (AttributeError, TypeError, ValueError, RecursionError) as problem:
            raise CannotExpress(f"a value of the wrong type ({type(problem).__name__})") from None
        return f"{self.vendor}:{tag_of(self)}:{digest}"


class Placed(Event, frozen=True, kw_only=True):
    """An event in a conversation: a group, a room, a channel, or between two users."""

    conversation: Conversation = field(default_factory=Conversation)


def tag_of(value: Value) -> str:
    """Return the tag of an event, part or ack: `message.sent`, `text`, `reject`."""
    return str(value.__struct_config__.tag)


def only(people: tuple[Participant, ...]) -> Participant | None:
    """Return the one member of a list that has no other."""
    return Participant(id=people[0].id) if len(people) == 1 else None


_sorted = msgspec.json.Encoder(order="deterministic", enc_hook=lambda native: None).encode
