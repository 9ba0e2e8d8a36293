"""What a vendor's REST strategies give: calls, records of history, answers, and what can be said in them.

They stand in `imbridge.testing.<vendor>_rest`, written from the vendor's documents alone.
"""

import json
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol, cast
from urllib.parse import unquote_plus

import msgspec
from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.errors import CannotExpress
from imbridge.form import Form
from imbridge.http import Request, Response
from imbridge.model import AnyRest, HistoryRecord, Receipt
from imbridge.model.canonical import visit
from imbridge.storage import dump, load
from imbridge.testing.differences import document
from imbridge.testing.documents import Document
from imbridge.testing.openim_rest_shapes import PULLED, opened

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a vendor's server answers to a call, in as many responses as the call took requests."""

    call: Document
    responses: tuple[Response, ...]
    native: frozenset[str] = frozenset()  # pointers that may be native, led by the number of the response


class RestSheet(Protocol):
    """What the module of a vendor's REST documents has."""

    CALLS: tuple[str, ...]
    """The commands of sends, recalls, edits and imports."""

    RECORDS: tuple[str, ...]
    """The commands whose answers hold records of history."""

    def calls(self, command: str) -> st.SearchStrategy[Document]:
        """Return requests of one command, with credentials and unknown fields."""

    def records(self, command: str) -> st.SearchStrategy[Document]:
        """Return records of history: the body of the request is the line, and its url is empty."""

    def answers(self, command: str) -> st.SearchStrategy[Answer]:
        """Return calls of one command with what is answered, successes and errors."""

    def said(self, command: str) -> st.SearchStrategy[Json]:
        """Return the calls or records, as canonical JSON, that one document of a command can say."""

    def receipts(self, command: str) -> st.SearchStrategy[tuple[Json, Json]]:
        """Return such calls with the receipts that the answer to one can say."""


def rest_sheet(vendor: str) -> RestSheet:
    """Return the REST documents of a vendor."""
    return cast(RestSheet, import_module(f"imbridge.testing.{vendor}_rest"))


SECRETS = ("authorization", "token", "usersig", "access_token")
"""Headers and query parameters that no value keeps, in lower case."""


def decoded(codec: Codec, given: Document) -> AnyRest:
    """Read a call, or a record of history."""
    if given.request.url:
        return codec.decode_send(given.request, given.phase)
    return codec.decode_history(given.request.body, given.phase)


def encoded(codec: Codec, value: AnyRest) -> Request:
    """Write a call, or a record of history, as the one document that it takes."""
    if isinstance(value, HistoryRecord):
        return Request(body=codec.encode_history(value))
    assert not isinstance(value, Receipt)
    requests = codec.encode_send(value)
    if len(requests) != 1:
        raise CannotExpress(f"in {len(requests)} requests", vendor=codec.name)
    return requests[0]


def form_of(codec: Codec, given: Document) -> Form:
    """Return how such a document is read and written."""
    form = codec.calls if given.request.url else codec.records
    assert form is not None
    return form


def without_credentials(request: Request) -> Request:
    """Return a call as it is when nobody has put credentials to it."""
    base, mark, query = request.url.partition("?")
    pairs = [pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]).lower() not in SECRETS]
    headers = {name: value for name, value in request.headers.items() if name.lower() not in SECRETS}
    url = f"{base}?{'&'.join(pairs)}" if mark and pairs else base
    return Request(method=request.method, url=url, headers=headers, body=request.body)


def plain_document(request: Request, kept: tuple[str, ...]) -> Json:
    """Return a call as one JSON value, credentials aside."""
    return document(without_credentials(request), kept)


def legible(given: Document, request: Request) -> Json:
    """Return a document as one JSON value to look for fields in."""
    found = document(request, given.headers)
    if given.vendor == "openim" and PULLED & found["body"].keys():
        found["body"], _ = opened(found["body"])
    if given.vendor == "openim" and not given.request.url and "chatLog" in found["body"]:
        was = json.loads(given.request.body)
        found["body"] = found["body"] if "chatLog" in was else found["body"]["chatLog"]  # as it came
    return found


def with_request(given: Document, request: Request) -> Document:
    """Return a document with another request."""
    return replace(given, request=request)


def without_native(value: AnyRest) -> AnyRest:
    """Return a value of the same key that says nothing beyond what is canonical."""
    dumped = json.loads(dump(value))
    visit(dumped["rest"], lambda holder: holder.pop("native", None))
    return rest(load(json.dumps(dumped).encode()))


def rest(value: object) -> AnyRest:
    """Return what was loaded, which is a REST document."""
    assert isinstance(value, AnyRest)
    return value


def to_rest(value: Json) -> AnyRest:
    """Read canonical JSON."""
    return cast(AnyRest, msgspec.convert(value, AnyRest))
