"""The outside world reduced to data: one request, one response, and the parts of a URL."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote_plus

from msgspec import Struct, field


class Request(Struct, frozen=True, kw_only=True):
    """One HTTP request as it came off the wire, or as it is to be sent."""

    method: str = "POST"
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Response(Struct, frozen=True, kw_only=True):
    """One HTTP response."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Endpoint(Struct, frozen=True, kw_only=True):
    """Where a produced request goes: the backend's url, and the target vendor's application id."""

    url: str = "http://localhost"
    app: str | None = None


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Look up a header whatever the case of its name; `name` is given in lower case."""
    for key, value in headers.items():
        if key.lower() == name:
            return value
    return None


def split_query(url: str) -> dict[str, str]:
    """Return the query parameters of a URL; of a repeated one the last."""
    return dict(query_pairs(url))


def query_pairs(url: str) -> list[tuple[str, str]]:
    """Return the query parameters of a URL in order.

    A pair that is not percent-encoded UTF-8 is kept as it stands.
    """
    query = url.partition("?")[2]
    if not query:
        return []
    plain = "%" not in query and "+" not in query
    return [
        (name, value) if plain else (_unquote(name), _unquote(value))
        for name, _, value in [pair.partition("=") for pair in query.split("&")]
        if name or value
    ]


def join_url(base: str, query: Iterable[tuple[str, str]]) -> str:
    """Append query parameters to a URL, which may have a query of its own."""
    pairs = "&".join([f"{name}={value}" if _plain(value) else f"{name}={quote(value)}" for name, value in query])
    return f"{base}{'&' if '?' in base else '?'}{pairs}" if pairs else base


def _unquote(text: str) -> str:
    try:
        return unquote_plus(text, errors="strict")
    except UnicodeDecodeError:
        return text


def _plain(text: str) -> bool:
    """Tell whether a text needs no percent-encoding; digits and letters are nearly all there is."""
    return text.isascii() and text.replace(".", "").replace("-", "").isalnum()
