"""Translate a callback from one vendor to another."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from imbridge.codec import Codec
from imbridge.context import Policy
from imbridge.errors import CannotExpress, ImbridgeError
from imbridge.form import WholeNative
from imbridge.http import Endpoint, Request, Response
from imbridge.model import (
    Ack,
    AnyEvent,
    GroupInfo,
    GroupUpdated,
    Member,
    MessageEvent,
    Participant,
)
from imbridge.model.canonical import Skip, canonical, skipping
from imbridge.rewrites import only_changes
from imbridge.translation.acks import joined_acks
from imbridge.translation.losses import Loss, loss, native_losses, unlike
from imbridge.vendors import loaded

V = TypeVar("V", Member, GroupInfo)


class Translation(Struct, eq=False, gc=False):
    """What became of one callback; `event` and `losses` are finished when asked for."""

    requests: tuple[Request, ...]
    source: Codec
    target: Codec
    _event: AnyEvent
    _attached: bool

    def __repr__(self) -> str:
        return f"Translation({self.source.name} to {self.target.name}, {len(self.requests)} requests)"

    @property
    def event(self) -> AnyEvent:
        """The canonical event, native included."""
        if not self._attached:
            self.source.callbacks.attach(self._event)
            self._attached = True
        return self._event

    @property
    def request(self) -> Request:
        """The one request; raises CannotExpress unless there is exactly one."""
        if len(self.requests) != 1:
            raise CannotExpress(f"came to {len(self.requests)} requests: use requests", vendor=self.target.name)
        return self.requests[0]

    def ack(self, responses: Response | Sequence[Response]) -> Ack:
        """Return what the target's backend answered to the requests, in their order, as one ack to the event.

        Who is refused in one of several replies is refused alone. Raises ImbridgeError for another
        number of replies, CannotExpress for some that no one ack says.
        """
        replies = [responses] if isinstance(responses, Response) else list(responses)
        if len(replies) != len(self.requests):
            raise ImbridgeError(f"{len(replies)} replies to {len(self.requests)} requests", vendor=self.target.name)
        if len(replies) == 1:
            return self.target.decode_ack(replies[0], to=self.event)
        form, phase = self.target.callbacks, self._event.phase
        asked = [form.read(request, phase) for request in self.requests]
        answers = [self.target.decode_ack(reply, to=one) for reply, one in zip(replies, asked, strict=True)]
        return joined_acks(asked, answers)

    def losses(self) -> tuple[Loss, ...]:
        """Return what the target's backend will not learn, or will learn otherwise.

        What never fits between the two vendors is left out: see `pair_losses`.
        """
        event = self._event
        if self.requests:
            form = self.target.callbacks
            read = [form.reread(request, event.phase) for request in self.requests]
            found = event_losses(event, joined(read), self.source.callbacks.says, form.says)
        else:
            found = [Loss(path="", kind="dropped", was=canonical(event))]
        if self.source.name != self.target.name and isinstance(event.native, WholeNative):
            event.native.keep()
            event.native.rewritten(event)
            found += native_losses(event.native)
        return tuple(found)


def translate(
    request: Request,
    source: str | Codec,
    target: str | Codec,
    *,
    phase: str | None = None,
    endpoint: Endpoint | None = None,
    policy: Policy = None,
    now: int | None = None,
) -> Translation:
    """Turn a callback of `source` into the same callback of `target`.

    Raises Malformed or TooLarge for what is no callback of the source, CannotExpress for what the
    target has no words for and the policy no substitute.
    """
    a = source if isinstance(source, Codec) else loaded(source)
    b = target if isinstance(target, Codec) else loaded(target)
    event: AnyEvent = a.callbacks.read(request, phase)
    own = a.name == b.name
    if own:
        a.callbacks.attach(event)
    if endpoint is None:  # nothing to sign
        requests = b.callbacks.encode(event, None, policy, now)
    else:
        requests = b.encode_callbacks(event, endpoint=endpoint, policy=policy, now=now)
    return Translation(requests, a, b, event, own)


def pair_losses(source: str | Codec, target: str | Codec) -> tuple[str, ...]:
    """Return the canonical paths that only one of the two has a place for, whatever the message is.

    What the source says there is dropped; what the target requires there is invented. Of events that
    are no message's only `trace` and `client_ip` are said here, and the rest with each event.
    """
    a = source if isinstance(source, Codec) else loaded(source)
    b = target if isinstance(target, Codec) else loaded(target)
    return tuple(sorted(a.callbacks.says ^ b.callbacks.says))


def ack_losses(ack: Ack, *, to: AnyEvent, codec: Codec, policy: Policy = None) -> tuple[Loss, ...]:
    """Return what of an ack does not reach the vendor."""
    arrived = codec.decode_ack(codec.encode_ack(ack, to=to, policy=policy), to=to)
    return tuple([loss(found) for found in unlike(only_changes(ack, to), arrived)])


def event_losses(sent: AnyEvent, arrived: AnyEvent, here: frozenset[str], there: frozenset[str]) -> list[Loss]:
    """Compare two events, but for the envelope, what is a mere copy, and the paths that only one vendor says."""
    at, actor = _told(sent)
    then, other = _told(arrived)
    alike = actor == other or sent.actor == arrived.actor  # a copy on one side may be told on the other
    copies = at == then and alike
    if not copies:
        sent = replace(sent, occurred_at=at, actor=None if alike else actor)
        arrived = replace(arrived, occurred_at=then, actor=None if alike else other)
    skip = _never(here, there, isinstance(sent, MessageEvent), copies)
    return [loss(found) for found in unlike(sent, arrived, skip)]


ENVELOPE = frozenset({"vendor", "command", "callback_id", "app"})
"""Fields that differ between vendors by nature."""


COPIES = frozenset({"occurred_at", "actor"})
"""Fields that may repeat what the event says."""


OF_REQUESTS = frozenset({"trace", "client_ip"})
"""Fields that a vendor tells with every kind of event, or with none."""


@cache
def _never(a: frozenset[str], b: frozenset[str], message: bool, copies: bool) -> Skip:
    """Return what is not compared between two vendors."""
    apart = a ^ b if message else (a ^ b) & OF_REQUESTS
    return skipping(apart | ENVELOPE | (COPIES if copies else frozenset()))


def _told(event: AnyEvent) -> tuple[int | None, Participant | None]:
    """Return what the header says of when it happened and who did it, unless it only repeats that."""
    at, actor = event.occurred_at, event.actor
    return None if at == event.moment else at, None if actor == event.subject else actor


def joined(events: Sequence[AnyEvent]) -> AnyEvent:
    """Return as one event what took several callbacks to say; a member or a group in more than one is one."""
    first, *others = events
    if not others:
        return first
    together: dict[str, Any] = {}
    if first.many:
        held = [one for event in events for one in getattr(event, str(first.many), ())]
        members = held and all(isinstance(one, Member) for one in held)
        together[first.many] = tuple(_merged(held) if members else held)
    elif isinstance(first, GroupUpdated):
        changes = first.changes
        for event in others:
            changes = _with(changes, event.changes) if isinstance(event, GroupUpdated) else changes
        together["changes"] = changes
    whole: AnyEvent = replace(first, **together)
    copied = all(event.actor == event.subject for event in events)  # of each one, and so of no one of them
    return replace(whole, actor=whole.subject) if copied else whole


def _merged(members: list[Member]) -> Iterable[Member]:
    found: dict[str, Member] = {}
    for member in members:
        found[member.id] = _with(found[member.id], member) if member.id in found else member
    return found.values()


def _with(one: V, other: V) -> V:
    """Return a value with all that another one of its kind says, too."""
    said = {name: getattr(other, name) for name in other.__struct_fields__ if getattr(other, name) is not None}
    return replace(one, **said)
