"""What a document may hold: a callback in one of several forms, an ack, a response."""

import re
from typing import Any, NamedTuple

import msgspec
from msgspec import DecodeError, Raw, Struct, ValidationError, field

from imbridge.cases.recorded import RecordedRequest, RecordedResponse, request_of, response_of
from imbridge.cases.suite import UNREADABLE, malformed
from imbridge.delta import check_depth
from imbridge.errors import Malformed
from imbridge.http import Request, Response
from imbridge.model import Ack, AnyEvent
from imbridge.storage import SCHEMA, load
from imbridge.wire import encode


class Broken(Malformed):
    """A document that is no JSON, from a line on that is so many below its first."""

    def __init__(self, detail: str, *, below: int = 0) -> None:
        super().__init__(detail)
        self.below = below


class Given(NamedTuple):
    """A callback as it was given, and what a spec case says beside it."""

    request: Request
    phase: str | None = None  # of a callback; of a REST request the command
    options: dict[str, Any] = {}  # noqa: RUF012  # never changed


def read_callback(document: bytes) -> Given:
    """Read a recorded request, a spec case or the bare body of a callback; raise Malformed for neither."""
    members = read_object(document)
    try:
        if "request" in members:
            case = _case(document)
            return Given(request_of(case.request), case.phase, case.options)
        if "url" in members and ("body" in members or "body_base64" in members):
            return Given(request_of(_request(document)))
    except UNREADABLE as problem:
        raise malformed(problem) from None
    return Given(Request(body=document))


def read_call(document: bytes) -> Given:
    """Read a recorded REST request, a spec case or the bare body of one; raise Malformed for neither."""
    members = read_object(document)
    try:
        if "call" in members:
            case = _call_case(document)
            return Given(request_of(case.call), case.command, case.options)
        if "url" in members and ("body" in members or "body_base64" in members):
            return Given(request_of(_request(document)))
    except UNREADABLE as problem:
        raise malformed(problem) from None
    return Given(Request(body=document))


def read_line(document: bytes) -> Given:
    """Read a record of history, or a spec case about one."""
    members = read_object(document)
    if "line" not in members or "about" not in members:
        return Given(Request(body=document))
    try:
        case = _line_case(document)
    except UNREADABLE as problem:
        raise malformed(problem) from None
    return Given(Request(body=bytes(case.line)), case.command, case.options)


def read_ack(document: bytes) -> Ack:
    """Read an ack, with or without the schema version that `dump` puts around it."""
    dumped = document if "schema" in read_object(document) else encode({"schema": SCHEMA, "ack": Raw(document)})
    ack = load(dumped)
    if not isinstance(ack, Ack):
        raise Malformed(
            "an event, where an ack was wanted" if isinstance(ack, AnyEvent) else "no ack, where one was wanted"
        )
    return ack


def read_response(document: bytes) -> Response:
    """Read a recorded response, or the bare body of one, which may be anything."""
    try:
        members = read_object(document)
    except Malformed:
        return Response(body=document)
    if "status" not in members or not members.keys() & {"body", "body_base64"}:
        return Response(body=document)
    try:
        return response_of(_response(document))
    except UNREADABLE as problem:
        raise malformed(problem) from None


def read_object(document: bytes) -> dict[str, Raw]:
    """Take a document apart; raise Broken with line and byte for what is no JSON, Malformed for no object."""
    check_depth(document)
    try:
        document.decode()
        return _object(document)
    except ValidationError:
        array = document.lstrip()[:1] == b"["
        found = "an array, where an object was wanted; jq -c '.[]' makes lines of it" if array else "not an object"
        raise Malformed(found) from None
    except UnicodeDecodeError as problem:
        utf16 = document[:2] in (b"\xff\xfe", b"\xfe\xff")
        raise _broken(document, problem.start, "UTF-16, where UTF-8 was wanted" if utf16 else "not UTF-8") from None
    except RecursionError:
        raise Malformed("nested too deep") from None
    except DecodeError as problem:
        reason = _REASON.search(str(problem))
        if reason is None:
            raise Malformed("not JSON: it ends too early") from None
        raise _broken(document, int(reason[2]), "not JSON", reason[1]) from None


def _broken(document: bytes, offset: int, detail: str, reason: str = "") -> Broken:
    """Count the lines down to where a document breaks, and the bytes from there on."""
    below, start = document.count(b"\n", 0, offset), document.rfind(b"\n", 0, offset) + 1
    return Broken(f"{detail}, byte {offset - start}{f': {reason}' if reason else ''}", below=below)


class _Case(Struct):
    request: RecordedRequest
    phase: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


class _CallCase(Struct):
    call: RecordedRequest
    command: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


class _LineCase(Struct):
    line: Raw
    command: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


_REASON = re.compile(r"malformed: (.*) \(byte (\d+)\)")
"""What msgspec says of JSON that is broken; it names no byte where that has only ended."""

_case = msgspec.json.Decoder(_Case).decode
_call_case = msgspec.json.Decoder(_CallCase).decode
_line_case = msgspec.json.Decoder(_LineCase).decode
_request = msgspec.json.Decoder(RecordedRequest).decode
_response = msgspec.json.Decoder(RecordedResponse).decode
_object = msgspec.json.Decoder(dict[str, Raw]).decode
