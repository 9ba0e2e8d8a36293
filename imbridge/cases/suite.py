"""What a spec file holds, and reading many of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, DecodeError, Raw, Struct, UnsetType, ValidationError, field

from imbridge import wire
from imbridge.cases.recorded import RecordedRequest, RecordedResponse
from imbridge.context import Policy
from imbridge.errors import Malformed
from imbridge.http import Endpoint
from imbridge.translation import Loss
from imbridge.vendors import vendor_names


class Shape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An object in a case, where a misspelt key would otherwise go unnoticed."""


class CaseRequest(RecordedRequest, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request in a case."""


class CaseResponse(RecordedResponse, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A response in a case."""


class CaseLoss(Loss, frozen=True, forbid_unknown_fields=True):
    """A loss that is expected."""


class CaseEndpoint(Endpoint, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a translated request is to go."""

    secret: str | None = None  # JSON has no bytes


class CaseError(Shape, frozen=True, kw_only=True):
    """An error that is expected; a pointer that is left out may be anything."""

    type: str
    pointer: str | None | UnsetType = UNSET


class Source(Shape, frozen=True, kw_only=True):
    """The public document that a case was written from, and the day it was read."""

    url: str
    seen: str


class To(Shape, frozen=True, kw_only=True):
    """What becomes of the request at another vendor; neither request nor error: it is dropped."""

    options: dict[str, Any] = field(default_factory=dict)
    endpoint: CaseEndpoint | None = None
    policy: Policy = None
    request: CaseRequest | None = None
    requests: tuple[CaseRequest, ...] = ()  # where it takes several
    losses: tuple[CaseLoss, ...] = ()
    error: CaseError | None = None


class AckCase(Shape, frozen=True, kw_only=True):
    """An ack and the response that says it, in both directions unless `only` names one."""

    ack: Raw
    policy: Policy = None
    response: CaseResponse | None = None
    losses: tuple[CaseLoss, ...] = ()
    error: CaseError | None = None
    only: str | None = None  # encode, decode


class ReceiptCase(Shape, frozen=True, kw_only=True):
    """A receipt and the responses that say it, in both directions unless `only` names one."""

    responses: tuple[CaseResponse, ...]
    receipt: dict[str, Any]
    native: tuple[str, ...] = ()
    only: str | None = None  # encode, decode


class Reply(Shape, frozen=True, kw_only=True):
    """What another vendor answers to a translated call, and how that is told in the format of the call's own."""

    responses: tuple[CaseResponse, ...]
    receipt: dict[str, Any]
    response: CaseResponse | None = None
    losses: tuple[CaseLoss, ...] = ()
    error: CaseError | None = None


class CallTo(To, frozen=True, kw_only=True):
    """What becomes of a call at another vendor, and of the answers to it."""

    replies: tuple[Reply, ...] = ()


class RecordTo(Shape, frozen=True, kw_only=True):
    """What becomes of a record of history at another vendor: a record of that one's, and an import."""

    options: dict[str, Any] = field(default_factory=dict)
    policy: Policy = None
    line: Raw = Raw()
    losses: tuple[CaseLoss, ...] = ()
    error: CaseError | None = None
    requests: tuple[CaseRequest, ...] = ()


class _Case(Shape, frozen=True, kw_only=True):
    about: str
    source: Source
    options: dict[str, Any] = field(default_factory=dict)
    error: CaseError | None = None
    native: tuple[str, ...] = ()


class Case(_Case, frozen=True, kw_only=True):
    """One fact about one callback of a vendor."""

    request: CaseRequest
    phase: str | None = None
    event: dict[str, Any] | None = None
    to: dict[str, To] = field(default_factory=dict)
    acks: tuple[AckCase, ...] = ()


class CallCase(_Case, frozen=True, kw_only=True):
    """One fact about one REST request of a vendor, and the answers to it."""

    call: CaseRequest
    command: str | None = None  # names the call where the url does not
    send: dict[str, Any] | None = None
    to: dict[str, CallTo] = field(default_factory=dict)
    receipts: tuple[ReceiptCase, ...] = ()


class RecordCase(_Case, frozen=True, kw_only=True):
    """One fact about one record of a vendor's history."""

    line: Raw
    command: str | None = None
    record: dict[str, Any] | None = None
    to: dict[str, RecordTo] = field(default_factory=dict)


AnyCase = Case | CallCase | RecordCase


class Located(NamedTuple):
    """A case and where it was found."""

    file: str
    vendor: str
    case: AnyCase


class _Keys(Struct):
    call: Raw = Raw()
    line: Raw = Raw()


class _File(Shape, frozen=True, kw_only=True):
    cases: tuple[Raw, ...]


def read_file(text: bytes) -> tuple[Raw, ...]:
    """Return the cases of a spec file, unread; raise Malformed for anything else."""
    try:
        return _file(text).cases
    except UNREADABLE as problem:
        raise malformed(problem) from None


def read_case(text: bytes | Raw) -> AnyCase:
    """Read one case; raise Malformed for anything else, an unknown key included."""
    try:
        keys = _keys(text)
        return _call(text) if keys.call else _record(text) if keys.line else _case(text)
    except UNREADABLE as problem:
        raise malformed(problem) from None


def gather(files: Mapping[str, bytes]) -> tuple[list[Located], list[str]]:
    """Read spec files, each named by a path whose last folder is the vendor.

    Return the cases, and a line for each thing that is wrong with the files as such.
    """
    located: list[Located] = []
    problems: list[str] = []
    for file, text in files.items():
        try:
            raws = read_file(text)
        except Malformed as problem:
            problems.append(f"{file}: {problem}")
            continue
        if not raws:
            problems.append(f"{file}: no cases")
        for index, raw in enumerate(raws):
            try:
                located.append(Located(file, file.rpartition("/")[0].rpartition("/")[2], read_case(raw)))
            except Malformed as problem:
                problem.pointer = f"/cases/{index}{problem.pointer or ''}"
                problems.append(f"{file}: {problem}")
    abouts = Counter(found.case.about for found in located)
    return located, problems + [f"{count} cases are about {about!r}" for about, count in abouts.items() if count > 1]


def gaps(located: Iterable[Located]) -> list[str]:
    """Return a line for each vendor that no case is about."""
    covered = {found.vendor for found in located}
    return [f"no cases for the vendor {name}" for name in vendor_names() if name not in covered]


def unsound(case: AnyCase) -> Iterator[str]:
    """Yield a line for each thing that a case leaves unsaid, or says against itself."""
    if not case.about.strip():
        yield "/about: says nothing"
    if not case.source.url.startswith("https://"):
        yield "/source/url: wanted an https address"
    if not re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", case.source.seen):
        yield "/source/seen: wanted a day, as in 2026-01-31"
    meant = MEANT[type(case)]
    if bool(getattr(case, meant)) == (case.error is not None):
        yield f"/{meant}: wanted either {'an event' if meant == 'event' else f'a {meant}'} or an error"
    answers: tuple[Any, ...] = (
        case.acks if isinstance(case, Case) else case.receipts if isinstance(case, CallCase) else ()
    )
    if case.error is not None and (case.native or case.to or answers):
        yield f"/error: what is no {meant} has no native, to or {'acks' if meant == 'event' else 'receipts'}"
    for name, to in case.to.items():
        yield from _unsound_to(name, to)
    if isinstance(case, Case):
        for index, ack in enumerate(case.acks):
            if (ack.response is None) == (ack.error is None):
                yield f"/acks/{index}: wanted either a response or an error"
    for index, answer in enumerate(answers):
        if answer.only not in (None, "encode", "decode"):
            yield f"/{'acks' if meant == 'event' else 'receipts'}/{index}/only: wanted encode or decode"


def _unsound_to(name: str, to: To | RecordTo) -> Iterator[str]:
    if isinstance(to, RecordTo):
        if to.error is not None and (to.line or to.losses):
            yield f"/to/{name}: wanted either a line or an error"
        return
    if to.error is not None and (to.request is not None or to.requests or to.losses):
        yield f"/to/{name}: wanted either a request or an error"
    if to.requests and (to.request is not None or len(to.requests) == 1):
        yield f"/to/{name}/requests: wanted several, or one as request"


MEANT: dict[type[AnyCase], str] = {Case: "event", CallCase: "send", RecordCase: "record"}
"""The member of a case that says what its document means."""

UNREADABLE = (DecodeError, UnicodeDecodeError, RecursionError)

_file = msgspec.json.Decoder(_File).decode
_case = msgspec.json.Decoder(Case).decode
_call = msgspec.json.Decoder(CallCase).decode
_record = msgspec.json.Decoder(RecordCase).decode
_keys = msgspec.json.Decoder(_Keys).decode


def malformed(problem: Exception) -> Malformed:
    """Say what msgspec found wrong with a document, and where."""
    if not isinstance(problem, ValidationError):
        return wire.malformed(problem)
    detail, _, path = str(problem).partition(" - at `$")
    steps = path.rstrip("`").replace("[...]", ".…").replace("]", "")
    return Malformed(detail, pointer=re.sub(r"[.[]", "/", steps) or None)
