"""Halves of cases: what is expected and what the code gives, in a form that compares."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from msgspec import UNSET

from imbridge import wire
from imbridge.cases.compare import Path
from imbridge.cases.suite import CaseError, CaseResponse
from imbridge.errors import ImbridgeError
from imbridge.http import Request, Response, header, query_pairs
from imbridge.model.canonical import canonical

T = TypeVar("T")
Members = dict[str, Any]


class Half(NamedTuple):
    """Members of one object in a case: expected and given in a form that compares, and as written."""

    path: Path
    expected: Members
    given: Members
    written: Members
    texts: bool = False  # texts that hold JSON objects compare as JSON


def attempted(make: Callable[[], T]) -> T | ImbridgeError:
    """Return what a function returns, or the error that it raises."""
    try:
        return make()
    except ImbridgeError as problem:
        return problem


def wanted_error(error: CaseError) -> Members:
    """Return an expected error as far as the case says it."""
    return {"type": error.type, **({} if error.pointer is UNSET else {"pointer": error.pointer})}


def given_error(got: ImbridgeError, wanted: CaseError | None) -> Members:
    """Return an error as far as it was asked about, and all of it where none was expected."""
    if wanted is None:
        return {"error": {**error_of(got), "detail": got.detail}}
    return {"error": {"type": type(got).__name__, **({} if wanted.pointer is UNSET else {"pointer": got.pointer})}}


def error_of(got: ImbridgeError) -> Members:
    """Return an error as a case says it."""
    return {"type": type(got).__name__, **({} if got.pointer is None else {"pointer": got.pointer})}


def request_members(request: Request) -> Members:
    """Return a request as JSON that compares."""
    query: dict[str, list[str]] = {}
    for name, value in query_pairs(request.url):
        query.setdefault(name, []).append(value)
    return {
        "method": request.method,
        "url": request.url.partition("?")[0],
        "query": {name: held if len(held) > 1 else held[0] for name, held in query.items()},
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "body": json_of(request.body),
    }


def response_members(response: Response, wanted: CaseResponse | None) -> Members:
    """Return a response as JSON, with the headers that a case names."""
    names = {name.lower() for name in wanted.headers} if wanted is not None else set()
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() in names}
    return {"status": response.status, "headers": headers, "body": json_of(response.body)}


def json_of(body: bytes) -> Any:
    """Return a body as JSON, or as text where it is none."""
    try:
        return wire.parse(body)
    except ImbridgeError:
        return body.decode(errors="replace")


def plainly(recorded: Members) -> Members:
    """Leave out of a recorded request what goes without saying."""
    return {name: value for name, value in recorded.items() if (name, value) != ("method", "POST")}


def kept(request: Request, names: tuple[str, ...]) -> Members:
    """Return a request as JSON, with the headers that are vendor data."""
    headers = {name.lower(): header(request.headers, name.lower()) for name in names}
    return {**request_members(request), "headers": {name: held for name, held in headers.items() if held is not None}}


def said(value: Any) -> Members:
    """Return a value as a case says it: canonical JSON, and its key."""
    return {**canonical(value), "key": value.key}
