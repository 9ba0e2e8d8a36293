"""What the code makes of a case, held against what the case says, or written into it."""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import UNSET

from imbridge import wire
from imbridge.cases.compare import Path, bag, different, like, lines_of
from imbridge.cases.recorded import recorded_request, recorded_response, request_of, response_of
from imbridge.cases.suite import AckCase, Case, CaseError, CaseResponse, To, read_case, read_file, unsound
from imbridge.codec import Codec, EventNative
from imbridge.delta import same
from imbridge.errors import ImbridgeError
from imbridge.http import Request, Response, header, query_pairs
from imbridge.model import Ack, AnyEvent, tag_of
from imbridge.model.canonical import canonical
from imbridge.storage import SCHEMA, dump, load
from imbridge.translation import Loss, ack_losses, native_losses, translate
from imbridge.vendors import vendor

T = TypeVar("T")
Members = dict[str, Any]


class Half(NamedTuple):
    """Members of one object in a case: expected and given in a form that compares, and as written."""

    path: Path
    expected: Members
    given: Members
    written: Members
    texts: bool = False  # texts that hold JSON objects compare as JSON


def check(case: Case, name: str) -> list[str]:
    """Return what the vendor called `name` does otherwise than a case says, a line each."""
    lines = [*unsound(case)]
    try:
        codec = vendor(name, **case.options)
        event = _attempt(lambda: codec.decode_callback(request_of(case.request), case.phase))
        for half in _halves(case, codec, event):
            lines += lines_of(different(half.expected, half.given, half.path, half.texts))
        if not isinstance(event, ImbridgeError):
            lines += _trip(event, case, codec)
    except ImbridgeError as problem:
        lines.append(f"/: {problem}")
    except Exception as problem:  # a crash is one more disagreement, and the other cases still count
        lines.append(f"/: the code crashed: {problem!r} at {_where(problem.__traceback__)}")
    return lines


def update(text: bytes, name: str) -> bytes:
    """Return a case with its expected halves as the code gives them, where those differ.

    Raises Malformed for what is no case, ImbridgeError for one that expects nothing yet, or an event
    where there is an error or the reverse: that is for a person to write.
    """
    case = read_case(text)
    codec = vendor(name, **case.options)
    if not case.event and case.error is None:
        raise ImbridgeError("nothing is expected yet: write the event or the error by hand")
    event = _attempt(lambda: codec.decode_callback(request_of(case.request), case.phase))
    if isinstance(event, ImbridgeError) != (case.error is not None):
        came = event if isinstance(event, ImbridgeError) else f"an event of type {tag_of(event)}"
        raise ImbridgeError(f"came to {came}: change it by hand if that is right")
    document = msgspec.json.decode(text)
    for half in _halves(case, codec, event):
        if any(different(half.expected, half.given, (), half.texts)):
            holder = document
            for step in half.path:
                holder = holder[step]
            for member in half.expected.keys() - half.written.keys():
                holder.pop(member, None)
            for member, held in msgspec.json.decode(wire.encode(half.written)).items():
                holder[member] = like(holder.get(member), held)
    return wire.encode(document)


def rewrite(text: bytes, name: str) -> tuple[bytes, list[str]]:
    """Update the cases of a spec file; return its text, and a line for each case that refuses."""
    cases, refusals = [], []
    for raw in read_file(text):
        try:
            cases.append(msgspec.json.decode(update(bytes(raw), name)))
        except ImbridgeError as problem:
            cases.append(msgspec.json.decode(raw))
            refusals.append(f"{read_case(raw).about}: {problem.detail}")
    if same({"cases": cases}, msgspec.json.decode(text)):
        return text, refusals
    return msgspec.json.format(wire.encode({"cases": cases}), indent=2) + b"\n", refusals


def _halves(case: Case, codec: Codec, event: AnyEvent | ImbridgeError) -> Iterator[Half]:
    if isinstance(event, ImbridgeError) or case.error is not None:
        expected = {"error": _wanted(case.error)} if case.error is not None else {"event": case.event}
        given = _failed(event, case.error) if isinstance(event, ImbridgeError) else {"event": _said(event)}
        yield Half((), expected, given, {"error": _error(event)} if isinstance(event, ImbridgeError) else given)
        return
    said = _said(event)
    yield Half((), {"event": case.event}, {"event": said}, {"event": said})
    native = event.native
    pointers = sorted({loss.path for loss in native_losses(native)}) if isinstance(native, EventNative) else []
    yield Half((), {"native": bag(case.native)}, {"native": bag(pointers)}, {"native": pointers})
    for name, to in case.to.items():
        yield _translated(case, to, codec, name)
    for index, ack in enumerate(case.acks):
        yield from _answered(ack, event, codec, ("acks", index))


def _translated(case: Case, to: To, codec: Codec, name: str) -> Half:
    expected: Members = {"error": _wanted(to.error)} if to.error is not None else {"losses": bag(to.losses)}
    if to.request is not None:
        expected["request"] = _request(request_of(to.request))
    if to.requests:
        expected["requests"] = [_request(request_of(request)) for request in to.requests]

    def attempt() -> tuple[tuple[Request, ...], tuple[Loss, ...]]:
        target = vendor(name, **to.options)
        request = request_of(case.request)
        done = translate(request, codec, target, phase=case.phase, endpoint=to.endpoint, policy=to.policy)
        return done.requests, done.losses()

    got = _attempt(attempt)
    if isinstance(got, ImbridgeError):
        return Half(("to", name), expected, _failed(got, to.error), {"error": _error(got)}, texts=True)
    requests, losses = got
    given: Members = {"losses": bag(losses)}
    written: Members = {"losses": list(losses)}
    if len(requests) == 1:
        given["request"] = _request(requests[0])
        written = {"request": _plain(recorded_request(requests[0])), **written}
    elif requests:
        given["requests"] = [_request(request) for request in requests]
        written = {"requests": [_plain(recorded_request(request)) for request in requests], **written}
    return Half(("to", name), expected, given, written, texts=True)


def _answered(case: AckCase, event: AnyEvent, codec: Codec, path: Path) -> Iterator[Half]:
    wanted = wire.parse(case.ack)
    ack = _attempt(lambda: _ack(wanted))
    if isinstance(ack, ImbridgeError):
        yield Half(path, {"ack": wanted}, {"ack": str(ack)}, {"ack": wanted})
        return
    if case.only != "decode":
        yield _encoded(case, ack, event, codec, path)
    if case.response is not None and (case.only == "decode" or (case.only is None and not case.losses)):
        back = canonical(codec.decode_ack(response_of(case.response), to=event))
        # Where both directions are stated the ack is what somebody means, not what came back.
        yield Half(path, {"ack": wanted}, {"ack": back}, {"ack": back if case.only else wanted})


def _encoded(case: AckCase, ack: Ack, event: AnyEvent, codec: Codec, path: Path) -> Half:
    expected: Members = {"error": _wanted(case.error)} if case.error is not None else {"losses": bag(case.losses)}
    if case.response is not None:
        expected["response"] = _response(response_of(case.response), case.response)

    def attempt() -> tuple[Response, tuple[Loss, ...]]:
        response = codec.encode_ack(ack, to=event, policy=case.policy)
        return response, ack_losses(ack, to=event, codec=codec, policy=case.policy)

    got = _attempt(attempt)
    if isinstance(got, ImbridgeError):
        return Half(path, expected, _failed(got, case.error), {"error": _error(got)}, texts=True)
    response, losses = got
    written = _plain(recorded_response(response))
    if case.response is None or not case.response.headers:
        del written["headers"]
    return Half(
        path,
        expected,
        {"response": _response(response, case.response), "losses": bag(losses)},
        {"response": written, "losses": list(losses)},
        texts=True,
    )


def _trip(event: AnyEvent, case: Case, codec: Codec) -> Iterator[str]:
    """Yield where an event does not come back from its own vendor's wire, or from `dump`."""
    again = load(dump(event))
    assert isinstance(again, AnyEvent)
    yield from lines_of(different(_said(event), _said(again), ("event",)), " once dumped and loaded")
    request = _kept(request_of(case.request), codec)
    for told, how in ((event, " once encoded"), (again, " once dumped, loaded and encoded")):
        back = _kept(codec.encode_callback(told), codec)
        yield from lines_of(different(request, back, ("request",)), how)


def _attempt(make: Callable[[], T]) -> T | ImbridgeError:
    try:
        return make()
    except ImbridgeError as problem:
        return problem


def _ack(wanted: Any) -> Ack:
    ack = load(wire.encode({"schema": SCHEMA, "ack": wanted}))
    assert isinstance(ack, Ack)
    return ack


def _said(event: AnyEvent) -> Members:
    return {**canonical(event), "key": event.key}


def _wanted(error: CaseError) -> Members:
    return {"type": error.type, **({} if error.pointer is UNSET else {"pointer": error.pointer})}


def _failed(got: ImbridgeError, wanted: CaseError | None) -> Members:
    """Return an error as far as it was asked about, and all of it where none was expected."""
    if wanted is None:
        return {"error": {**_error(got), "detail": got.detail}}
    return {"error": {"type": type(got).__name__, **({} if wanted.pointer is UNSET else {"pointer": got.pointer})}}


def _error(got: ImbridgeError) -> Members:
    return {"type": type(got).__name__, **({} if got.pointer is None else {"pointer": got.pointer})}


def _kept(request: Request, codec: Codec) -> Members:
    """Return a request as JSON, with the headers that are vendor data."""
    headers = {name.lower(): header(request.headers, name.lower()) for name in codec.kept_headers}
    return {**_request(request), "headers": {name: held for name, held in headers.items() if held is not None}}


def _request(request: Request) -> Members:
    query: dict[str, list[str]] = {}
    for name, value in query_pairs(request.url):
        query.setdefault(name, []).append(value)
    return {
        "method": request.method,
        "url": request.url.partition("?")[0],
        "query": {name: held if len(held) > 1 else held[0] for name, held in query.items()},
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "body": _json(request.body),
    }


def _response(response: Response, wanted: CaseResponse | None) -> Members:
    """Return a response as JSON, with the headers that a case names."""
    names = {name.lower() for name in wanted.headers} if wanted is not None else set()
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() in names}
    return {"status": response.status, "headers": headers, "body": _json(response.body)}


def _json(body: bytes) -> Any:
    try:
        return wire.parse(body)
    except ImbridgeError:
        return body.decode(errors="replace")


def _plain(recorded: Members) -> Members:
    return {name: value for name, value in recorded.items() if (name, value) != ("method", "POST")}


def _where(trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_globals['__name__']}:{trace.tb_lineno}"
