"""What the commands read: documents in a file, and the requests, acks and responses in those."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec
from msgspec import Raw, Struct, field

from imbridge.cases.recorded import RecordedRequest, RecordedResponse, request_of, response_of
from imbridge.cases.suite import UNREADABLE, malformed
from imbridge.codec import SCHEMA, load
from imbridge.delta import check_depth
from imbridge.errors import Malformed
from imbridge.http import Request, Response
from imbridge.model import Ack
from imbridge.wire import encode

BOM = b"\xef\xbb\xbf"


class Given(NamedTuple):
    """A callback as it was given, and what a spec case says beside it."""

    request: Request
    phase: str | None = None
    options: dict[str, Any] = {}  # noqa: RUF012  # never changed


def documents(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the JSON documents of a file (`-` is stdin), each with the number of its first line.

    JSON Lines are read line by line. The file is one document where neither of its first two lines
    is an object by itself: two, so that a broken first line costs only itself.
    """
    with nullcontext(sys.stdin.buffer) if path == Path("-") else path.open("rb") as stream:
        lines = _lines(stream)
        head: list[tuple[int, bytes]] = []
        for number, line in lines:
            head.append((number, line))
            if _is_object(line):
                yield from chain(head, lines)
                return
            if len(head) == 2:
                break
        if head:
            yield head[0][0], b"\n".join([line for _, line in chain(head, lines)])


def read_callback(document: bytes) -> Given:
    """Read a recorded request, a spec case or the bare body of a callback; raise Malformed for neither."""
    members = _members(document)
    try:
        if "request" in members:
            case = _case(document)
            return Given(request_of(case.request), case.phase, case.options)
        if "url" in members and ("body" in members or "body_base64" in members):
            return Given(request_of(_request(document)))
    except UNREADABLE as problem:
        raise malformed(problem) from None
    return Given(Request(body=document))


def read_ack(document: bytes) -> Ack:
    """Read an ack, with or without the schema version that `dump` puts around it."""
    dumped = document if "schema" in _members(document) else encode({"schema": SCHEMA, "ack": Raw(document)})
    ack = load(dumped)
    if not isinstance(ack, Ack):
        raise Malformed("an event, where an ack was wanted")
    return ack


def read_response(document: bytes) -> Response:
    """Read a recorded response, or the bare body of one, which may be anything."""
    try:
        members = _members(document)
    except Malformed:
        return Response(body=document)
    if "status" not in members or not members.keys() & {"body", "body_base64"}:
        return Response(body=document)
    try:
        return response_of(_response(document))
    except UNREADABLE as problem:
        raise malformed(problem) from None


class _Case(Struct):
    request: RecordedRequest
    phase: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


_case = msgspec.json.Decoder(_Case).decode
_request = msgspec.json.Decoder(RecordedRequest).decode
_response = msgspec.json.Decoder(RecordedResponse).decode
_object = msgspec.json.Decoder(dict[str, Raw]).decode


def _members(document: bytes) -> dict[str, Raw]:
    check_depth(document)
    try:
        return _object(document)
    except UNREADABLE as problem:
        raise malformed(problem) from None


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(stream, 1):
        stripped = (line.removeprefix(BOM) if number == 1 else line).strip()
        if stripped:
            yield number, stripped


def _is_object(line: bytes) -> bool:
    try:
        _object(line)
    except UNREADABLE:
        return False
    return True
