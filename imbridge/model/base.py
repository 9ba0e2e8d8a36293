"""What every canonical value is: frozen, keyword-only, compared by what it says."""

import re
from typing import Any, ClassVar, TypeVar

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import force_setattr

from imbridge.delta import Edits, open_text
from imbridge.errors import CannotExpress

Data = dict[str, Any] | str
"""A non-empty JSON object, or a non-empty text that is not one (see `settle`)."""

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

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}  # pydantic before 2.12 asks here

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from imbridge.model.fields import schema_of

        return schema_of(cls)


class ByType:
    """What `by_type` is."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from imbridge.model.fields import union_schema

        return union_schema(source, handler.generate_schema)


by_type = ByType()
"""Tells apart the classes of a union that is a field of a pydantic model: `Annotated[Part, by_type]`.

`Field(discriminator="type")` does the same for events and acks. Of a part it would ask the attribute
`type`, which most have not, and which in an unknown part is the vendor's word.
"""


class Native:
    """What a vendor's document said beyond the canonical value; this one says nothing.

    Equal to any other `Native`, so that it takes no part in `==` and hashing. One that was decoded
    holds the document it came from until the edits are asked for; one that was loaded holds the
    edits. `dump` is the only serialiser; the `repr` shows nothing of what may be secret.
    """

    __slots__ = ()

    @property
    def vendor(self) -> str | None:
        """Whose document it was."""
        return None

    @property
    def edits(self) -> Edits:
        """The edits that take what the codec writes to what the vendor had written."""
        return ()

    def key(self, event: Any) -> str | None:
        """Return the idempotency key of the event that this belongs to, where the vendor gives one."""
        return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Native)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "Native()" if self.vendor is None else f"Native({self.vendor}…)"


class StoredNative(Native):
    """What `load` brings back."""

    __slots__ = ("_edits", "_key", "_vendor")

    def __init__(self, vendor: str | None, edits: Edits, key: str | None = None) -> None:
        self._vendor = vendor
        self._edits = edits
        self._key = key

    @property
    def vendor(self) -> str | None:
        """Whose document it was."""
        return self._vendor

    @property
    def edits(self) -> Edits:
        """The edits as they were dumped."""
        return self._edits

    def key(self, event: Any) -> str | None:
        """Return the key as it was dumped."""
        return self._key


NOTHING = Native()
"""The native of every value that was not decoded."""


def settle(value: Struct, field: str, held: Any) -> None:
    """Bring one `Data` field of a value under construction to its one spelling.

    Empty is null, and a text that holds a JSON object is that object; its spelling is native.
    """
    if held is UNSET or (held and (held.__class__ is not str or held[0] != "{")):
        return
    opened = open_text(held) if held else None
    if opened is not None or not held:
        force_setattr(value, field, opened or None)


def shown(value: Any, name: str = "") -> str:
    """Write a JSON value for people to look at, without secrets; what nests too deep is left out."""
    try:
        return repr(masked(value, name))
    except RecursionError:
        return "…"


def masked(value: Any, name: str = "") -> Any:
    """Return a JSON value for people to look at: no secret is in it, wherever it stands."""
    if isinstance(value, dict):
        return {key: masked(held, str(key)) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [masked(held) for held in value]
    return "***" if isinstance(value, str) and re.search(r"(?:^|[^a-zA-Z])secret$", name) else value


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
