"""How a law is held: what it raises when it does not hold, and comparisons that several laws make."""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from imbridge.errors import ImbridgeError
from imbridge.testing.differences import NOTHING, equal


class Broken(AssertionError):
    """A law does not hold."""

    def __init__(self, law: str, what: str) -> None:
        super().__init__(f"{law}: {what}")
        self.law = law


def hold(holds: bool, law: str, what: str, *details: Any) -> None:
    """Raise Broken unless something holds."""
    if not holds:
        raise Broken(law, " | ".join([what, *map(repr, details)]))


def covered(where: str, declared: Iterable[str]) -> bool:
    """Tell whether a JSON pointer is one of those, or beneath one."""
    return any(where == one or where.startswith(one + "/") for one in declared)


def within(path: str, declared: str) -> bool:
    """Tell whether a path is another one, or beneath it."""
    return path == declared or path.startswith((declared + ".", declared + "["))


def listed_natives(losses: Iterable[Any]) -> list[tuple[str, Any, Any]]:
    """Return the losses of what only the source's wire can say."""
    return [(loss.path, loss.was, loss.now) for loss in losses if loss.kind == "native"]


def same_losses(law: str, expected: list[tuple[str, Any, Any]], listed: list[tuple[str, Any, Any]]) -> None:
    """Hold that what was lost was listed, and nothing else."""
    plain = [(path, *[_plain(path, value) for value in values]) for path, *values in listed]
    for one in expected:
        hold(any(_same_loss(one, other) for other in plain), law, "lost and not listed", one)
    for other in plain:
        hold(any(_same_loss(one, other) for one in expected), law, "listed and not lost", other)


def _plain(path: str, value: Any) -> Any:
    """Return a value as canonical JSON has it, where a mention is of everyone or does not say so."""
    return NOTHING if value is UNSET or (value is False and path.endswith(".everyone")) else value


def _same_loss(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    return all(x is y or equal(x, y) for x, y in zip(a, b, strict=True))


def tried(what: str, do: Any) -> None:
    """Hold that something ends, or raises an ImbridgeError."""
    try:
        do()
    except ImbridgeError:
        pass
    except Exception as problem:
        raise Broken("total", f"{what}: {type(problem).__name__}: {problem}") from problem
