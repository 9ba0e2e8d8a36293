"""What does not come back of a value, one by one."""

from typing import Any

from msgspec import UNSET, Struct

from imbridge.delta import Difference, compare, pointer
from imbridge.form import Form, WholeNative
from imbridge.model import tag_of
from imbridge.model.base import masked
from imbridge.model.canonical import Path, differences


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


def native_losses(native: WholeNative) -> list[Loss]:
    """Return what only the source's own wire can say, secrets masked."""
    source = native.form
    whole, parts = native.beyond()
    rare = source.given_pointer is not None and any(edit.path == ("shape",) for edit in whole)
    losses = []
    for index, edits in enumerate([whole, *parts], start=-1):
        prefix = source.element_pointer(index) if index >= 0 else ""
        for edit in edits:
            if edit.path[:1] == ("url",) and not prefix:
                continue
            alone = edit.was is UNSET and edit.now.__class__ in LEAVES  # nearly always
            for difference in (edit,) if alone else compare(edit.was, edit.now, edit.path):
                where = prefix + pointer(difference.path)
                held = "***" if is_secret(where, source) else difference.now
                if rare and source.given_pointer is not None:
                    where = source.given_pointer(where)
                losses.append(Loss(path=where, kind="native", was=UNSET if edit.path == ("shape",) else held))
    return losses


def is_secret(where: str, source: Form) -> bool:
    """Tell whether a pointer leads to what no report may show."""
    for secret in source.secret_pointers:
        if where.startswith(secret) and where[len(secret) : len(secret) + 1] in ("", "/"):
            return True
    return False


LEAVES = frozenset({str, int, float, bool, type(None)})


def only_one(source: Form, target: Form) -> frozenset[Path]:
    """Return the paths that only one of two vendors has a place for."""
    return frozenset([tuple(path.split(".")) for path in source.says ^ target.says])


def unlike(was: Any, now: Any, skip: frozenset[Path] = frozenset()) -> list[Difference]:
    """Compare two values field by field, and their types."""
    found = differences(was, now, skip)
    if was.__class__ is not now.__class__:
        found.insert(0, Difference(("type",), tag_of(was), tag_of(now)))
    return found


def loss(found: Difference) -> Loss:
    """Return a difference as what it means to whoever is sent the second value."""
    was, now = found.was, found.now
    kind = "invented" if was is UNSET else "dropped" if now is UNSET else "changed"
    return Loss(path=attribute(found.path), kind=kind, was=was, now=now)


def attribute(path: Path) -> str:
    """Write a path the way an attribute is written in Python."""
    try:
        return ".".join(path)  # type: ignore[arg-type]  # an index in it is a TypeError
    except TypeError:
        return "".join([f"[{step}]" if isinstance(step, int) else f".{step}" for step in path])[1:]
