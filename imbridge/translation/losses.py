"""What does not come back of a value, one by one."""

from functools import cache
from typing import Any

from msgspec import UNSET, Struct

from imbridge.delta import Difference, Edit, compare, pointer
from imbridge.form import WholeNative
from imbridge.model import tag_of
from imbridge.model.base import shown
from imbridge.model.canonical import NOWHERE, Path, Skip, differences, skipping


class Loss(Struct, frozen=True, gc=False):
    """One thing that does not come back: where, how, what it was and what it is now.

    `path` is attribute style over the canonical model (`message.parts[0].text`), or a JSON pointer
    into the source's request for kind `native`. UNSET stands for nothing at all.
    """

    path: str
    kind: str  # dropped, changed, invented, native
    was: Any = UNSET
    now: Any = UNSET

    def __repr__(self) -> str:
        was, now = shown(self.was, self.path), shown(self.now, self.path)
        return f"Loss(path={self.path!r}, kind={self.kind!r}, was={was}, now={now})"


def native_losses(native: WholeNative) -> list[Loss]:
    """Return what only the source's own wire can say, secrets masked."""
    source = native.form
    whole, parts = native.beyond()
    losses: list[Loss] = []
    for edit in whole:
        if edit.path[0] != "url":
            _lost(edit, "", source.secret_pointers, losses)
    for index, edits in enumerate(parts):
        for edit in edits:
            _lost(edit, source.element_pointer(index), source.secret_pointers, losses)
    at = source.given_pointer
    if at is None or "/shape" not in [one.path for one in losses]:
        return losses
    return [Loss(path=at(one.path), kind="native", was=UNSET if one.path == "/shape" else one.was) for one in losses]


def _lost(edit: Edit, prefix: str, secrets: tuple[str, ...], losses: list[Loss]) -> None:
    """Add what an edit says, leaf by leaf; its path stands below the prefix."""
    was, now = edit.was, edit.now
    added = was is UNSET and not (now and now.__class__ is dict)
    alone = added or was.__class__ in ATOMS or was is now  # nearly always; the last is a copy of something else
    for found in (edit,) if alone else compare(was, now, edit.path):
        where = prefix + pointer(found.path)
        losses.append(Loss(where, "native", "***" if (where + "/").startswith(secrets) else found.now))


ATOMS = frozenset({int, float, bool, type(None)})
"""Types of values that nothing is in."""


@cache
def only_one(source: frozenset[str], target: frozenset[str], envelope: frozenset[str]) -> Skip:
    """Return as not to be compared what only one of two vendors has a place for, and what differs by nature."""
    return skipping((source ^ target) | envelope)


def unlike(was: Any, now: Any, skip: Skip = NOWHERE) -> list[Difference]:
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
