"""What the vendors' manuals say is signed, and requests with one byte flipped."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from imbridge.evidence import Secret
from imbridge.http import Request
from imbridge.testing.jsons import millis


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Where a signature stands, and what it covers: JSON pointers into the request."""

    stands: str
    covers: tuple[str, ...]
    window_ms: int | None  # how far from now a signed time may be

    @property
    def in_body(self) -> bool:
        """Tell whether the body has to be read for it."""
        return self.stands.startswith("/body")

    @property
    def names(self) -> list[str]:
        """Return the names of all that matters: members or parameters."""
        return [pointer.rpartition("/")[2] for pointer in (*self.covers, self.stands)]


SIGNED: dict[str, Signed | None] = {
    "easemob": Signed(stands="/body/security", covers=("/body/callId", "/body/timestamp"), window_ms=None),
    "openim": None,
    "tencent": Signed(stands="/query/Sign", covers=("/query/RequestTime",), window_ms=60_000),
}

MOST = 600
"""How many bytes of a body are flipped, evenly spread: all of a short one."""

secrets: st.SearchStrategy[tuple[Secret, Secret]] = st.tuples(
    st.text(min_size=1, max_size=9), st.binary(min_size=1, max_size=9)
).filter(lambda pair: pair[0].encode("utf-8", "surrogatepass") != pair[1])
"""Two secrets that differ."""

masks: st.SearchStrategy[int] = st.sampled_from((1, 2, 4, 8, 16, 32, 64)) | st.integers(1, 127)
"""Which bits of a byte are flipped."""

times: st.SearchStrategy[int] = st.sampled_from((0, 999, 1669872112000, 2**62)) | millis
"""The time that it is now."""


class Flip(NamedTuple):
    """A request with one byte flipped, and whether that changes what is covered, or makes it unreadable."""

    request: Request
    changes: bool
    breaks: bool


def flips(request: Request, signed: Signed | None, mask: int) -> Iterator[Flip]:
    """Yield a request with each of its bytes flipped in turn."""
    before = said(request, signed)
    for at, character in enumerate(request.url):
        url = f"{request.url[:at]}{chr(ord(character) ^ mask)}{request.url[at + 1 :]}"
        yield _flip(replace(request, url=url), signed, before)
    for at in range(0, len(request.body), len(request.body) // MOST + 1):
        body = request.body[:at] + bytes([request.body[at] ^ mask]) + request.body[at + 1 :]
        yield _flip(replace(request, body=body), signed, before)


def _flip(request: Request, signed: Signed | None, before: list[str] | None) -> Flip:
    after = said(request, signed)
    return Flip(request, after != before, after is None)


def doubled(request: Request, signed: Signed) -> Iterator[Request]:
    """Yield a request with each thing that matters there twice, the first or the last being another one."""
    body = request.body.decode()
    base, _, query = request.url.partition("?")
    for name in signed.names:
        if signed.in_body:
            inside = body.strip()[1:-1]
            for twice in (f'{{"{name}":1,{inside}}}', f'{{{inside},"{name}":1}}'):
                yield replace(request, body=twice.encode())
        else:
            for twice in (f"{name}=1&{query}", f"{query}&{name}=1"):
                yield replace(request, url=f"{base}?{twice}")


def said(request: Request, signed: Signed | None) -> list[str] | None:
    """Return all that a request says of what is signed, each value with its type; None for no object."""
    if signed is None:
        return []
    if not signed.in_body:
        pairs: list[tuple[str, Any]] = parse_qsl(request.url.partition("?")[2], keep_blank_values=True)
    else:
        try:
            msgspec.json.decode(request.body)
            body = json.loads(request.body.decode(), object_pairs_hook=_Pairs)
        except (ValueError, RecursionError):
            return None
        if not isinstance(body, _Pairs):
            return None
        pairs = body
    return sorted([f"{name} {value!r}" for name, value in pairs if name in signed.names])


class _Pairs(list[tuple[str, Any]]):
    """An object with its doubled keys."""
