"""What a signature proves, and comparing one: what every vendor's `signature.py` stands on."""

from collections.abc import Callable, Sequence
from hmac import compare_digest
from typing import Any, Literal

from msgspec import Struct

from imbridge.errors import ImbridgeError, Unverified

Secret = str | bytes
"""What a vendor and a backend share; a text counts as its UTF-8 bytes."""

LATEST = 2**63 - 1
"""The last moment that anybody can be asked about."""


class Evidence(Struct, frozen=True, kw_only=True):
    """What was proven about a request, and what of it that proof is about.

    `valid`: whoever sent it knows the secret. `absent`: it is not signed, which the caller allows.
    `none`: the vendor signs nothing, so that whatever makes the request trustworthy is outside it.
    All that no pointer in `covers` leads to may have been changed by anybody on the way.
    """

    vendor: str
    state: Literal["valid", "absent", "none"]
    covers: tuple[str, ...] = ()  # JSON pointers into the request: /body/callId, /query/RequestTime
    secret: int | None = None  # index of the secret that matched
    signed_at: int | None = None  # milliseconds; a time that is covered


class Check(Struct, frozen=True, kw_only=True):
    """What is asked of a request, ready for use."""

    now_ms: int
    secrets: tuple[bytes, ...] = ()
    required: bool = True
    app: str | None = None
    window_ms: int | None = None

    def __repr__(self) -> str:
        return f"Check({len(self.secrets)} secrets)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Show rich no more."""
        return [("secrets", len(self.secrets))]


def to_check(now_ms: int, secrets: Sequence[Secret], required: bool, app: str | None, window_ms: int | None) -> Check:
    """Make a check out of what a caller gave; raise ImbridgeError for what nobody can check."""
    if not isinstance(secrets, list | tuple):
        raise ImbridgeError("secrets are a list or tuple of texts or bytes")
    if app == "" or not isinstance(app, str | None):
        raise ImbridgeError("an app is a text that is not empty")
    if window_ms is not None and not _is_time(window_ms):
        raise ImbridgeError("a window is a number of milliseconds")
    return Check(
        now_ms=to_moment(now_ms),
        secrets=tuple([to_key(secret) for secret in secrets]),
        required=required is not False,
        app=app,
        window_ms=window_ms,
    )


def to_key(secret: Secret) -> bytes:
    """Return the bytes of a secret; raise ImbridgeError for none at all, with which anybody can sign."""
    if not isinstance(secret, str | bytes):
        raise ImbridgeError("a secret is a text or bytes")
    if not secret:
        raise ImbridgeError("a secret is empty")
    return secret.encode("utf-8", "surrogatepass") if isinstance(secret, str) else secret


def to_moment(now_ms: int) -> int:
    """Return a time, or raise ImbridgeError for what is none."""
    if not _is_time(now_ms):
        raise ImbridgeError("now is a number of milliseconds since the epoch")
    return now_ms


def _is_time(value: object) -> bool:
    return type(value) is int and 0 <= value <= LATEST


def absent(vendor: str, check: Check) -> Evidence:
    """Say that a request is not signed; raise Unverified where it has to be."""
    if check.required:
        _need(check)
        raise Unverified("not signed")
    return Evidence(vendor=vendor, state="absent")


def matching(check: Check, sign: Callable[[bytes], str], given: str) -> int:
    """Return the index of the secret that makes this signature; raise Unverified when none does.

    Every secret is tried, each compared in constant time.
    """
    _need(check)
    signature = given.encode("utf-8", "surrogatepass")
    matched = [compare_digest(sign(secret).encode(), signature) for secret in check.secrets]
    if not any(matched):
        raise Unverified("the signature is wrong")
    return matched.index(True)


def check_window(check: Check, signed_at: int, window_ms: int | None) -> None:
    """Raise Unverified for a time that is further from now than the window; None is no window."""
    if window_ms is not None and abs(check.now_ms - signed_at) > window_ms:
        raise Unverified(f"signed more than {window_ms} ms from now")


def _need(check: Check) -> None:
    if not check.secrets:
        raise ImbridgeError("there is no secret to check a signature with")
