"""What the code makes of a case, held against what the case says, or written into it."""

from collections.abc import Iterator
from types import TracebackType
from typing import Any

import msgspec

from imbridge import wire
from imbridge.cases.compare import Path, bag, different, like, lines_of
from imbridge.cases.halves import (
    Half,
    Members,
    attempted,
    error_of,
    given_error,
    kept,
    plainly,
    request_members,
    response_members,
    said,
    wanted_error,
)
from imbridge.cases.recorded import recorded_request, recorded_response, request_of, response_of
from imbridge.cases.rest import call_astray, call_halves, line_of, record_halves
from imbridge.cases.suite import (
    MEANT,
    AckCase,
    AnyCase,
    CallCase,
    Case,
    RecordCase,
    To,
    read_case,
    read_file,
    unsound,
)
from imbridge.codec import Codec
from imbridge.delta import Difference, same
from imbridge.errors import ImbridgeError
from imbridge.form import WholeNative
from imbridge.http import Request, Response
from imbridge.model import Ack, AnyEvent, tag_of
from imbridge.model.canonical import canonical
from imbridge.storage import SCHEMA, dump, load
from imbridge.translation import Loss, ack_losses, native_losses, translate
from imbridge.vendors import vendor


def check(case: AnyCase, name: str) -> list[str]:
    """Return what the vendor called `name` does otherwise than a case says, a line each."""
    lines = [*unsound(case)]
    try:
        codec = vendor(name, **case.options)
        value = attempted(lambda: meaning(case, codec))
        for half in _halves(case, codec, value):
            lines += lines_of(different(half.expected, half.given, half.path, half.texts))
        if not isinstance(value, ImbridgeError):
            lines += _trip(value, case, codec)
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
    meant = MEANT[type(case)]
    if not getattr(case, meant) and case.error is None:
        raise ImbridgeError(f"nothing is expected yet: write the {meant} or the error by hand")
    value = attempted(lambda: meaning(case, codec))
    if isinstance(value, ImbridgeError) != (case.error is not None):
        came = value if isinstance(value, ImbridgeError) else f"{ARTICLES[meant]} of type {tag_of(value)}"
        raise ImbridgeError(f"came to {came}: change it by hand if that is right")
    document = msgspec.json.decode(text)
    for half in _halves(case, codec, value):
        if any(different(half.expected, half.given, (), half.texts)):
            holder = document
            for step in half.path:
                holder = holder[step]
            for member in half.expected.keys() - half.written.keys():
                holder.pop(member, None)
            for member, held in msgspec.json.decode(wire.encode(half.written)).items():
                holder[member] = like(holder.get(member), held)
    return wire.encode(document)


ARTICLES = {"event": "an event", "send": "a send", "record": "a record"}


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


def meaning(case: AnyCase, codec: Codec) -> Any:
    """Return what the document of a case says."""
    match case:
        case Case():
            return codec.decode_callback(request_of(case.request), case.phase)
        case CallCase():
            return codec.decode_send(request_of(case.call), case.command)
        case RecordCase():
            return codec.decode_history(line_of(case.line), case.command)


def _halves(case: AnyCase, codec: Codec, value: Any) -> Iterator[Half]:
    meant = MEANT[type(case)]
    if isinstance(value, ImbridgeError) or case.error is not None:
        expected = {"error": wanted_error(case.error)} if case.error is not None else {meant: getattr(case, meant)}
        given = given_error(value, case.error) if isinstance(value, ImbridgeError) else {meant: said(value)}
        yield Half((), expected, given, {"error": error_of(value)} if isinstance(value, ImbridgeError) else given)
        return
    told = said(value)
    yield Half((), {meant: getattr(case, meant)}, {meant: told}, {meant: told})
    native = value.native
    pointers = sorted({loss.path for loss in native_losses(native)}) if isinstance(native, WholeNative) else []
    yield Half((), {"native": bag(case.native)}, {"native": bag(pointers)}, {"native": pointers})
    match case:
        case Case():
            for name, to in case.to.items():
                yield _translated(case, to, codec, name)
            for index, ack in enumerate(case.acks):
                yield from _answered(ack, value, codec, ("acks", index))
        case CallCase():
            yield from call_halves(case, codec, value)
        case RecordCase():
            yield from record_halves(case, codec, value)


def _translated(case: Case, to: To, codec: Codec, name: str) -> Half:
    expected: Members = {"error": wanted_error(to.error)} if to.error is not None else {"losses": bag(to.losses)}
    if to.request is not None:
        expected["request"] = request_members(request_of(to.request))
    if to.requests:
        expected["requests"] = [request_members(request_of(request)) for request in to.requests]

    def attempt() -> tuple[tuple[Request, ...], tuple[Loss, ...]]:
        target = vendor(name, **to.options)
        request = request_of(case.request)
        done = translate(request, codec, target, phase=case.phase, endpoint=to.endpoint, policy=to.policy)
        return done.requests, done.losses()

    got = attempted(attempt)
    if isinstance(got, ImbridgeError):
        return Half(("to", name), expected, given_error(got, to.error), {"error": error_of(got)}, texts=True)
    requests, losses = got
    given: Members = {"losses": bag(losses)}
    written: Members = {"losses": list(losses)}
    if len(requests) == 1:
        given["request"] = request_members(requests[0])
        written = {"request": plainly(recorded_request(requests[0])), **written}
    elif requests:
        given["requests"] = [request_members(request) for request in requests]
        written = {"requests": [plainly(recorded_request(request)) for request in requests], **written}
    return Half(("to", name), expected, given, written, texts=True)


def _answered(case: AckCase, event: AnyEvent, codec: Codec, path: Path) -> Iterator[Half]:
    wanted = wire.parse(case.ack)
    ack = attempted(lambda: _ack(wanted))
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
    expected: Members = {"error": wanted_error(case.error)} if case.error is not None else {"losses": bag(case.losses)}
    if case.response is not None:
        expected["response"] = response_members(response_of(case.response), case.response)

    def attempt() -> tuple[Response, tuple[Loss, ...]]:
        response = codec.encode_ack(ack, to=event, policy=case.policy)
        return response, ack_losses(ack, to=event, codec=codec, policy=case.policy)

    got = attempted(attempt)
    if isinstance(got, ImbridgeError):
        return Half(path, expected, given_error(got, case.error), {"error": error_of(got)}, texts=True)
    response, losses = got
    written = plainly(recorded_response(response))
    if case.response is None or not case.response.headers:
        del written["headers"]
    return Half(
        path,
        expected,
        {"response": response_members(response, case.response), "losses": bag(losses)},
        {"response": written, "losses": list(losses)},
        texts=True,
    )


def _trip(value: Any, case: AnyCase, codec: Codec) -> Iterator[str]:
    """Yield where a value does not come back from its own vendor's wire, or from `dump`."""
    again: Any = load(dump(value))
    meant = MEANT[type(case)]
    yield from lines_of(different(said(value), said(again), (meant,)), " once dumped and loaded")
    for told, how in ((value, " once encoded"), (again, " once dumped, loaded and encoded")):
        yield from lines_of(_astray(told, case, codec), how)


def _astray(told: Any, case: AnyCase, codec: Codec) -> Iterator[Difference]:
    match case:
        case Case():
            names = codec.callbacks.kept_headers
            back = kept(codec.encode_callback(told), names)
            return different(kept(request_of(case.request), names), back, ("request",))
        case CallCase():
            return call_astray(told, case, codec)
        case RecordCase():
            line = codec.encode_history(told)
            return different(wire.parse(line_of(case.line)), wire.parse(line), ("line",))


def _ack(wanted: Any) -> Ack:
    ack = load(wire.encode({"schema": SCHEMA, "ack": wanted}))
    assert isinstance(ack, Ack)
    return ack


def _where(trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_globals['__name__']}:{trace.tb_lineno}"
