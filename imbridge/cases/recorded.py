"""Requests and responses as they stand in files: `{"method", "url", "headers", "body"}`."""

import binascii
from base64 import b64decode, b64encode
from typing import Any

import msgspec
from msgspec import Raw, Struct, field

from imbridge import wire
from imbridge.errors import ImbridgeError, Malformed
from imbridge.http import Request, Response, join_query, join_url


class Recorded(Struct, frozen=True, kw_only=True):
    """An HTTP message; its body is an object, or a text or base64 where the exact bytes matter."""

    headers: dict[str, str] = field(default_factory=dict)
    body: Raw = field(default_factory=Raw)
    body_base64: str | None = None


class RecordedRequest(Recorded, frozen=True, kw_only=True):
    """A request; `query` may stand for the url where nothing else of it matters."""

    method: str = "POST"
    url: str | None = None
    query: dict[str, str | list[str]] = field(default_factory=dict)


class RecordedResponse(Recorded, frozen=True, kw_only=True):
    """A response."""

    status: int = 200


def request_of(recorded: RecordedRequest) -> Request:
    """Return the request that was recorded; raise Malformed for a body that is not base64."""
    url = recorded.url if recorded.url is not None else "http://localhost" if recorded.query else ""
    pairs = [
        (name, value) for name, held in recorded.query.items() for value in ([held] if isinstance(held, str) else held)
    ]
    return Request(
        method=recorded.method,
        url=join_url(url, join_query(pairs)),
        headers=recorded.headers,
        body=_bytes(recorded),
    )


def response_of(recorded: RecordedResponse) -> Response:
    """Return the response that was recorded; raise Malformed for a body that is not base64."""
    return Response(status=recorded.status, headers=recorded.headers, body=_bytes(recorded))


def recorded_request(request: Request) -> dict[str, Any]:
    """Return a request as JSON, its body readable where that loses nothing."""
    return {"method": request.method, "url": request.url, "headers": dict(request.headers), **_body(request.body)}


def recorded_response(response: Response) -> dict[str, Any]:
    """Return a response as JSON, its body readable where that loses nothing."""
    return {"status": response.status, "headers": dict(response.headers), **_body(response.body)}


def _bytes(recorded: Recorded) -> bytes:
    if recorded.body_base64 is not None:
        try:
            return b64decode(recorded.body_base64, validate=True)
        except (binascii.Error, ValueError):
            raise Malformed("not base64", pointer="/body_base64") from None
    spelt = bytes(recorded.body)
    return str(wire.parse(spelt)).encode() if spelt[:1] == b'"' else spelt


def _body(body: bytes) -> dict[str, Any]:
    try:
        if isinstance(wire.parse(body), dict):
            return {"body": Raw(msgspec.json.format(body, indent=-1))}
    except ImbridgeError:
        pass
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": b64encode(body).decode()}
