"""The contract that a vendor fulfils, and all that is derived from it.

A vendor gives plain functions and a few facts (`Codec`); native, `dump`, keys and limits follow from
those, so no vendor does any book-keeping.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import groupby
from typing import Any

import msgspec
from msgspec import UNSET, DecodeError, Raw, Struct, ValidationError
from msgspec.structs import force_setattr

from imbridge import wire
from imbridge.delta import Edit, Edits, apply, check_depth, diff, same
from imbridge.errors import MISTYPED, CannotExpress, ImbridgeError, Malformed, TooLarge
from imbridge.evidence import Check, Evidence, Secret, to_check, to_key, to_moment
from imbridge.http import Endpoint, Request, Response, escape, header, join_query, join_url, query_pairs, split_query
from imbridge.model import Ack, AnyEvent, Failed, FriendsAdded, Message, Native, Part, Reject, Relation, tag_of
from imbridge.model.base import StoredNative
from imbridge.model.canonical import differences

Policy = str | Mapping[str, str] | None
"""`strict` or `closest`, or one choice per tag of a part, event or ack (`*` for all others)."""

PHASES = ("before", "after", "notice")

CHOICES = frozenset({"strict", "refuse", "closest", "text", "drop", "allow", "reject", "code_in_text"})


class Limits(Struct, frozen=True, kw_only=True):
    """How much of a hostile document is looked at."""

    body: int = 16 * 1024 * 1024  # bytes
    url: int = 16 * 1024  # characters
    parts: int = 50_000


class Options(Struct, frozen=True, kw_only=True):
    """What a vendor lets its user set; each vendor adds its own."""

    limits: Limits = Limits()


class Context(Struct, frozen=True, gc=False):
    """What an encoder may need beside the value."""

    options: Any
    policy: Policy = None
    own: bool = True  # the value came from this vendor: its verbatim enum values go back as they are
    url: str = "http://localhost"
    app: str | None = None
    now: int | None = None  # milliseconds, for a time that the target requires and the value lacks
    exact: Callable[[AnyEvent], Request] | None = None  # for a reply that repeats what was asked about
    default: str = "closest"  # what is done about a thing that no policy names

    def choice(self, kind: str, default: str | None = None) -> str:
        """Return what the caller wants done about one kind of thing."""
        policy, default = self.policy, default or self.default
        if policy is None:
            return default
        return policy if isinstance(policy, str) else policy.get(kind, policy.get("*", default))

    def substitute(self, kind: str, reason: str) -> None:
        """Raise CannotExpress unless the policy lets the closest thing stand for this one."""
        if self.choice(kind) in ("strict", "refuse"):
            raise CannotExpress(f"{kind}: {reason}")


Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """One vendor: what it gives (the fields), and what everyone has of it (the methods)."""

    name: str
    options: Any
    event_from_wire: Callable[[Request, str | None, Any], AnyEvent]
    event_to_wire: Callable[[AnyEvent, Context], Request]
    ack_from_wire: Callable[[Response, AnyEvent, Any], Ack]
    ack_to_wire: Callable[[Ack, AnyEvent, Context], Response]
    verify_request: Callable[[Request, Check], Evidence]
    sign_request: Callable[[Request, bytes, int | None], Request]
    key_fields: Callable[[AnyEvent, Request], tuple[str | int | None, ...]]
    singles: Callable[[AnyEvent, Context], Sequence[AnyEvent]]  # an event in as many as it takes documents
    elements: Callable[[Body], list[Any] | None]  # what the parts of a message are on this wire
    with_elements: Callable[[Body, list[Any]], Body]
    element_pointer: Callable[[int], str]
    element_members: frozenset[str]  # the members that those are made of
    element_holder: str | None = None  # the member of the body that has those, where the body itself has not
    usual: Callable[[Body], Body | None] | None = None  # brings a body in a rare shape to the usual one; None: it is
    as_given: Callable[[Body], Body] | None = None  # undoes that
    given_pointer: Callable[[str], str] | None = None  # and says where a pointer then leads
    kept_headers: tuple[str, ...] = ()  # the headers that are vendor data
    secret_pointers: tuple[str, ...] = ()  # where native values start that no report may show
    says: frozenset[str] = frozenset()  # canonical paths of messages that not every vendor has a place for
    documents: Callable[[], wire.Documents] = wire.Documents  # the vendor's JSON by name, for schemas

    def with_options(self, **options: Any) -> "Codec":
        """Return a copy with some options set; raise ImbridgeError for one that does not exist."""
        known = self.options.__struct_fields__
        unknown = sorted(set(options) - set(known))
        if unknown:
            raise ImbridgeError(f"no option {unknown[0]!r}; there are {', '.join(known)}", vendor=self.name)
        try:
            return replace(self, options=msgspec.convert({**_plain(self.options), **options}, type(self.options)))
        except ValidationError as problem:
            raise ImbridgeError(f"option: {problem}", vendor=self.name) from None

    def decode_callback(self, request: Request, phase: str | None = None) -> AnyEvent:
        """Read a callback as it came off the wire.

        `phase` names the phase where the document does not. Raises Malformed for what is no
        document of this vendor, TooLarge beyond a limit; whatever else is unknown is preserved.
        """
        event = self.read(request, phase)
        self.attach(event)
        return event

    def read(self, request: Request, phase: str | None = None) -> AnyEvent:
        """Read a callback, its parts without native: for who needs no more than its meaning."""
        event = self._read(request, phase)
        force_setattr(event, "native", EventNative(self, request, phase))
        return event

    def attach(self, event: AnyEvent) -> None:
        """Give the parts of an event that was just read their native too."""
        native = event.native
        if isinstance(native, EventNative):
            native.keep()
            for index, part in enumerate(parts_of(event)):
                force_setattr(part, "native", PartNative(native, index))

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
        check_policy(policy)
        try:
            own = event.vendor == self.name
            if endpoint is None:
                context = Context(self.options, policy, own, "http://localhost", event.app if own else None, now)
            else:
                context = Context(self.options, policy, own, endpoint.url, event.app if own else endpoint.app, now)
            if policy is not None and not own and context.choice(tag_of(event)) == "drop":
                return ()
            requests = [self._one(each, context, endpoint) for each in self.singles(event, context)]
            if endpoint is None or endpoint.secret is None:
                return tuple(requests)
            return tuple([self.sign(request, secret=endpoint.secret, now_ms=now) for request in requests])
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except MISTYPED as problem:
            raise self._mistyped(problem) from None

    def _one(self, event: AnyEvent, context: Context, endpoint: Endpoint | None) -> Request:
        bare = self.event_to_wire(event, context)
        return self._exact(event, bare, endpoint is None) if context.own else bare

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
            self._admit(request)
            return self.verify_request(request, to_check(now_ms, secrets, required, app, window_ms))
        except ImbridgeError as problem:
            raise self._named(problem) from None

    def sign(self, request: Request, *, secret: Secret, now_ms: int | None = None) -> Request:
        """Return a request signed the way this vendor's server does it, otherwise as it was.

        What Tencent signs is `now_ms`, and CannotExpress is raised without it, as for whatever
        else lacks what is signed. OpenIM signs nothing.
        """
        try:
            self._admit(request)
            return self.sign_request(request, to_key(secret), None if now_ms is None else to_moment(now_ms))
        except ImbridgeError as problem:
            raise self._named(problem) from None

    def decode_ack(self, response: Response, *, to: AnyEvent) -> Ack:
        """Read what a backend of this vendor answered to an event; what cannot be read is Failed."""
        try:
            return self.ack_from_wire(response, to, self.options)
        except (Malformed, TooLarge, DecodeError, UnicodeDecodeError):
            return Failed()
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except MISTYPED as problem:
            raise self._mistyped(problem) from None

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
            raise self._mistyped(problem) from None

    def key(self, event: AnyEvent, request: Request) -> str:
        """Return the idempotency key of an event that came with `request`."""
        try:
            texts = ["" if field is None else str(field) for field in self.key_fields(event, request)]
            if not _KEY("".join(texts)):
                texts = [escape(text) for text in texts]
            return f"{self.name}:{tag_of(event)}:{'|'.join(texts)}"
        except MISTYPED as problem:
            raise self._mistyped(problem) from None

    def rewritten(self, request: Request, phase: str | None, event: AnyEvent | None = None) -> Request:
        """Return a callback as this codec would have written it: without native.

        `event`, if given, is what it says; one that a user holds may have been changed since.
        """
        if event is None:
            event = self._read(request, phase)
        return self._write(event, Context(self.options, app=event.app))

    def beyond(self, request: Request, bare: Request) -> tuple[Edits, list[Edits]]:
        """Return the edits from a callback as this codec would have written it to the one given.

        They are those of the event, and of each of its parts.
        """
        near = self._near(request, bare)
        if near is not None:
            return near, []
        plain, given = self._document(bare), self._document(request)
        here, there = self._elements(plain), self._elements(given)
        if here is None or there is None or len(here) != len(there) or same(here, there):
            return diff(plain, given), []
        parts = [diff(a, b) for a, b in zip(here, there, strict=True)]
        return diff(self._put(plain, there), given), parts

    def _near(self, request: Request, bare: Request) -> Edits | None:
        """Return the edits between two callbacks whose elements are alike to the byte, None for others.

        Members of a body that are the same bytes are not even read.
        """
        holder = self.element_holder
        try:
            plain, given = wire.members(bare.body), wire.members(request.body)
            other = _unlike(plain, given)
            inner, given_inner = (wire.members(plain[holder]), wire.members(given[holder])) if holder in other else NONE
        except (DecodeError, KeyError, UnicodeDecodeError, RecursionError):
            return None
        within = _unlike(inner, given_inner)
        if not self.element_members.isdisjoint(other if holder is None else within):
            return None
        found = [] if bare.headers == request.headers else [*diff(bare.headers, request.headers, ("headers",))]
        if bare.url != request.url:
            (base, _, query), (given_base, _, given_query) = bare.url.partition("?"), request.url.partition("?")
            found += diff(base, given_base, ("url",))
            if query != given_query:
                found += diff(_query(bare.url), _query(request.url), ("query",))
        found += _changed(plain, given, [name for name in other if name != holder], ("body",))
        found += _changed(inner, given_inner, within, ("body", holder or ""))
        return tuple(found)

    def _admit(self, request: Request) -> None:
        """Raise Malformed for what is no request, TooLarge for one beyond the limits."""
        limits = self.options.limits
        if not _is_request(request):
            raise Malformed("wanted a request: a url of text, a mapping of headers, a body of bytes")
        if len(request.body) > limits.body:
            raise TooLarge(f"a body of {len(request.body)} bytes; the limit is {limits.body}")
        if len(request.url) > limits.url:
            raise TooLarge(f"a url of {len(request.url)} characters; the limit is {limits.url}")
        check_depth(request.body)  # how deep the decoder itself goes depends on the Python release

    def _read(self, request: Request, phase: str | None) -> AnyEvent:
        limits = self.options.limits
        if phase is not None and phase not in PHASES:
            raise ImbridgeError(f"no phase {phase!r}; there are {', '.join(PHASES)}", vendor=self.name)
        try:
            self._admit(request)
            event = self.event_from_wire(request, phase, self.options)
            if len(request.body) > limits.parts and len(parts_of(event)) > limits.parts:
                raise TooLarge(f"{len(parts_of(event))} parts; the limit is {limits.parts}")
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise self._named(wire.malformed(problem)) from None
        return event

    def _write(self, event: AnyEvent, context: Context) -> Request:
        try:
            return self.event_to_wire(event, context)
        except ImbridgeError as problem:
            raise self._named(problem) from None
        except MISTYPED as problem:
            raise self._mistyped(problem) from None

    def _exact(self, event: AnyEvent, bare: Request, same_url: bool) -> Request:
        """Put the vendor's own words back, as far as they change no meaning."""
        native = event.native
        if isinstance(native, EventNative) and same_url and native.untouched(event, bare):
            return native.request
        edits, live = self._edits(event)
        wanted = [(i, edit) for i, edit in edits if i is not None or self._allows(edit, same_url)]
        if not wanted:
            return bare
        phase = native.phase if isinstance(native, EventNative) else getattr(event, "phase", None)
        best, refused = bare, 0

        def holds(candidate: Any) -> Request | None:
            try:
                request = self._request(candidate)
                said = self._read(request, phase)
            except ImbridgeError:
                return None
            if same_meaning(said, event, live) or same_meaning(said, self._read(bare, phase), live):
                return request
            return None

        def settle(document: Any, group: list[tuple[int | None, Edit]]) -> Any:
            nonlocal best, refused
            candidate = self._apply(document, group, event)
            if candidate is document:
                return document
            request = holds(candidate)
            if request is not None:
                best = request
                return candidate
            refused += 1
            if len(group) == 1 or refused > REFUSALS:
                return document
            half = len(group) // 2
            return settle(settle(document, group[:half]), group[half:])

        settle(self._document(bare), wanted)
        return best

    def _allows(self, edit: Edit, same_url: bool) -> bool:
        """Tell whether an edit of an event is one that `diff` makes; a loaded one may be anybody's."""
        head, *rest = edit.path or ("",)
        if head == "headers":
            broken = isinstance(edit.now, str) and _BREAK(edit.now)
            return len(rest) == 1 and rest[0] in self.kept_headers and not broken
        return head in ("query", "body", "shape") or (head == "url" and same_url)

    def _edits(self, event: AnyEvent) -> tuple[list[tuple[int | None, Edit]], bool]:
        """Return the edits that this vendor's native holds, with the index of the part they are of.

        And whether all of them are this process's own work, not something that was loaded.
        """
        found: list[tuple[int | None, Edit]] = []
        natives = [(index, part.native) for index, part in enumerate(parts_of(event))]
        whole = event.native
        if isinstance(whole, EventNative) and not whole.beyond()[1]:  # no part of it has anything
            natives = [(i, native) for i, native in natives if getattr(native, "whole", None) is not whole]
        live = True
        for index, native in [*natives, (None, whole)]:
            if native.vendor == self.name:
                live = live and not isinstance(getattr(native, "whole", native), StoredNative)
                found += [(index, edit) for edit in native.edits]
        return found, live

    def _apply(self, document: Any, group: list[tuple[int | None, Edit]], event: AnyEvent) -> Any:
        elements = self._elements(document)
        if elements is not None and len(elements) == len(parts_of(event)) and group[0][0] is not None:
            elements = list(elements)
            for index, edits in groupby(group, key=lambda pair: pair[0]):
                if index is not None:
                    elements[index] = apply(tuple([edit for _, edit in edits]), elements[index])
            document = self._put(document, elements)
        return apply(tuple([edit for index, edit in group if index is None]), document)

    def _elements(self, document: Any) -> list[Any] | None:
        """Return the wire elements that stand for the parts of a message."""
        return self.elements(document["body"]) if isinstance(document["body"], dict) else None

    def _put(self, document: Any, elements: list[Any]) -> Any:
        return {**document, "body": self.with_elements(document["body"], elements)}

    def kept(self, request: Request) -> Request:
        """Return a callback with no other headers than those that are vendor data."""
        headers = {}
        for name in self.kept_headers:
            value = header(request.headers, name.lower())
            if value is not None:
                headers[name] = value
        return Request(method=request.method, url=request.url, headers=headers, body=request.body)

    def _document(self, request: Request) -> Any:
        """Return a request as one JSON document, the only thing that a delta sees."""
        try:
            body = wire.parse(request.body)
        except Malformed as problem:
            raise self._named(problem) from None
        document = {
            "url": request.url.partition("?")[0],
            "query": _query(request.url),
            "headers": dict(request.headers),
        }
        usual = self.usual(body) if self.usual is not None and isinstance(body, dict) else None
        return {**document, "body": body} if usual is None else {**document, "body": usual, "shape": True}

    def _request(self, document: Any) -> Request:
        """Turn such a document into a request; the edits in it may be anybody's."""
        try:
            wanted = msgspec.convert(document, _Document)
        except ValidationError as problem:
            raise Malformed(f"native: {problem}", vendor=self.name) from None
        body = wanted.body
        if wanted.shape and self.as_given is not None and isinstance(body, dict):
            body = self.as_given(body)
        pairs = [
            (name, value)
            for name, held in wanted.query.items()
            for value in ([held] if isinstance(held, str) else held)
        ]
        return Request(url=join_url(wanted.url, join_query(pairs)), headers=wanted.headers, body=wire.encode(body))

    def _named(self, problem: ImbridgeError) -> ImbridgeError:
        problem.vendor = self.name
        return problem

    def _mistyped(self, problem: Exception) -> ImbridgeError:
        return CannotExpress(f"a value of the wrong type ({type(problem).__name__})", vendor=self.name)


def _unlike(plain: Mapping[str, Raw], given: Mapping[str, Raw]) -> list[str]:
    """Return the names of members that are not the same bytes in both."""
    return [name for name, value in given.items() if plain.get(name) != value] + [*(plain.keys() - given.keys())]


def _changed(
    plain: Mapping[str, Raw], given: Mapping[str, Raw], names: list[str], path: tuple[str, ...]
) -> Iterator[Edit]:
    """Yield the edits of some members of an object that stands at a path."""
    for name in names:
        was = wire.parse(plain[name]) if name in plain else UNSET
        now = wire.parse(given[name]) if name in given else UNSET
        yield from diff(was, now, (*path, name))


NONE: tuple[dict[str, Raw], dict[str, Raw]] = ({}, {})


class EventNative(Native):
    """The callback that an event was decoded from, and what it says beyond the event."""

    __slots__ = ("bare", "codec", "found", "phase", "request")

    def __init__(self, codec: Codec, request: Request, phase: str | None) -> None:
        self.codec = codec
        self.request = request
        self.phase = phase
        self.bare: Request | None = None
        self.found: tuple[Edits, list[Edits]] | None = None

    @property
    def vendor(self) -> str:
        """Whose callback it was."""
        return self.codec.name

    @property
    def edits(self) -> Edits:
        """The edits of the event, its parts aside."""
        return self.beyond()[0]

    def key(self, event: Any) -> str:
        """Return the idempotency key of the event."""
        return self.codec.key(event, self.request)

    def keep(self) -> None:
        """Forget the headers that are no vendor's data, credentials among them."""
        self.request = self.codec.kept(self.request)

    def rewritten(self, event: AnyEvent | None = None) -> Request:
        """Return the callback without native, worked out once; `event` is the one that came from here."""
        if self.bare is None:
            self.bare = self.codec.rewritten(self.request, self.phase, event)
        return self.bare

    def beyond(self) -> tuple[Edits, list[Edits]]:
        """Return the edits of the event and those of each of its parts, worked out once."""
        if self.found is None:
            self.found = self.codec.beyond(self.request, self.rewritten())
        return self.found

    def untouched(self, event: AnyEvent, bare: Request) -> bool:
        """Tell whether an event, which encodes as `bare`, is still the one that came from here."""
        for index, part in enumerate(parts_of(event)):
            native = part.native
            if not isinstance(native, PartNative) or native.whole is not self or native.index != index:
                return False
        return self.rewritten() == bare


class PartNative(Native):
    """The element that a part was decoded from, within its callback."""

    __slots__ = ("index", "whole")

    def __init__(self, whole: EventNative, index: int) -> None:
        self.whole = whole
        self.index = index

    @property
    def vendor(self) -> str:
        """Whose callback it was."""
        return self.whole.codec.name

    @property
    def edits(self) -> Edits:
        """The edits of the part, relative to its wire element."""
        parts = self.whole.beyond()[1]
        return parts[self.index] if self.index < len(parts) else ()


class PieceNative(Native):
    """The native of an event that is said in several: it belongs to each of them."""

    __slots__ = ("index", "whole")

    def __init__(self, whole: Native, index: int) -> None:
        self.whole = whole
        self.index = index

    @property
    def vendor(self) -> str | None:
        """Whose callback it was."""
        return self.whole.vendor

    @property
    def edits(self) -> Edits:
        """The edits of the event."""
        return self.whole.edits

    def key(self, event: Any) -> str | None:
        """Return a key that no other piece has."""
        key = self.whole.key(event)
        return None if key is None else f"{key}#{self.index}"


def same_meaning(said: AnyEvent, event: AnyEvent, trusted: bool = False) -> bool:
    """Tell whether two events say the same, but for header fields that only repeat the message.

    Python's own equality is fast and takes `1` for `True`: good enough for edits that are `trusted`.
    """
    if trusted and said == event:
        return True
    if said.__class__ is not event.__class__:
        return False
    copies = ["occurred_at"] if said.occurred_at == said.moment else []
    copies += ["actor"] if said.actor == said.subject else []
    return all(difference.path[0] in copies for difference in differences(said, event))


def parts_of(event: AnyEvent) -> tuple[Part, ...]:
    """Return the parts of an event's message, if it has one."""
    message = getattr(event, "message", None)
    return message.parts if message.__class__ is Message else ()


def each(event: AnyEvent) -> Sequence[AnyEvent]:
    """Return an event about several as one event for each of them, every one with a key of its own."""
    many = event.many
    held = getattr(event, many) if many else ()
    if len(held) < 2:
        return (event,)
    return [piece(event, index, **{str(many): (one,)}) for index, one in enumerate(held)]


def each_friendship(event: FriendsAdded) -> Sequence[AnyEvent]:
    """Return who are friends now as one event for each request that was agreed to, which makes both a friend."""
    held = {answer_of(relation): relation for relation in reversed(event.relations)}
    kept = [relation for relation in event.relations if held[answer_of(relation)] is relation]
    if len(event.relations) < 2:
        return (event,)
    return [piece(event, index, relations=(relation,)) for index, relation in enumerate(kept)]


def answer_of(relation: Relation) -> tuple[str | None, str | None]:
    """Return which of two new friends answered, and who had asked: the one named, or whose list it is."""
    owner, user = relation.owner_id or None, relation.user_id or None
    return (user, owner) if relation.initiator_id in (None, owner) else (owner, user)


def piece(event: AnyEvent, index: int, **fields: Any) -> AnyEvent:
    """Return one of several events that an event has to be said in."""
    part: AnyEvent = msgspec.structs.replace(event, native=PieceNative(event.native, index), **fields)
    return part


class _Document(Struct):
    url: str
    query: dict[str, str | list[str]]
    headers: dict[str, str]
    body: Any
    shape: bool = False  # the body has a rare shape, and stands here in the usual one


def _query(url: str) -> dict[str, Any]:
    """Return the query parameters of a URL, a list for one that stands there more than once."""
    query: dict[str, Any] = dict(split_query(url))
    if len(query) > url.count("&"):
        return query
    found: dict[str, list[str]] = {}
    for name, value in query_pairs(url):
        found.setdefault(name, []).append(value)
    return {name: held if len(held) > 1 else held[0] for name, held in found.items()}


_SURROGATE = re.compile("[\ud800-\udfff]").search
_BREAK = re.compile(r"[\r\n\0]").search
_KEY = re.compile(r"[A-Za-z0-9._~-]*").fullmatch


def _plain(options: Struct) -> dict[str, Any]:
    return {name: getattr(options, name) for name in options.__struct_fields__}


def check_policy(policy: Policy) -> None:
    """Raise ImbridgeError for a word that no policy knows."""
    if policy is None:
        return
    if not isinstance(policy, str | Mapping):
        raise ImbridgeError("a policy is a word, or a mapping from tags to words")
    for word in (policy,) if isinstance(policy, str) else policy.values():
        if str(word) not in CHOICES:
            raise ImbridgeError(f"no policy {word!r}; there are {', '.join(sorted(CHOICES))}")


def _is_request(value: object) -> bool:
    """Tell whether a value is what its type promises; bytes from elsewhere end up in the wrong field."""
    return (
        value.__class__ is Request
        and value.body.__class__ is bytes
        and value.url.__class__ is str
        and (value.url.isascii() or not _SURROGATE(value.url))
        and hasattr(value.headers, "items")
    )


def _check_types(ack: Ack) -> None:
    """Raise TypeError where an ack holds what no vendor can read: `True` or `1.0` for a code."""
    if isinstance(ack, Reject | Failed) and not isinstance(ack.reason, str | None):
        raise TypeError("reason")
    if isinstance(ack, Reject) and (type(ack.code) not in (int, type(None)) or not isinstance(ack.detail, str | None)):
        raise TypeError("code")


def digest(body: bytes, but: frozenset[str] = frozenset()) -> str:
    """Return 32 hex digits that a retry of the same JSON body has, and no other body.

    The members in `but` may differ.
    """
    document = wire.parse(body)
    if but and isinstance(document, dict):
        document = {name: value for name, value in document.items() if name not in but}
    return sha256(_sorted(document)).hexdigest()[:32]


REFUSALS = 50
"""How many groups of edits may turn out to change a meaning before the rest is left out."""

_sorted = msgspec.json.Encoder(order="deterministic").encode
