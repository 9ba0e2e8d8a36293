"""What the code makes of cases about REST requests, the answers to them, and records of history."""

from collections.abc import Iterator
from typing import Any

from msgspec import Raw

from imbridge import wire
from imbridge.cases.compare import Path, bag, different
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
    wanted_error,
)
from imbridge.cases.recorded import recorded_request, recorded_response, request_of, response_of
from imbridge.cases.suite import CallCase, CallTo, ReceiptCase, RecordCase, RecordTo, Reply
from imbridge.codec import Codec
from imbridge.delta import Difference, compare, pointer
from imbridge.errors import ImbridgeError
from imbridge.http import Response
from imbridge.model import Call, HistoryRecord, Receipt
from imbridge.model.canonical import canonical, skipping
from imbridge.storage import SCHEMA, load
from imbridge.translation import SendTranslation, translate_history, translate_send
from imbridge.translation.losses import loss, unlike
from imbridge.vendors import vendor


def call_halves(case: CallCase, codec: Codec, call: Call) -> Iterator[Half]:
    """Yield what becomes of a call at other vendors, and what the answers to it mean."""
    for index, receipt in enumerate(case.receipts):
        yield from _received(receipt, call, codec, ("receipts", index))
    for name, to in case.to.items():
        yield from _called(case, to, codec, name)


def call_astray(call: Call, case: CallCase, codec: Codec) -> Iterator[Difference]:
    """Yield where a call does not come out as it came in, credentials aside."""
    form = codec.calls
    names = form.kept_headers if form is not None else ()
    secret = form.credential.rstrip("=") if form is not None else ""
    (request,) = codec.encode_send(call)
    given = kept(request_of(case.call), names)
    given["query"] = {name: held for name, held in given["query"].items() if name != secret}
    return different(given, kept(request, names), ("call",))


def record_halves(case: RecordCase, codec: Codec, record: HistoryRecord) -> Iterator[Half]:
    """Yield what becomes of a record at other vendors."""
    for name, to in case.to.items():
        yield _recorded(case, to, codec, name)
        if to.requests:
            target = vendor(name, **to.options)
            requests = target.encode_import(record, policy=to.policy)
            yield Half(
                ("to", name),
                {"requests": [request_members(request_of(request)) for request in to.requests]},
                {"requests": [request_members(request) for request in requests]},
                {"requests": [plainly(recorded_request(request)) for request in requests]},
                texts=True,
            )


def line_of(line: Raw) -> bytes:
    """Return a line as it came; one that is a JSON text stands for exactly those characters."""
    return str(wire.parse(line)).encode() if bytes(line)[:1] == b'"' else bytes(line)


def _recorded(case: RecordCase, to: RecordTo, codec: Codec, name: str) -> Half:
    expected: Members = {"error": wanted_error(to.error)} if to.error is not None else {"losses": bag(to.losses)}
    if to.line:
        expected["line"] = wire.parse(to.line)
    got = attempted(
        lambda: translate_history(
            line_of(case.line), codec, vendor(name, **to.options), command=case.command, policy=to.policy
        )
    )
    if isinstance(got, ImbridgeError):
        return Half(("to", name), expected, given_error(got, to.error), {"error": error_of(got)}, texts=True)
    losses, line = got.losses(), wire.parse(got.line)
    given = {"line": line, "losses": bag(losses)} if to.line or to.error is not None else {"losses": bag(losses)}
    return Half(("to", name), expected, given, {"line": line, "losses": list(losses)}, texts=True)


def _called(case: CallCase, to: CallTo, codec: Codec, name: str) -> Iterator[Half]:
    expected: Members = {"error": wanted_error(to.error)} if to.error is not None else {"losses": bag(to.losses)}
    if to.request is not None:
        expected["request"] = request_members(request_of(to.request))
    if to.requests:
        expected["requests"] = [request_members(request_of(request)) for request in to.requests]

    def attempt() -> SendTranslation:
        target = vendor(name, **to.options)
        request = request_of(case.call)
        return translate_send(request, codec, target, command=case.command, endpoint=to.endpoint, policy=to.policy)

    got = attempted(attempt)
    if isinstance(got, ImbridgeError):
        yield Half(("to", name), expected, given_error(got, to.error), {"error": error_of(got)}, texts=True)
        return
    losses, requests = got.losses(), got.requests
    given: Members = {"losses": bag(losses)}
    written: Members = {"losses": list(losses)}
    if len(requests) == 1:
        given["request"] = request_members(requests[0])
        written = {"request": plainly(recorded_request(requests[0])), **written}
    else:
        given["requests"] = [request_members(request) for request in requests]
        written = {"requests": [plainly(recorded_request(request)) for request in requests], **written}
    yield Half(("to", name), expected, given, written, texts=True)
    for index, reply in enumerate(to.replies):
        yield _replied(reply, got, to, ("to", name, "replies", index))


def _replied(reply: Reply, done: SendTranslation, to: CallTo, path: Path) -> Half:
    responses = [response_of(response) for response in reply.responses]
    receipt = done.target.decode_receipt(responses, to=done.send, policy=to.policy)
    told = canonical(receipt)
    expected: Members = {"receipt": reply.receipt}
    if reply.error is not None:
        expected["error"] = wanted_error(reply.error)
    else:
        expected["losses"] = bag(reply.losses)
    if reply.response is not None:
        expected["response"] = response_members(response_of(reply.response), reply.response)
    got = attempted(lambda: done.receipt(responses))
    if isinstance(got, ImbridgeError):
        failed = given_error(got, reply.error)
        return Half(path, expected, {"receipt": told, **failed}, {"receipt": told, "error": error_of(got)}, texts=True)
    losses = _receipt_losses(receipt, got, done)
    given = {"receipt": told, "losses": bag(losses), "response": response_members(got, reply.response)}
    written = {"receipt": told, "response": _written(got), "losses": losses}
    return Half(path, expected, given, written, texts=True)


def _receipt_losses(receipt: Receipt, response: Response, done: SendTranslation) -> list[Any]:
    back = done.source.decode_receipt(response, to=done.send)
    return [loss(one) for one in unlike(receipt, back, skipping(["vendor"]))]


def _received(case: ReceiptCase, call: Call, codec: Codec, path: Path) -> Iterator[Half]:
    responses = [response_of(response) for response in case.responses]
    if case.only != "encode":
        receipt = codec.decode_receipt(responses, to=call)
        told = canonical(receipt)
        pointers = sorted(
            {
                pointer(difference.path)
                for edit in receipt.native.edits
                for difference in compare(edit.was, edit.now, edit.path)
            }
        )
        yield Half(path, {"receipt": case.receipt}, {"receipt": told}, {"receipt": told})
        yield Half(path, {"native": bag(case.native)}, {"native": bag(pointers)}, {"native": pointers})
        back = codec.encode_receipt(receipt, to=call)
        yield _responded(case, back, path)
    if case.only is None:
        bare: Any = load(wire.encode({"schema": SCHEMA, "rest": case.receipt}))
        written = codec.encode_receipt(bare, to=call)
        again = canonical(codec.decode_receipt(written, to=call))
        yield Half(path, {"receipt": case.receipt}, {"receipt": again}, {"receipt": case.receipt})
    if case.only == "encode":
        meant: Any = load(wire.encode({"schema": SCHEMA, "rest": case.receipt}))
        yield _responded(case, codec.encode_receipt(meant, to=call), path)


def _responded(case: ReceiptCase, responses: tuple[Response, ...], path: Path) -> Half:
    expected = [response_members(response_of(one), one) for one in case.responses]
    given = [response_members(one, wanted) for one, wanted in zip(responses, case.responses, strict=True)]
    written = [_written(one) for one in responses]
    return Half(path, {"responses": expected}, {"responses": given}, {"responses": written}, texts=True)


def _written(response: Response) -> Members:
    return {name: held for name, held in recorded_response(response).items() if name != "headers"}
