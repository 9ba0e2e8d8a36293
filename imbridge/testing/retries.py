"""The same callback once more, and one that is about something else."""

import json
from typing import Any
from urllib.parse import parse_qsl

from hypothesis import assume
from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.differences import at
from imbridge.testing.documents import Document, Draw, url
from imbridge.testing.spoil import replaced


@st.composite
def retries(draw: Draw, callback: Document) -> Request:
    """Draw a second delivery: same body, another time, signature and address in the query or beside it."""
    request = callback.request
    base, _, query = request.url.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    again = {name: value for name, value in pairs if name not in callback.volatile}
    body: dict[str, str] = {}
    for name in callback.volatile:
        if draw(st.booleans()):
            member = name.startswith("/body/")
            (body if member else again)[name.removeprefix("/body/")] = draw(_otherwise)
    written = json.dumps({**json.loads(request.body), **body}).encode() if body else request.body
    return Request(url=url(base, again), headers=request.headers, body=written)


_otherwise = st.sampled_from(("1", "203.0.113.9", "ef" * 32))


@st.composite
def others_of(draw: Draw, callback: Document) -> Request:
    """Draw a callback that differs in one of the fields that say what happened."""
    body = json.loads(callback.request.body)
    assume(callback.identity)  # of somebody in no group nothing says who
    where = draw(st.sampled_from(callback.identity))
    path = tuple([int(step) if step.isdecimal() else step for step in where.removeprefix("/body/").split("/")])
    other = replaced(body, path, _another(at(body, "/" + where.removeprefix("/body/"))))
    return Request(url=callback.request.url, headers=callback.request.headers, body=json.dumps(other).encode())


def _another(value: Any) -> Any:
    if isinstance(value, str) and not value.isdecimal():
        return value + "~"
    return type(value)(int(value) % (2**32 - 1) + 1)
