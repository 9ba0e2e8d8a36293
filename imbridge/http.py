"""The outside world reduced to data: one request, one response, and the parts of a URL."""

import re
from collections.abc import Iterable, Mapping
from string import ascii_letters, digits
from typing import Any
from urllib.parse import quote, unquote_plus

from msgspec import Struct, field


class Request(Struct, frozen=True, kw_only=True, gc=False):
    """One HTTP request as it came off the wire, or as it is to be sent."""

    method: str = "POST"
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Response(Struct, frozen=True, kw_only=True, gc=False):
    """One HTTP response."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Endpoint(Struct, frozen=True, kw_only=True):
    """Where a produced request goes: the backend's url, and the target vendor's application id.

    With the `secret` that the backend checks with, the request is signed as the vendor's server
    signs; OpenIM's signs nothing.
    """

    url: str = "http://localhost"
    app: str | None = None
    secret: str | bytes | None = None

    def __repr__(self) -> str:
        secret = "" if self.secret is None else ", secret='***'"
        return f"Endpoint(url={self.url!r}, app={self.app!r}{secret})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Show rich the same."""
        secret = [] if self.secret is None else [("secret", "***")]
        return [("url", self.url), ("app", self.app), *secret]


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Look up a header whatever the case of its name: as given, as Go writes it, and then in any."""
    if not headers:
        return None
    held = headers.get(name) or headers.get(name.capitalize())
    if held is None:
        low, size = name.lower(), len(name)
        try:
            for key in headers:
                if len(key) == size and key.lower() == low:
                    held = headers[key]
                    break
        except (AttributeError, TypeError):  # a header whose name is no text
            return None
    return held if held.__class__ is str else None


def split_query(url: str) -> dict[str, str]:
    """Return the query parameters of a URL; of a repeated one the last."""
    query = url.partition("?")[2]
    if "%" in query or "+" in query or not query:
        return dict(query_pairs(url))
    found = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        found[name] = value
    return found


def query_pairs(url: str) -> list[tuple[str, str]]:
    """Return the query parameters of a URL in order.

    A pair that is not percent-encoded UTF-8 is kept as it stands.
    """
    query = url.partition("?")[2]
    pairs = [pair.partition("=") for pair in query.split("&")] if query else []
    if "%" in query or "+" in query:
        return [(unescape(name), unescape(value)) for name, _, value in pairs]
    return [(name, value) for name, _, value in pairs]


def join_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Write query parameters as text."""
    pairs = list(pairs)
    if _PLAIN("".join([name + value for name, value in pairs])):
        return "&".join([f"{name}={value}" for name, value in pairs])
    return "&".join([f"{escape(name)}={escape(value)}" for name, value in pairs])


def join_bars(texts: tuple[str, ...]) -> str:
    """Percent-encode texts and join them with bars."""
    joined = "|".join(texts)
    rest = joined.encode().translate(None, _UNRESERVED)
    if rest == b"|" * (len(texts) - 1):
        return joined
    odd = rest.replace(b"|", b"")
    if len(rest) - len(odd) >= len(texts) or len(odd) > _FEW or b"%" in odd or not odd.isascii():
        return "|".join([escape(text) for text in texts])
    for char in odd.decode():
        joined = joined.replace(char, _ESCAPES[char])
    return joined


def join_url(base: str, query: str) -> str:
    """Append a query to a URL, which may have a query of its own."""
    return f"{base}{'&' if '?' in base else '?'}{query}" if query else base


def escape(text: str) -> str:
    """Percent-encode a text; most need none of it, and hardly any more than ASCII."""
    return _ODD(_escaped, text) if text.isascii() else quote(text, safe="")


def _escaped(odd: re.Match[str]) -> str:
    return _ESCAPES[odd[0]]


def unescape(text: str) -> str:
    """Undo percent-encoding; what is none, or no UTF-8, stays as it stands."""
    if "%" not in text and "+" not in text:
        return text
    try:
        return unquote_plus(text, errors="strict")
    except UnicodeDecodeError:
        return text


_PLAIN = re.compile(r"[A-Za-z0-9._~-]*").fullmatch
_ODD = re.compile(r"[^A-Za-z0-9._~-]").sub
_FEW = 8  # characters of an id that are worth a search each
_UNRESERVED = (ascii_letters + digits + "._~-").encode()
_ESCAPES = {char: quote(char, safe="") for char in map(chr, range(128))}
