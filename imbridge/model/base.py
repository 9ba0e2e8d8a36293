"""What every canonical value is: frozen, keyword-only, compared by what it says."""

from typing import Any, Protocol, TypeVar

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import force_setattr

from imbridge.delta import Edits, open_text
from imbridge.errors import CannotExpress

Data = dict[str, Any] | str
"""A non-empty JSON object, or a non-empty text that is not one (see `data`)."""

V = TypeVar("V", bound="Value")


class Value(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    repr_omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """Base of every canonical type. Null means "not said"."""


class Origin(Protocol):
    """Where a decoded value came from; a codec knows."""

    def edits(self, index: int | None) -> Edits:
        """Return the edits of the event (None) or of one of its parts."""

    def key(self, event: Any) -> str:
        """Return the idempotency key of an event that came from here."""


class Native:
    """What a vendor's document said beyond the canonical value.

    Equal to any other `Native`, so that it takes no part in `==` and hashing. Holds the document it
    came from until the edits are asked for, or, after `load`, the edits. `dump` is the only
    serialiser; the `repr` shows nothing of what may be secret.
    """

    __slots__ = ("index", "known", "origin", "stored_key", "vendor")

    def __init__(
        self,
        vendor: str | None = None,
        origin: Origin | None = None,
        index: int | None = None,
        known: Edits = (),
        stored_key: str | None = None,
    ) -> None:
        self.vendor = vendor
        self.origin = origin
        self.index = index
        self.known = known
        self.stored_key = stored_key

    @property
    def edits(self) -> Edits:
        """The edits that take what the codec writes to what the vendor had written."""
        return self.origin.edits(self.index) if self.origin is not None else self.known

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Native)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "Native()" if self.vendor is None else f"Native({self.vendor}…)"

    def __reduce__(self) -> tuple[type["Native"], tuple[Any, ...]]:
        return Native, (self.vendor, self.origin, self.index, self.known, self.stored_key)


NOTHING = Native()
"""The native of every value that was not decoded."""


def data(value: Data | None) -> Data | None:
    """Bring a `Data` value to its one spelling.

    Empty is null, and a text that holds a JSON object is that object; its spelling is native.
    """
    if isinstance(value, str):
        opened = open_text(value)
        if opened is not None:
            value = opened
    return value or None


def settle(value: Struct, field: str, held: Any) -> None:
    """Bring one `Data` field of a value under construction to its one spelling."""
    if held is not None and held is not UNSET and (not held or (held.__class__ is str and held[0] == "{")):
        force_setattr(value, field, data(held))


def evolve(value: V, path: str, new: object) -> V:
    """Return a copy with one field changed, however deep: `evolve(event, "message.parts", (…,))`.

    An index in brackets leads into a tuple: `message.parts[0].text`. Raises CannotExpress for a
    path that the value does not have.
    """
    if not isinstance(path, str):
        raise CannotExpress("a path is a text")
    steps = path.replace("[", ".").replace("]", "").split(".")
    changed: V = _evolve(value, steps, new, path)
    return changed


def _evolve(value: Any, steps: list[str], new: object, path: str) -> Any:
    if not steps:
        return new
    head, *rest = steps
    if isinstance(value, tuple) and head.isdecimal() and len(head) < 9 and int(head) < len(value):
        index = int(head)
        return (*value[:index], _evolve(value[index], rest, new, path), *value[index + 1 :])
    if not isinstance(value, Struct) or head not in value.__struct_fields__:
        raise CannotExpress(f"no field {head!r} on the way to {path!r}")
    inner = _evolve(getattr(value, head), rest, new, path)
    return msgspec.structs.replace(value, **{head: inner})
