"""A request as one JSON document, which is all that a delta sees; and what is told of requests by looking at them."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct

from imbridge import wire
from imbridge.delta import Edit, diff, same
from imbridge.http import Request, join_url, query_pairs, split_query, unescape
from imbridge.model import Message, Part
from imbridge.model.canonical import differences


class Document(Struct):
    """What a delta sees of a request."""

    url: str
    query: dict[str, str | list[str]]
    headers: dict[str, str]
    body: Any
    path: str = ""
    shape: bool = False  # the body has a rare shape, and stands here in the usual one


def query_of(url: str) -> dict[str, Any]:
    """Return the query parameters of a URL, a list for one that stands there more than once."""
    query: dict[str, Any] = dict(split_query(url))
    if len(query) > url.count("&"):
        return query
    found: dict[str, list[str]] = {}
    for name, value in query_pairs(url):
        found.setdefault(name, []).append(value)
    return {name: held if len(held) > 1 else held[0] for name, held in found.items()}


def uncredentialed(request: Request, credential: str) -> Request:
    """Return a request to a vendor without the credential in its URL, wherever somebody has put it."""
    if request.__class__ is not Request or request.url.__class__ is not str:
        return request  # which no form admits
    url = request.url
    if "#" not in url and "@" not in url and not _tells(url, credential):
        return request
    base, _, query = url.partition("#")[0].partition("?")
    if "@" in base:
        base = _USER.sub("//", base, count=1)
    kept = [pair for pair in query.split("&") if credential not in pair.lower()]
    if "%" in query:
        kept = [pair for pair in kept if not _tells(pair, credential)]
    return Request(
        method=request.method, url=join_url(base, "&".join(kept)), headers=request.headers, body=request.body
    )


def _tells(text: str, credential: str) -> bool:
    """Tell whether a credential is named in a text, escaped or not."""
    return credential in (unescape(text) if "%" in text else text).lower()


def unlike(plain: Mapping[str, Raw], given: Mapping[str, Raw]) -> list[str]:
    """Return the names of members that are not the same bytes in both."""
    found = [name for name, value in given.items() if plain.get(name) != value]
    return found if plain.keys() <= given.keys() else found + [name for name in plain if name not in given]


def changed(plain: Mapping[str, Raw], given: Mapping[str, Raw], names: list[str], path: tuple[str, ...]) -> list[Edit]:
    """Return the edits of some members of an object that stands at a path, in a document that was admitted.

    Raises what msgspec raises.
    """
    found: list[Edit] = []
    for name in names:
        now = _value(given[name]) if name in given else UNSET
        if name not in plain:
            found.append(Edit((*path, name), UNSET, now))
            continue
        was = _value(plain[name])
        if was.__class__ is dict and now.__class__ is dict:
            found += diff(was, now, (*path, name))
        elif not same(was, now):
            found.append(Edit((*path, name), was, now))
    return found


def same_meaning(said: Any, value: Any, trusted: bool = False) -> bool:
    """Tell whether two events say the same, but for header fields that only repeat the message.

    Python's own equality is fast and takes `1` for `True`: good enough for edits that are `trusted`.
    """
    if trusted and said == value:
        return True
    if said.__class__ is not value.__class__:
        return False
    copies = said.copies()
    return all(difference.path[0] in copies for difference in differences(said, value))


def no_farther(said: Any, plain: Any, value: Any) -> bool:
    """Tell whether what a value is read as differs from it only where what is written without native does, too."""
    if not said.__class__ is plain.__class__ is value.__class__:
        return False
    there = differences(plain, value)
    return all(one in there or one.path[0] in said.copies() for one in differences(said, value))


def parts_of(value: Any) -> tuple[Part, ...]:
    """Return the parts of a value's message, if it has one."""
    message = getattr(value, "message", None)
    return message.parts if message.__class__ is Message else getattr(value, "parts", None) or ()


def digest(body: bytes, but: frozenset[str] = frozenset()) -> str:
    """Return 32 hex digits that a retry of the same JSON body has, and no other body.

    The members in `but` may differ.
    """
    document = wire.parse(body)
    if but and isinstance(document, dict):
        document = {name: value for name, value in document.items() if name not in but}
    return sha256(_sorted(document)).hexdigest()[:32]


_USER = re.compile(r"//[^/@]*@")
_value = msgspec.json.Decoder().decode
_sorted = msgspec.json.Encoder(order="deterministic").encode
