"""Translate a record of history from one vendor to another."""

from msgspec import Struct

from imbridge.codec import Codec
from imbridge.context import Policy
from imbridge.errors import CannotExpress
from imbridge.form import Form, WholeNative
from imbridge.http import Request
from imbridge.model import HistoryRecord
from imbridge.translation.losses import Loss, loss, native_losses, only_one, unlike
from imbridge.vendors import loaded


class HistoryTranslation(Struct, eq=False, gc=False):
    """What became of one record of history; `record` and `losses` are finished when asked for."""

    line: bytes
    source: Codec
    target: Codec
    _record: HistoryRecord

    def __repr__(self) -> str:
        return f"HistoryTranslation({self.source.name} to {self.target.name})"

    @property
    def record(self) -> HistoryRecord:
        """The canonical record, native included."""
        history(self.source).attach(self._record)
        return self._record

    def losses(self) -> tuple[Loss, ...]:
        """Return what the target's record does not say, or says otherwise."""
        record = self._record
        arrived = history(self.target).read(Request(body=self.line))
        never = only_one(history(self.source).says, history(self.target).says, ENVELOPE)
        found = [loss(one) for one in unlike(record, arrived, never)]
        if self.source.name != self.target.name and isinstance(record.native, WholeNative):
            found += native_losses(record.native)
        return tuple(found)


def translate_history(
    line: bytes | str,
    source: str | Codec,
    target: str | Codec,
    *,
    command: str | None = None,
    policy: Policy = None,
) -> HistoryTranslation:
    """Turn one record of `source`'s history into the same of `target`'s.

    Raises Malformed or TooLarge for what is no record, CannotExpress for what the target has no words
    for and the policy no substitute.
    """
    a = source if isinstance(source, Codec) else loaded(source)
    b = target if isinstance(target, Codec) else loaded(target)
    record: HistoryRecord = history(a).read(a.line(line), command)
    if a.name == b.name:
        history(a).attach(record)
    return HistoryTranslation(b.encode_history(record, policy=policy), a, b, record)


def history(codec: Codec) -> Form:
    """Return how a vendor's records of history are read and written."""
    if codec.records is None:
        raise CannotExpress("has no history here", vendor=codec.name)
    return codec.records


ENVELOPE = frozenset({"vendor", "command"})
"""Fields that differ between vendors by nature."""
