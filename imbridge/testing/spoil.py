"""Spoil valid callbacks: the better fuzzer, since what it makes is nearly right."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.documents import Document, Draw
from imbridge.testing.jsons import is_object_text, values

HOLE = "\x00hole\x00"
"""What stands in a body where raw bytes go."""

RAW = (
    b"9" * 30,
    b"9" * 5000,
    b"-" + b"9" * 400,
    b"1e400",
    b"-1e400",
    b"NaN",
    b"1.0",
    b"-0.0",
    b"-0",
    b'"\\ud800"',
    b'"\\udc00\\ud800"',
    b'"\xff\xfe"',
    b'"\\u0000"',
    b"[" * 2000 + b"]" * 2000,
    b'{"a":' * 300 + b"1" + b"}" * 300,
    b"{}",
    b"[]",
    b'""',
    b"null",
    b"true",
    b'{"a":1,"a":2}',
    b'{"type":"x"}',
    b'"{\\"a\\":1}"',
    b'"' + b"{" * 300 + b'"',
)
"""JSON, and what looks like it, that parsers have fallen over."""


DOUBLED = b'"MsgBody":[],"contentType":"x","content":"","CallbackCommand":"Bot","payload":{},"chat_type":"muc",'
"""Members that come once more later on."""


DEEP = 200
"""How deep values are spoiled; what lies deeper is as good as any."""


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all values in a JSON document, into texts that hold objects too."""
    if path:
        yield path
    if isinstance(value, str) and is_object_text(value):
        value = json.loads(value)
    if isinstance(value, dict | list) and len(path) < DEEP:
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(held, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a copy of a JSON document with one value replaced, inside texts too; DROP removes it."""
    if not path:
        return new
    if isinstance(value, str):
        return json.dumps(replaced(json.loads(value), path, new))
    held = list(value) if isinstance(value, list) else dict(value)
    if new is DROP and len(path) == 1:
        del held[path[0]]
    else:
        held[path[0]] = replaced(held[path[0]], path[1:], new)
    return held


class _Drop:
    pass


DROP = _Drop()


@st.composite
def spoiled(draw: Draw, documents: st.SearchStrategy[Document]) -> Request:
    """Draw a valid callback and spoil it once or twice."""
    request = draw(documents).request
    body = draw(spoiled_bytes(request.body))
    url = draw(st.just(request.url) | st.just(request.url).flatmap(_urls))
    return Request(url=url, headers=request.headers, body=body)


@st.composite
def spoiled_bytes(draw: Draw, body: bytes) -> bytes:
    """Spoil a JSON text once or twice."""
    for _ in range(draw(st.integers(1, 2))):
        body = draw(st.sampled_from((_bytes, _values, _values, _values)))(draw, body)
    return body


def _urls(url: str) -> st.SearchStrategy[str]:
    base = url.partition("?")[0]
    twice = f"{url}&{url.partition('?')[2]}"
    odd = (base, base + "?", twice, url + "&%ff=%fe&=&&=x&a", url + "&x=%", url + "#frag", url.replace("=", ""), "?")
    return st.sampled_from(odd)


def _bytes(draw: Draw, body: bytes) -> bytes:
    at = draw(st.integers(0, max(0, len(body) - 1)))
    filling: bytes = draw(st.binary(min_size=1, max_size=9))
    match draw(st.sampled_from(("flip", "drop", "add", "cut", "mark", "twice"))):
        case "flip":
            return body[:at] + bytes([draw(st.integers(0, 255))]) + body[at + 1 :]
        case "drop":
            return body[:at] + body[at + draw(st.integers(1, 9)) :]
        case "add":
            return body[:at] + filling + body[at:]
        case "cut":
            return body[:at]
        case "mark":
            return b"\xef\xbb\xbf" + body
        case _:
            return body + body


def _values(draw: Draw, body: bytes) -> bytes:
    """Replace, retype, remove, nest or double one value of a JSON body."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return body
    found = list(places(document))
    if not found:
        return body
    path = draw(st.sampled_from(found))
    match draw(st.sampled_from(("raw", "raw", "retype", "null", "drop", "add", "nest", "double"))):
        case "raw":
            return filled(replaced(document, path, HOLE), draw(st.sampled_from(RAW)))
        case "retype":
            return _written(replaced(document, path, draw(values)))
        case "null":
            return _written(replaced(document, path, None))
        case "drop":
            return _written(replaced(document, path, DROP))
        case "add":
            return _written({**document, draw(st.text(max_size=3)): draw(values)} if isinstance(document, dict) else [])
        case "nest":
            return filled(replaced(document, path, HOLE), b"[" * 40 + b"1" + b"]" * 40)
        case _:
            text = _written(document)
            return text[:1] + DOUBLED + text[1:]


def _written(document: Any) -> bytes:
    return json.dumps(document).encode()


def filled(document: Any, raw: bytes) -> bytes:
    """Write JSON with raw bytes in its hole, once more escaped inside each text that holds the hole."""
    written = json.dumps(document)
    for depth in range(4):
        hole = json.dumps(HOLE)
        for _ in range(depth):
            hole = json.dumps(hole)[1:-1]
        if hole in written:
            filling = raw
            for _ in range(depth):
                filling = filling.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            return written.encode().replace(hole.encode(), filling)
    return written.encode()
