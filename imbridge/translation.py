"""Translate a callback from one vendor to another, and say exactly what was lost."""

from typing import Any

from msgspec import UNSET, Struct

from imbridge.codec import CallbackOrigin, Codec, Policy
from imbridge.delta import Difference, compare, pointer, same
from imbridge.errors import CannotExpress
from imbridge.http import Endpoint, Request, Response
from imbridge.model import Ack, AnyEvent, UnknownEvent
from imbridge.model.canonical import canonical
from imbridge.vendors import vendor

ENVELOPE = ("vendor", "command", "callback_id", "key", "app")
"""Header fields that differ between vendors by nature, and are never compared."""


class Loss(Struct, frozen=True):
    """One thing that does not come back: where, how, what it was and what it is now.

    `path` is attribute style over the canonical model (`message.parts[0].text`), or a JSON pointer
    into the source's request for kind `native`. UNSET stands for nothing at all.
    """

    path: str
    kind: str  # dropped, changed, invented, native
    was: Any = UNSET
    now: Any = UNSET


class Translation:
    """What became of one callback; `event` and `losses` are finished when asked for."""

    __slots__ = ("_event", "_origin", "requests", "source", "target")

    def __init__(
        self, event: AnyEvent, origin: CallbackOrigin, requests: tuple[Request, ...], source: Codec, target: Codec
    ) -> None:
        self._event = event
        self._origin: CallbackOrigin | None = origin
        self.requests = requests
        self.source = source
        self.target = target

    @property
    def event(self) -> AnyEvent:
        """The canonical event, native included."""
        if self._origin is not None:
            self.source.attach(self._event, self._origin)
            self._origin = None
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
        never = pair_losses(self.source, self.target)
        found: list[Loss] = []
        if not self.requests:
            found.append(Loss(path="", kind="dropped", was=canonical(self.event)))
        for request in self.requests:
            arrived = canonical(self.target.decode_callback(request, self.event.phase))
            found += event_losses(canonical(self.event), arrived, never)
        if self.source.name != self.target.name:
            found += native_losses(self.event, self.source)
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
    a, b = _codec(source), _codec(target)
    event, origin = a.read(request, phase)
    if a.name == b.name:
        a.attach(event, origin)
    return Translation(event, origin, b.encode_callbacks(event, endpoint=endpoint, policy=policy, now=now), a, b)


def pair_losses(source: str | Codec, target: str | Codec) -> tuple[str, ...]:
    """Return the canonical paths that only one of the two has a place for, whatever the message is.

    What the source says there is dropped; what the target requires there is invented.
    """
    a, b = _codec(source), _codec(target)
    return tuple(sorted(a.says ^ b.says))


def ack_losses(ack: Ack, *, to: AnyEvent, codec: Codec, policy: Policy = None) -> tuple[Loss, ...]:
    """Return what of an ack does not reach the vendor."""
    answer: Response = codec.encode_ack(ack, to=to, policy=policy)
    arrived = codec.decode_ack(answer, to=to)
    return tuple([_loss(found) for found in compare(canonical(ack), canonical(arrived), texts=False)])


def event_losses(sent: dict[str, Any], arrived: dict[str, Any], never: tuple[str, ...]) -> list[Loss]:
    """Compare two canonical events, but for the envelope and what never fits."""
    here, there = _compared(sent), _compared(arrived)
    found = [_loss(difference) for difference in _differences(here, there)]
    return [loss for loss in found if not any(_covers(path, loss.path) for path in never)]


def native_losses(event: AnyEvent, source: Codec) -> list[Loss]:
    """Return what only the source's own wire can say, secrets masked."""
    natives = [("", event.native)]
    if not isinstance(event, UnknownEvent):
        natives += [(source.element_pointer(i), part.native) for i, part in enumerate(event.message.parts)]
    losses = []
    for prefix, native in natives:
        for edit in native.edits:
            for difference in compare(edit.was, edit.now, edit.path):
                where = prefix + pointer(difference.path)
                held = "***" if where in source.secret_pointers else difference.now
                losses.append(Loss(path=where, kind="native", was=held))
    return [loss for loss in losses if loss.path != "/url"]


def _codec(named: str | Codec) -> Codec:
    return vendor(named) if isinstance(named, str) else named


def _compared(event: dict[str, Any]) -> dict[str, Any]:
    """Leave out the envelope, and what is only a copy of something in the message."""
    message = event.get("message", {})
    copies = {"occurred_at": message.get("sent_at"), "actor": message.get("sender")}
    return {
        name: value
        for name, value in event.items()
        if name not in ENVELOPE and not (name in copies and same(value, copies[name]))
    }


def _differences(here: dict[str, Any], there: dict[str, Any]) -> list[Difference]:
    """Compare the tags apart: two events of different type are still compared field by field."""
    found = [Difference(("type",), here["type"], there["type"])] if here["type"] != there["type"] else []
    a = {name: value for name, value in here.items() if name != "type"}
    b = {name: value for name, value in there.items() if name != "type"}
    return found + list(compare(a, b, texts=False))


def _loss(difference: Difference) -> Loss:
    was, now = difference.was, difference.now
    kind = "invented" if was is UNSET else "dropped" if now is UNSET else "changed"
    return Loss(path=_attribute(difference.path), kind=kind, was=was, now=now)


def _attribute(path: tuple[str | int, ...]) -> str:
    """Write a path the way an attribute is written in Python."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _covers(never: str, path: str) -> bool:
    return path == never or path.startswith((never + ".", never + "["))
