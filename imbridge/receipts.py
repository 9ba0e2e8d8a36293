"""What a vendor answers to a call, over the requests that the call took."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import DecodeError, Struct, ValidationError
from msgspec.structs import force_setattr, replace

from imbridge import wire
from imbridge.context import Context
from imbridge.delta import Edit, Edits, apply, check_depth, diff
from imbridge.errors import MISTYPED, CannotExpress, ImbridgeError, Malformed, TooLarge
from imbridge.http import Response
from imbridge.model import Error, Message, Native, Recall, Receipt, Result, Send
from imbridge.model.canonical import differences


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptForm:
    """The answers of one vendor: the pair of functions between one response and a receipt."""

    vendor: str
    options: Any
    from_wire: Callable[[Response, Any, Any], Receipt]
    to_wire: Callable[[Receipt, Any, Context], Response]

    def decode(self, responses: Sequence[Response], calls: Sequence[Any]) -> Receipt:
        """Read the responses to a call, of which `calls` are the pieces, and join them."""
        if len(responses) != len(calls):
            raise ImbridgeError(f"{len(responses)} responses to {len(calls)} requests", vendor=self.vendor)
        receipt = self._read(responses, calls)
        force_setattr(receipt, "native", ReceiptNative(self, tuple(responses), tuple(calls)))
        return receipt

    def encode(self, receipt: Receipt, calls: Sequence[Any], context: Context) -> tuple[Response, ...]:
        """Write a receipt as the responses to the pieces of a call, exactly where it came from this vendor."""
        try:
            context = replace(context, own=receipt.vendor == self.vendor)
            if not context.own:
                return self._write(complete(receipt, calls), calls, context)
            return self._exact(receipt, self._write(receipt, calls, context), calls)
        except ImbridgeError as problem:
            problem.vendor = self.vendor
            raise
        except MISTYPED as problem:
            raise CannotExpress(f"a value of the wrong type ({type(problem).__name__})", vendor=self.vendor) from None

    def beyond(self, responses: Sequence[Response], calls: Sequence[Any]) -> Edits:
        """Return the edits from what this codec would have answered to what was answered."""
        bare = self._write(self._read(responses, calls), calls, Context(self.options))
        return diff(_document(bare), _document(responses))

    def _read(self, responses: Sequence[Response], calls: Sequence[Any]) -> Receipt:
        limits = self.options.limits
        found = []
        for response, call in zip(responses, calls, strict=True):
            if response.__class__ is not Response or (response.body.__class__, response.status.__class__) != (
                bytes,
                int,
            ):
                raise Malformed("wanted a response with a status and a body of bytes", vendor=self.vendor)
            if len(response.body) > limits.body:
                raise TooLarge(f"a body of {len(response.body)} bytes; the limit is {limits.body}", vendor=self.vendor)
            try:
                check_depth(response.body)
                found.append(self.from_wire(response, call, self.options))
            except ImbridgeError as problem:
                problem.vendor = self.vendor
                raise
            except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
                raise Malformed(wire.malformed(problem).detail, vendor=self.vendor) from None
        return joined_receipts(found, calls)

    def _write(self, receipt: Receipt, calls: Sequence[Any], context: Context) -> tuple[Response, ...]:
        pieces = zip(apart(receipt, calls), calls, strict=True)
        return tuple([self.to_wire(piece, call, context) for piece, call in pieces])

    def _exact(self, receipt: Receipt, bare: tuple[Response, ...], calls: Sequence[Any]) -> tuple[Response, ...]:
        native = receipt.native
        if isinstance(native, ReceiptNative) and native.rewritten() == bare:
            return native.responses
        best = bare
        edits = native.edits if native.vendor == self.vendor else ()
        for group in (edits, *((edit,) for edit in edits)) if edits else ():
            tried = self._tried(group, best, calls, receipt)
            if tried is not None:
                best = tried
                if group is edits:
                    break
        return best

    def _tried(
        self, edits: tuple[Edit, ...], plain: tuple[Response, ...], calls: Sequence[Any], receipt: Receipt
    ) -> tuple[Response, ...] | None:
        """Return the responses with edits applied, None if they then say something else."""
        try:
            changed = _responses(apply(edits, _document(plain)), len(plain))
            said = self._read(changed, calls)
        except ImbridgeError:
            return None
        bare = self._read(plain, calls)
        return changed if not differences(said, receipt) or not differences(said, bare) else None


class ReceiptNative(Native):
    """The responses that a receipt was decoded from."""

    __slots__ = ("calls", "form", "found", "responses")

    def __init__(self, form: ReceiptForm, responses: tuple[Response, ...], calls: tuple[Any, ...]) -> None:
        self.form = form
        self.responses = tuple([Response(status=one.status, body=one.body) for one in responses])
        self.calls = calls
        self.found: Edits | None = None

    @property
    def vendor(self) -> str:
        """Whose responses they were."""
        return self.form.vendor

    @property
    def edits(self) -> Edits:
        """The edits that lead back to the responses."""
        if self.found is None:
            self.found = self.form.beyond(self.responses, self.calls)
        return self.found

    def rewritten(self) -> tuple[Response, ...]:
        """Return the responses without native."""
        receipt = self.form._read(self.responses, self.calls)  # the two are one mechanism
        return self.form._write(receipt, self.calls, Context(self.form.options))


def joined_receipts(receipts: Sequence[Receipt], calls: Sequence[Any]) -> Receipt:
    """Return as one what was answered to the pieces of a call.

    The error of one piece becomes that of each of its targets or messages; a target that several pieces
    went to keeps the id of the first, and any error.
    """
    if len(receipts) == 1:
        return receipts[0]
    said = receipts[0]
    if said.error is not None and all(one.error == said.error and not one.results for one in receipts):
        return Receipt(vendor=said.vendor, error=said.error)
    results: dict[Any, Result] = {}
    for place, (receipt, call) in enumerate(zip(receipts, calls, strict=True)):
        for index, result in enumerate(_each(receipt, call)):
            name = result.target if isinstance(call, Send) and result.target is not None else (place, index)
            results[name] = _both(results[name], result) if name in results else result
    return Receipt(
        vendor=said.vendor, results=tuple(results.values()), operation_id=said.operation_id, changes=said.changes
    )


def _each(receipt: Receipt, call: Any) -> Sequence[Result]:
    """Return what became of each thing that one call was about, also where all of it failed."""
    if receipt.error is None:
        return receipt.results
    if isinstance(call, Send):
        known = {result.target: result for result in receipt.results}
        return [known.get(target, Result(target=target, error=receipt.error)) for target in targets_of(call)]
    if receipt.results:
        return receipt.results
    if isinstance(call, Recall):
        return [Result(id=id, error=receipt.error) for id in call.messages]
    return [Result(target=targets_of(call)[0], error=receipt.error)] * count_of(call)


def _both(first: Result, second: Result) -> Result:
    return replace(first, error=first.error or second.error, dropped=first.dropped or second.dropped)


def apart(receipt: Receipt, calls: Sequence[Any]) -> list[Receipt]:
    """Return what of a receipt answers each piece of a call."""
    if len(calls) == 1 or receipt.error is not None:
        return [receipt for _ in calls]
    by_target = {result.target: result for result in receipt.results}
    pieces, start = [], 0
    for call in calls:
        if isinstance(call, Send):
            found = [by_target[target] for target in targets_of(call) if target in by_target]
        else:
            found = list(receipt.results[start : start + count_of(call)])
            start += count_of(call)
        pieces.append(replace(receipt, results=tuple(found)))
    return pieces


def complete(receipt: Receipt, calls: Sequence[Any]) -> Receipt:
    """Return a receipt that tells of each target of a send, and of nobody else.

    Of whom another vendor did not tell nothing is known; in some vendors' answers silence means success.
    """
    targets = [target for call in calls if isinstance(call, Send) for target in targets_of(call)]
    if receipt.error is not None or receipt.operation_id is not None or not targets or None in targets:
        return receipt
    known = {result.target: result for result in reversed(receipt.results)}
    nobody = known.get(None)
    untold = Result(error=UNTOLD) if nobody is None else nobody
    results = [known.get(target, replace(untold, target=target)) for target in dict.fromkeys(targets)]
    return replace(receipt, results=tuple(results))


def undelivered(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Return results in which what was taken and thrown away has failed, for a vendor that has no other word for it."""
    if all(result.dropped is None for result in results):
        return results
    return tuple([replace(result, error=error_of(result), dropped=None) for result in results])


def error_of(result: Result) -> Error | None:
    """Return why a message did not arrive."""
    if result.error is not None or result.dropped is None:
        return result.error
    return Error(family=DROPS.get(result.dropped, "rejected"), reason=result.dropped)


def count_of(call: Any) -> int:
    """Return of how many messages a call is."""
    return len(call.messages) if isinstance(call, Recall) else 1 + len(getattr(call, "more", ()))


UNTOLD = Error(reason="the answer does not tell")
DROPS = {"MsgFreqCtrl": "rate_limited"}
"""Why a message is thrown away; of other reasons nothing is known."""


def targets_of(call: Any) -> tuple[str | None, ...]:
    """Return the ids of users or groups that a call goes to; null where it names none."""
    message = getattr(call, "message", None)
    if not isinstance(message, Message):
        return (None,)
    if message.conversation.kind == "direct" or message.conversation.id is None:
        return tuple([user.id for user in message.recipients]) or (None,)
    return (message.conversation.id, *getattr(call, "also", ()))


def unreadable(response: Response) -> Error | None:
    """Return what is wrong with a response that is no JSON object, or that no server of a vendor's would give."""
    try:
        if isinstance(wire.parse(response.body), dict):
            return None
    except ImbridgeError:
        pass
    text = response.body.decode(errors="replace").strip()
    reason = text if 0 < len(text) <= SHORT else None
    return Error(code=response.status, family=family_of_status(response.status), reason=reason)


def number(held: object) -> int | None:
    """Read a code by its value: `"1004"` and `1004.0` are 1004."""
    if isinstance(held, bool) or not isinstance(held, int | float | str):
        return None
    try:
        return int(held) if int(held) == float(held) else None
    except (ValueError, OverflowError):
        return None


def no_answer(response: Response, code: object = None) -> Error:
    """Return the error of a response that says neither that all went well nor what did not."""
    said = code if isinstance(code, str) and code else response.status
    return Error(code=said, family=family_of_status(response.status))


def family_of_status(status: int) -> str:
    """Return what an HTTP status alone says of an error."""
    return FAMILIES.get(status, "server" if 500 <= status < 600 else "unknown")


SHORT = 200
"""How many characters of a response that is not the vendor's may be an explanation."""

FAMILIES = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    405: "unsupported",
    408: "timeout",
    413: "too_large",
    415: "unsupported",
    429: "rate_limited",
}


def _document(responses: Sequence[Response]) -> dict[str, Any]:
    """Return responses as one JSON document, the only thing that a delta sees."""
    return {str(index): {"status": one.status, **_body(one.body)} for index, one in enumerate(responses)}


def _body(body: bytes) -> dict[str, Any]:
    """Return a body as JSON; what is none, or only a JSON text, as its characters, or as base64 if it has none."""
    try:
        held = wire.parse(body)
    except ImbridgeError:
        held = ""
    if not isinstance(held, str):
        return {"body": held}
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"base64": b64encode(body).decode()}


class _Document(Struct):
    status: int
    body: Any = ""
    base64: bytes | None = None


def _responses(document: Any, count: int) -> tuple[Response, ...]:
    """Turn such a document into responses; the edits in it may be anybody's."""
    try:
        held = msgspec.convert(document, dict[str, _Document])
        found = [held[str(index)] for index in range(count)]
    except (ValidationError, KeyError):
        raise Malformed("native: no responses") from None
    return tuple([Response(status=one.status, body=_bytes(one)) for one in found])


def _bytes(one: _Document) -> bytes:
    if one.base64 is not None:
        return one.base64
    return one.body.encode() if isinstance(one.body, str) else wire.encode(one.body)
