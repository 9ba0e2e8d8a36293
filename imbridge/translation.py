"""Translate a callback from one vendor to another, and say exactly what was lost."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from imbridge.codec import Codec, EventNative, Policy
from imbridge.delta import Difference, compare, pointer
from imbridge.errors import CannotExpress
from imbridge.http import Endpoint, Request
from imbridge.model import Ack, AnyEvent, GroupInfo, GroupUpdated, Member, MessageEvent, tag_of
from imbridge.model.base import masked
from imbridge.model.canonical import Path, canonical, differences
from imbridge.vendors import loaded

V = TypeVar("V", Member, GroupInfo)


class Loss(Struct, frozen=True):
    """One thing that does not come back: where, how, what it was and what it is now.

    `path` is attribute style over the canonical model (`message.parts[0].text`), or a JSON pointer
    into the source's request for kind `native`. UNSET stands for nothing at all.
    """

    path: str
    kind: str  # dropped, changed, invented, native
    was: Any = UNSET
    now: Any = UNSET

    def __repr__(self) -> str:
        was, now = masked(self.was, self.path), masked(self.now, self.path)
        return f"Loss(path={self.path!r}, kind={self.kind!r}, was={was!r}, now={now!r})"


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
            self.source.attach(self._event)
            self._attached = True
        return self._event

    @property
    def request(self) -> Request:
        """The one request; raises CannotExpress unless there is exactly one."""
        if len(self.requests) != 1:
            raise CannotExpress(f"came to {len(self.requests)} requests: use requests", vendor=self.target.name)
        return self.requests[0]

    def losses(self) -> tuple[Loss, ...]:
        """Return what the target's backend will not learn, or will learn otherwise.

        What never fits between the two vendors is left out: see `pair_losses`.
        """
        event = self._event
        if self.requests:
            arrived = joined([self.target.read(request, event.phase) for request in self.requests])
            never = _never(self.source.says, self.target.says, isinstance(event, MessageEvent))
            found = event_losses(event, arrived, never)
        else:
            found = [Loss(path="", kind="dropped", was=canonical(event))]
        if self.source.name != self.target.name and isinstance(event.native, EventNative):
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
    event = a.read(request, phase)
    own = a.name == b.name
    if own:
        a.attach(event)
    requests = b.encode_callbacks(event, endpoint=endpoint, policy=policy, now=now)
    return Translation(requests, a, b, event, own)


def pair_losses(source: str | Codec, target: str | Codec) -> tuple[str, ...]:
    """Return the canonical paths that only one of the two has a place for, whatever the message is.

    What the source says there is dropped; what the target requires there is invented. Of events that
    are no message's only `trace` and `client_ip` are said here, and the rest with each event.
    """
    a = source if isinstance(source, Codec) else loaded(source)
    b = target if isinstance(target, Codec) else loaded(target)
    return tuple(sorted(a.says ^ b.says))


def ack_losses(ack: Ack, *, to: AnyEvent, codec: Codec, policy: Policy = None) -> tuple[Loss, ...]:
    """Return what of an ack does not reach the vendor."""
    arrived = codec.decode_ack(codec.encode_ack(ack, to=to, policy=policy), to=to)
    return tuple([_loss(found) for found in _differences(ack, arrived)])


def event_losses(sent: AnyEvent, arrived: AnyEvent, never: frozenset[Path]) -> list[Loss]:
    """Compare two events, but for the envelope, what is a mere copy, and the paths in `never`."""
    if sent.actor == arrived.actor:  # a copy on one side, and told on the other
        sent, arrived = replace(sent, actor=None), replace(arrived, actor=None)
    return [_loss(found) for found in _differences(_compared(sent), _compared(arrived), never)]


def native_losses(native: EventNative) -> list[Loss]:
    """Return what only the source's own wire can say, secrets masked."""
    source = native.codec
    whole, parts = native.beyond()
    rare = any(edit.path == ("shape",) for edit in whole)
    losses = []
    for index, edits in enumerate([whole, *parts], start=-1):
        prefix = source.element_pointer(index) if index >= 0 else ""
        for edit in edits:
            if edit.path[:1] == ("url",) and not prefix:
                continue
            for difference in compare(edit.was, edit.now, edit.path):
                where = prefix + pointer(difference.path)
                held = "***" if _is_secret(where, source) else difference.now
                if rare and source.given_pointer is not None:
                    where = source.given_pointer(where)
                losses.append(Loss(path=where, kind="native", was=UNSET if edit.path == ("shape",) else held))
    return losses


def _is_secret(where: str, source: Codec) -> bool:
    return any(where == secret or where.startswith(f"{secret}/") for secret in source.secret_pointers)


ENVELOPE = frozenset({"vendor", "command", "callback_id", "app"})
"""Fields that differ between vendors by nature."""


OF_REQUESTS = frozenset({"trace", "client_ip"})
"""Fields that a vendor tells with every kind of event, or with none."""


@cache
def _never(a: frozenset[str], b: frozenset[str], message: bool) -> frozenset[Path]:
    """Return the paths that are not compared between two vendors."""
    apart = a ^ b if message else (a ^ b) & OF_REQUESTS
    return frozenset([tuple(path.split(".")) for path in apart | ENVELOPE])


def _compared(event: AnyEvent) -> AnyEvent:
    """Leave out what the header only repeats."""
    at, actor = event.occurred_at, event.actor
    at = None if at == event.moment else at
    actor = None if actor == event.subject else actor
    return replace(event, occurred_at=at, actor=actor)


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


def _differences(was: AnyEvent | Ack, now: AnyEvent | Ack, skip: frozenset[Path] = frozenset()) -> list[Difference]:
    """Compare two values field by field, and their types."""
    found = differences(was, now, skip)
    if was.__class__ is not now.__class__:
        found.insert(0, Difference(("type",), tag_of(was), tag_of(now)))
    return found


def _loss(found: Difference) -> Loss:
    was, now = found.was, found.now
    kind = "invented" if was is UNSET else "dropped" if now is UNSET else "changed"
    return Loss(path=_attribute(found.path), kind=kind, was=was, now=now)


def _attribute(path: Path) -> str:
    """Write a path the way an attribute is written in Python."""
    try:
        return ".".join(path)  # type: ignore[arg-type]  # an index in it is a TypeError
    except TypeError:
        return "".join([f"[{step}]" if isinstance(step, int) else f".{step}" for step in path])[1:]
