"""The contract that a vendor fulfils, and what a user has of it.

A vendor gives plain functions and a few facts; native, `dump`, keys and limits follow from those (see
`Form`), so no vendor does any book-keeping.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec
from msgspec import DecodeError, Struct, ValidationError

from imbridge import wire
from imbridge.context import Context, Policy, check_policy
from imbridge.errors import MISTYPED, CannotExpress, ImbridgeError, Malformed, TooLarge
from imbridge.evidence import Check, Evidence, Secret, to_check, to_key, to_moment
from imbridge.form import Form
from imbridge.http import Endpoint, Request, Response
from imbridge.model import (
    Ack,
    AnyEvent,
    Call,
    Failed,
    HistoryRecord,
    Import,
    MessageSending,
    Receipt,
    Reject,
    Rewrite,
)
from imbridge.receipts import ReceiptForm
from imbridge.rewrites import REPEATED, only_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """One vendor: what it gives (the fields), and what everyone has of it (the methods)."""

    name: str
    options: Any
    callbacks: Form
    ack_from_wire: Callable[[Response, AnyEvent, Any], Ack]
    ack_to_wire: Callable[[Ack, AnyEvent, Context], Response]
    verify_request: Callable[[Request, Check], Evidence]
    sign_request: Callable[[Request, bytes, int | None], Request]
    calls: Form | None = None  # sends, recalls, edits and imports through the REST interface
    receipts: ReceiptForm | None = None  # what those are answered with
    records: Form | None = None  # lines of history
    documents: Callable[[], wire.Documents] = wire.Documents  # the vendor's JSON by name, for schemas

    def with_options(self, **options: Any) -> "Codec":
        """Return a copy with some options set; raise ImbridgeError for one that does not exist."""
        known = self.options.__struct_fields__
        unknown = sorted(set(options) - set(known))
        if unknown:
            raise ImbridgeError(f"no option {unknown[0]!r}; there are {', '.join(known)}", vendor=self.name)
        try:
            chosen = msgspec.convert({**_plain(self.options), **options}, type(self.options))
        except ValidationError as problem:
            raise ImbridgeError(f"option: {problem}", vendor=self.name) from None
        return replace(
            self,
            options=chosen,
            callbacks=replace(self.callbacks, options=chosen),
            calls=self.calls and replace(self.calls, options=chosen),
            receipts=self.receipts and replace(self.receipts, options=chosen),
            records=self.records and replace(self.records, options=chosen),
        )

    def decode_callback(self, request: Request, phase: str | None = None) -> AnyEvent:
        """Read a callback as it came off the wire.

        `phase` names the phase where the document does not. Raises Malformed for what is no
        document of this vendor, TooLarge beyond a limit; whatever else is unknown is preserved.
        """
        event: AnyEvent = self.callbacks.decode(request, phase)
        return event

    def encode_callback(
        self,
        event: AnyEvent,
        *,
        endpoint: Endpoint | None = None,
        policy: Policy = None,
        now: int | None = None,
    ) -> Request:
        """Write an event as this vendor's callback.

        An event of this vendor comes out exactly as it came in, but for what was changed. `now`
        stands in for a time that the vendor requires and the event lacks. An endpoint with a secret
        has the request signed; what Tencent signs is `now`. Raises CannotExpress where the vendor
        has no words, or more than one request is needed.
        """
        requests = self.encode_callbacks(event, endpoint=endpoint, policy=policy, now=now)
        if len(requests) != 1:
            raise CannotExpress(f"takes {len(requests)} requests: use encode_callbacks", vendor=self.name)
        return requests[0]

    def encode_callbacks(
        self,
        event: AnyEvent,
        *,
        endpoint: Endpoint | None = None,
        policy: Policy = None,
        now: int | None = None,
    ) -> tuple[Request, ...]:
        """Write an event as however many callbacks this vendor needs for it; see encode_callback."""
        requests = self.callbacks.encode(event, endpoint, policy, now)
        if endpoint is None or endpoint.secret is None:
            return requests
        return tuple([self.sign(request, secret=endpoint.secret, now_ms=now) for request in requests])

    def verify(
        self,
        request: Request,
        *,
        now_ms: int,
        secrets: Sequence[Secret] = (),
        required: bool = True,
        app: str | None = None,
        window_ms: int | None = None,
    ) -> Evidence:
        """Check the signature of a request, and say what that proves: read `Evidence.covers`.

        Any of the secrets may match, so that one can be replaced by another. `window_ms` is how far
        from `now_ms` a signed time may be; without it the vendor's advice holds (Tencent: a minute).
        `app` is the one that the request has to name. Raises Unverified for a signature that is
        wrong or too old, and for an absent one unless `required=False`; ImbridgeError for a check
        that cannot be made, as without a secret. OpenIM signs nothing, and is never Unverified.
        """
        try:
            self.callbacks.admit(request)
            return self.verify_request(request, to_check(now_ms, secrets, required, app, window_ms))
        except ImbridgeError as problem:
            raise self._named(problem) from None

    def sign(self, request: Request, *, secret: Secret, now_ms: int | None = None) -> Request:
        """Return a request signed the way this vendor's server does it, otherwise as it was.

        What Tencent signs is `now_ms`, and CannotExpress is raised without it, as for whatever
        else lacks what is signed. OpenIM signs nothing.
        """
        try:
            self.callbacks.admit(request)
            return self.sign_request(request, to_key(secret), None if now_ms is None else to_moment(now_ms))
        except ImbridgeError as problem:
            raise self._named(problem) from None

    def decode_ack(self, response: Response, *, to: AnyEvent) -> Ack:
        """Read what a backend of this vendor answered to an event; what cannot be read is Failed."""
        try:
            ack = self.ack_from_wire(response, to, self.options)
            if not isinstance(ack, Rewrite) or to.vendor == self.name or not isinstance(to, REPEATED):
                return only_changes(ack, to)
            seen = self._as_seen(to)
            return only_changes(self.ack_from_wire(response, seen, self.options), to, seen)
        except (Malformed, TooLarge, DecodeError, UnicodeDecodeError):
            return Failed()
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except MISTYPED as problem:
            raise self.callbacks.mistyped(problem) from None

    def encode_ack(self, ack: Ack, *, to: AnyEvent, policy: Policy = None) -> Response:
        """Write the answer to an event.

        Raises CannotExpress for what the vendor cannot answer, unless `policy` names a substitute.
        No policy turns a refusal into an allow, or the reverse, without being told so by name.
        """
        check_policy(policy)
        try:
            _check_types(ack)
            own = to.vendor == self.name
            exact = partial(self.encode_callback, policy=policy or "strict")
            return self.ack_to_wire(ack, to, Context(self.options, policy, own, exact=exact, default="strict"))
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except MISTYPED as problem:
            raise self.callbacks.mistyped(problem) from None

    def decode_send(self, request: Request, command: str | None = None) -> Call:
        """Read a REST request: a send, or a recall, an edit, an import.

        Credentials in it are not kept. `command` names the call where the url does not. Raises
        Malformed for what is none of this vendor's calls, or lacks what says whom or what.
        """
        call: Call = self._form(self.calls).decode(request, command)
        return call

    def encode_send(
        self, send: Call, *, endpoint: Endpoint | None = None, policy: Policy = None
    ) -> tuple[Request, ...]:
        """Write a send, recall, edit or import as however many REST requests this vendor needs for it.

        They are to be sent in order, with credentials that the caller adds. Raises CannotExpress
        where the vendor has no words.
        """
        return self._form(self.calls).encode(send, endpoint, policy)

    def decode_receipt(self, responses: Response | Sequence[Response], *, to: Call, policy: Policy = None) -> Receipt:
        """Read what this vendor answered to a call: one response for each request, in their order.

        `policy` is the one that the call was encoded with. A response that is no answer of this
        vendor is an error in the receipt. Raises ImbridgeError for another number of them, TooLarge
        beyond a limit.
        """
        check_policy(policy)
        try:
            held = [responses] if isinstance(responses, Response) else list(responses)
        except TypeError:
            raise Malformed("wanted responses", vendor=self.name) from None
        return self._receipts().decode(held, self._pieces(to, policy))

    def encode_receipt(self, receipt: Receipt, *, to: Call, policy: Policy = None) -> tuple[Response, ...]:
        """Write a receipt as this vendor answers a call: one response for each request of it.

        The codes of another vendor's errors are written by family. Raises CannotExpress where the
        vendor has no words.
        """
        check_policy(policy)
        return self._receipts().encode(receipt, self._pieces(to, policy), Context(self.options, policy))

    def decode_history(self, line: bytes | str, command: str | None = None) -> HistoryRecord:
        """Read one record of history; `command` says which call it came from where it does not itself."""
        record: HistoryRecord = self._form(self.records).decode(self.line(line), command)
        return record

    def line(self, line: bytes | str) -> Request:
        """Return a line of history as what a `Form` reads: a request that is nothing but its body."""
        if line.__class__ is bytes:
            return Request(body=line)
        try:
            return Request(body=line.encode() if isinstance(line, str) else bytes(line))
        except (TypeError, ValueError, MemoryError) as problem:
            raise Malformed(f"wanted a line ({type(problem).__name__})", vendor=self.name) from None

    def encode_history(self, record: HistoryRecord, *, policy: Policy = None) -> bytes:
        """Write one record of history: one JSON object, in one line if this vendor's own did not differ."""
        requests = self._form(self.records).encode(record, None, policy)
        if not requests:
            raise CannotExpress("the policy drops it", vendor=self.name)
        return requests[0].body

    def encode_import(
        self, record: HistoryRecord | Import, *, endpoint: Endpoint | None = None, policy: Policy = None
    ) -> tuple[Request, ...]:
        """Write a record of history as REST requests that put its message into the history.

        OpenIM has no such call: the message is sent with its old time, webhooks fire, and a second
        run makes a second copy. Raises CannotExpress for a message that was taken back.
        """
        call, fresh = as_import(record), isinstance(record, HistoryRecord)
        return self._form(self.calls).encode(call, endpoint, policy, fresh=fresh)

    def _as_seen(self, event: AnyEvent) -> AnyEvent:
        """Return what a backend of this vendor is asked as it reads that, the event itself where that is unknown."""
        decided = msgspec.structs.replace(event, stage="decide") if isinstance(event, MessageSending) else event
        for asked in (event, decided):  # not every vendor asks twice
            try:
                written = self.callbacks.to_wire(asked, Context(self.options, own=False))
                read: AnyEvent = self.callbacks.from_wire(written, event.phase, self.options)
            except (ImbridgeError, DecodeError, UnicodeDecodeError, *MISTYPED):
                continue
            return read
        return event

    def _pieces(self, call: Call, policy: Policy) -> list[Any]:
        form = self._form(self.calls)
        try:
            own = call.vendor == self.name
            return list(form.singles(call, Context(self.options, policy, own)))
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except MISTYPED as problem:
            raise form.mistyped(problem) from None

    def _form(self, form: Form | None) -> Form:
        if form is None:
            raise CannotExpress("has no REST side here", vendor=self.name)
        return form

    def _receipts(self) -> ReceiptForm:
        if self.receipts is None:
            raise CannotExpress("has no REST side here", vendor=self.name)
        return self.receipts

    def _named(self, problem: ImbridgeError) -> ImbridgeError:
        problem.vendor = self.name
        return problem


def as_import(record: HistoryRecord | Import) -> Import:
    """Return a record of history as what puts it there; raise CannotExpress for what was taken back.

    What only the record could say, its parts aside, is not of a call.
    """
    call = record
    if isinstance(call, HistoryRecord):
        call = Import(vendor=call.vendor, message=call.message)
    if not isinstance(call, Import):
        raise CannotExpress("wanted a record of history, or an import")
    if any(message.state in ("recalled", "deleted") for message in (call.message, *call.more)):
        raise CannotExpress("the message was taken back: an import would bring it again")
    return call


def _plain(options: Struct) -> dict[str, Any]:
    return {name: getattr(options, name) for name in options.__struct_fields__}


def _check_types(ack: Ack) -> None:
    """Raise TypeError where an ack holds what no vendor can read: `True` or `1.0` for a code."""
    if isinstance(ack, Reject | Failed) and not isinstance(ack.reason, str | None):
        raise TypeError("reason")
    if isinstance(ack, Reject) and (type(ack.code) not in (int, type(None)) or not isinstance(ack.detail, str | None)):
        raise TypeError("code")
