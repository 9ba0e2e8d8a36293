"""What whoever reads or writes a document is told beside it: options, limits, policies."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from imbridge.errors import CannotExpress, ImbridgeError
from imbridge.http import Request
from imbridge.model import AnyEvent

Policy = str | Mapping[str, str] | None
"""`strict` or `closest`, or one choice per tag of a part, event or ack (`*` for all others)."""

PHASES = ("before", "after", "notice")

CHOICES = frozenset({"strict", "refuse", "closest", "text", "drop", "allow", "reject", "code_in_text"})


class Limits(Struct, frozen=True, kw_only=True):
    """How much of a hostile document is looked at."""

    body: int = 16 * 1024 * 1024  # bytes
    url: int = 16 * 1024  # characters
    parts: int = 50_000


class Options(Struct, frozen=True, kw_only=True):
    """What a vendor lets its user set; each vendor adds its own."""

    limits: Limits = Limits()


class Context(Struct, frozen=True, gc=False):
    """What an encoder may need beside the value."""

    options: Any
    policy: Policy = None
    own: bool = True  # the value came from this vendor: its verbatim enum values go back as they are
    url: str = "http://localhost"
    app: str | None = None
    now: int | None = None  # milliseconds, for a time that the target requires and the value lacks
    exact: Callable[[AnyEvent], Request] | None = None  # for a reply that repeats what was asked about
    default: str = "closest"  # what is done about a thing that no policy names

    def choice(self, kind: str, default: str | None = None) -> str:
        """Return what the caller wants done about one kind of thing."""
        policy, default = self.policy, default or self.default
        if policy is None:
            return default
        return policy if isinstance(policy, str) else policy.get(kind, policy.get("*", default))

    def widen(self, kind: str, reason: str) -> None:
        """Raise CannotExpress unless a policy names the closest thing, which more people would get to see."""
        if not self.own and self.choice(kind, "strict") != "closest":
            raise CannotExpress(f"{kind}: {reason}")

    def substitute(self, kind: str, reason: str) -> None:
        """Raise CannotExpress unless the policy lets the closest thing stand for this one."""
        if self.choice(kind) in ("strict", "refuse"):
            raise CannotExpress(f"{kind}: {reason}")


def check_policy(policy: Policy) -> None:
    """Raise ImbridgeError for a word that no policy knows."""
    if policy is None:
        return
    if not isinstance(policy, str | Mapping):
        raise ImbridgeError("a policy is a word, or a mapping from tags to words")
    for word in (policy,) if isinstance(policy, str) else policy.values():
        if str(word) not in CHOICES:
            raise ImbridgeError(f"no policy {word!r}; there are {', '.join(sorted(CHOICES))}")
