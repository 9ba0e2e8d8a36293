"""One form of document of a vendor: its pair of functions, where its parts stand, and what follows from those.

Native, keys and limits are derived here, so no vendor does any book-keeping.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import msgspec
from msgspec import UNSET, DecodeError, Raw, ValidationError
from msgspec.structs import force_setattr

from imbridge import wire
from imbridge.context import PHASES, Context, Policy, check_policy
from imbridge.delta import Edit, Edits, apply, check_depth, diff, same
from imbridge.documents import (
    Document,
    changed,
    digest,
    no_farther,
    parts_of,
    query_of,
    same_meaning,
    uncredentialed,
    unlike,
)
from imbridge.errors import MISTYPED, CannotExpress, ImbridgeError, Malformed, TooLarge
from imbridge.http import Endpoint, Request, header, join_bars, join_query, join_url
from imbridge.model import Native, tag_of
from imbridge.model.base import StoredNative

Body = dict[str, Any]


def alone(value: Any, context: Context) -> Sequence[Any]:
    """Return a value that one document says."""
    return (value,)


def none_apart(body: Body) -> list[Any] | None:
    """Return no elements: the one part of a message is told by members of the document itself."""
    return None


def as_it_is(body: Body, elements: list[Any]) -> Body:
    """Return a body that has no elements."""
    return body


def whole_url(url: str) -> tuple[str, str]:
    """Return a url that says nothing of what a document means."""
    return url, ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Callbacks, REST calls or history lines of one vendor.

    A history line is held as a request that is nothing but its body.
    """

    vendor: str
    options: Any
    from_wire: Callable[[Request, str | None, Any], Any]
    to_wire: Callable[[Any, Context], Request]
    key_fields: Callable[[Any, Request], tuple[str, ...]]
    singles: Callable[[Any, Context], Sequence[Any]] = alone  # a value in as many as it takes documents
    elements: Callable[[Body], list[Any] | None] = none_apart  # what the parts of a message are on this wire
    with_elements: Callable[[Body, list[Any]], Body] = as_it_is
    element_pointer: Callable[[int], str] = str
    element_members: frozenset[str] = frozenset()  # the members that those are made of
    element_holder: str | None = None  # the member of the body that has those, where the body itself has not
    usual: Callable[[Body], Body | None] | None = None  # brings a body in a rare shape to the usual one; None: it is
    as_given: Callable[[Body], Body] | None = None  # undoes that
    given_pointer: Callable[[str], str] | None = None  # and says where a pointer then leads
    copies: Mapping[str, Callable[[Body], Any]] = field(default_factory=dict)  # members that only repeat others
    kept_headers: tuple[str, ...] = ()  # the headers that are vendor data
    secret_pointers: tuple[str, ...] = ()  # of native values that no report may show, with a slash at the end
    credential: str = ""  # what a query parameter that is kept nowhere is called, in lower case
    says: frozenset[str] = frozenset()  # canonical paths that not every vendor has a place for
    hinted: str = "phase"  # what a caller may say of a document that does not say it itself
    hints: tuple[str, ...] = PHASES
    rereads: bool = False  # null is written as a value is: only reading tells whether it was changed to that
    split_url: Callable[[str], tuple[str, str]] = whole_url  # where it goes, and what the document says by it

    def decode(self, request: Request, hint: str | None = None) -> Any:
        """Read a document, native included."""
        value = self.read(request, hint)
        self.attach(value)
        return value

    def read(self, request: Request, hint: str | None = None) -> Any:
        """Read a document, its parts without native: for who needs no more than its meaning."""
        if hint is not None and hint not in self.hints:
            raise ImbridgeError(f"no {self.hinted} {hint!r}; there are {', '.join(self.hints)}", vendor=self.vendor)
        if self.credential:
            request = uncredentialed(request, self.credential)
        try:
            self.admit(request)
            value = self.from_wire(request, hint, self.options)
            most = self.options.limits.parts
            if len(request.body) > most and len(parts_of(value)) > most:
                raise TooLarge(f"{len(parts_of(value))} parts; the limit is {most}")
        except ImbridgeError as problem:
            raise self.named(problem) from None
        except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise self.named(wire.malformed(problem)) from None
        force_setattr(value, "native", WholeNative(self, request, hint))
        return value

    def reread(self, request: Request, hint: str | None) -> Any:
        """Read the meaning of what was read before, or has just been written: no limit is asked about."""
        try:
            return self.from_wire(request, hint, self.options)
        except ImbridgeError as problem:
            raise self.named(problem) from None
        except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise self.named(wire.malformed(problem)) from None

    def attach(self, value: Any) -> None:
        """Give the parts of a value that was just read their native too."""
        native = value.native
        if isinstance(native, WholeNative):
            native.keep()
            for index, part in enumerate(parts_of(value)):
                force_setattr(part, "native", PartNative(native, index))

    def encode(
        self,
        value: Any,
        endpoint: Endpoint | None = None,
        policy: Policy = None,
        now: int | None = None,
        fresh: bool = False,
    ) -> tuple[Request, ...]:
        """Write a value as however many documents it takes; see Codec.encode_callback.

        A `fresh` one of this vendor's never was a document of this form: it has to have what one needs.
        """
        if policy is not None:
            check_policy(policy)
        to = NOWHERE if endpoint is None else endpoint
        try:
            mine = value.vendor == self.vendor
            own = mine and not fresh
            app = getattr(value, "app", None) if own else to.app
            context = Context(self.options, policy, own, to.url, app, now)
            if policy is not None and not own and context.choice(tag_of(value)) == "drop":
                return ()
            pieces = self.singles(value, context)
            if mine:
                written = [(piece, self.to_wire(piece, context)) for piece in pieces]
                return tuple([self._exact(piece, bare, endpoint is None) for piece, bare in written])
            if len(pieces) == 1:  # nearly always
                return (self.to_wire(pieces[0], context),)
            return tuple([self.to_wire(piece, context) for piece in pieces])
        except ImbridgeError as problem:
            raise self.named(problem) from None
        except MISTYPED as problem:
            raise self.mistyped(problem) from None

    def rewritten(self, native: "WholeNative", value: Any = None) -> Request:
        """Return a document as this codec would have written it: without native.

        `value`, if given, is what it says; one that a user holds may have been changed since.
        """
        if value is None:
            value = self.reread(native.request, native.hint)
            force_setattr(value, "native", native)  # what is derived of the key is the same
        return self.bare(value)

    def beyond(self, request: Request, bare: Request) -> tuple[Edits, list[Edits]]:
        """Return the edits from a callback as this codec would have written it to the one given.

        They are those of the value, and of each of its parts. A member that only repeats others is an edit
        from itself to itself, which adds whatever it then has to be.
        """
        whole, parts = self._beyond(request, bare)
        copies = self.copies
        for index, one in enumerate(whole):
            if one.path[-1] in copies and self._repeats(one, bare):
                whole = (*whole[:index], Edit(one.path, one.now, one.now), *whole[index + 1 :])
        return whole, parts

    def _beyond(self, request: Request, bare: Request) -> tuple[Edits, list[Edits]]:
        try:
            near = self._near(request, bare)
        except (DecodeError, KeyError, UnicodeDecodeError, RecursionError):
            near = None
        if near is not None:
            return near, []
        plain, given = self._document(bare), self._document(request)
        here, there = self._elements(plain), self._elements(given)
        if here is None or there is None or len(here) != len(there) or same(here, there):
            return diff(plain, given), []
        parts = [diff(a, b) for a, b in zip(here, there, strict=True)]
        return diff(self._put(plain, there), given), parts

    def _copy(self, edit: Edit, bare: Request) -> Any:
        """Return what the member is that an edit is of, UNSET where it does not only repeat others."""
        copy = self.copies.get(edit.path[1]) if len(edit.path) == 2 and edit.path[0] == "body" else None
        body = None if copy is None else wire.parse(bare.body)
        return copy(body) if copy is not None and isinstance(body, dict) else UNSET

    def _repeats(self, edit: Edit, bare: Request) -> bool:
        """Tell whether an edit adds what only repeats other members."""
        return edit.was is UNSET and same(self._copy(edit, bare), edit.now)

    def _renewed(self, edit: Edit, bare: Request) -> Edit:
        """Return an edit as it is now that what it repeats may have changed."""
        now = self._copy(edit, bare)
        return edit if now is UNSET or not same(edit.was, edit.now) else Edit(edit.path, UNSET, now)

    def _near(self, request: Request, bare: Request) -> Edits | None:
        """Return the edits between two callbacks whose elements are alike to the byte, None for others.

        Members of a body that are the same bytes are not even read. Raises what msgspec raises.
        """
        holder = self.element_holder
        if self.usual is not None and not self.element_members:
            return None
        plain, given = wire.members(bare.body), wire.members(request.body)
        other = unlike(plain, given)
        inner: dict[str, Raw] = {}
        within, given_inner = [], inner
        if holder is not None and holder in other:
            other.remove(holder)
            inner, given_inner = wire.members(plain[holder]), wire.members(given[holder])
            within = unlike(inner, given_inner)
        if not self.element_members.isdisjoint(other if holder is None else within):
            return None
        found = [] if bare.headers == request.headers else [*diff(bare.headers, request.headers, ("headers",))]
        if bare.url != request.url:
            (url, _, query), (given_url, _, given_query) = bare.url.partition("?"), request.url.partition("?")
            if url != given_url:
                (base, path), (given_base, given_path) = self.split_url(url), self.split_url(given_url)
                found += [Edit(("url",), base, given_base)] if base != given_base else []
                found += [Edit(("path",), path, given_path)] if path != given_path else []
            if query != given_query:
                found += diff(query_of(bare.url), query_of(request.url), ("query",))
        found += changed(plain, given, other, ("body",))
        if within:
            found += changed(inner, given_inner, within, ("body", str(holder)))
        return tuple(found)

    def admit(self, request: Request) -> None:
        """Raise Malformed for what is no request, TooLarge for one beyond the limits."""
        if request.__class__ is not Request:
            raise Malformed("wanted a Request")
        body, url, headers, limits = request.body, request.url, request.headers, self.options.limits
        mapped = headers.__class__ is dict or hasattr(headers, "items")
        if body.__class__ is not bytes or url.__class__ is not str or not mapped:
            raise Malformed("wanted a url of text, a mapping of headers, a body of bytes")
        if not url.isascii() and _SURROGATE(url):
            raise Malformed("wanted a url without lone surrogates")
        if len(body) > limits.body:
            raise TooLarge(f"a body of {len(body)} bytes; the limit is {limits.body}")
        if len(url) > limits.url:
            raise TooLarge(f"a url of {len(url)} characters; the limit is {limits.url}")
        check_depth(body)  # how deep the decoder itself goes depends on the Python release

    def bare(self, value: Any) -> Request:
        """Return a document as this codec writes it by itself: without native."""
        try:
            return self.to_wire(value, Context(self.options, app=getattr(value, "app", None)))
        except ImbridgeError as problem:
            raise self.named(problem) from None
        except MISTYPED as problem:
            raise self.mistyped(problem) from None

    def _exact(self, value: Any, bare: Request, same_url: bool) -> Request:
        """Put the vendor's own words back, as far as they change no meaning."""
        native = value.native
        whole = isinstance(native, WholeNative) and native.has_parts_of(value)
        if isinstance(native, WholeNative) and whole and same_url and native.untouched(value, bare):
            return native.request
        edits, live = self._edits(value, whole)
        wanted = [
            (i, edit if i is not None else self._renewed(edit, bare))
            for i, edit in edits
            if i is not None or self._allows(edit, same_url)
        ]
        if not wanted:
            return bare
        hint = native.hint if isinstance(native, WholeNative) else value.phase
        best, refused = bare, 0

        def holds(candidate: Any) -> Request | None:
            try:
                request = self._request(candidate, bare.method)
                said = self.read(request, hint)
            except ImbridgeError:
                return None
            stale = [name for name in said.copies() if getattr(said, name) != getattr(value, name)]
            if not stale and same_meaning(said, value, live):
                return request
            plain = self.read(bare, hint)
            if any(getattr(plain, name) == getattr(value, name) for name in stale):  # then it has a place of its own
                return None
            if same_meaning(said, value, live) or same_meaning(said, plain, live) or no_farther(said, plain, value):
                return request
            return None

        def settle(document: Any, group: list[tuple[int | None, Edit]]) -> Any:
            nonlocal best, refused
            candidate = self._apply(document, group, value)
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

        names = _members_in(wanted) if len(bare.body) > SMALL else None
        settle(self._document(bare, names), wanted)
        if best is bare:  # which nobody has read: what is too deep is not to pass for having no native
            check_depth(bare.body)
        return best

    def _allows(self, edit: Edit, same_url: bool) -> bool:
        """Tell whether an edit of a value is one that `diff` makes; a loaded one may be anybody's."""
        head, *rest = edit.path or ("",)
        if head == "headers":
            broken = isinstance(edit.now, str) and _BREAK(edit.now)
            return len(rest) == 1 and rest[0] in self.kept_headers and not broken
        return head in ("query", "body", "shape", "path") or (head == "url" and same_url)

    def _edits(self, value: Any, whole: bool) -> tuple[list[tuple[int | None, Edit]], bool]:
        """Return the edits that this vendor's native holds, with the index of the part they are of.

        And whether all of them are this process's own work, not something that was loaded. A `whole`
        value has the parts that came with it.
        """
        found: list[tuple[int | None, Edit]] = []
        silent = whole and not value.native.beyond()[1]  # all of its parts are
        natives = [] if silent else [(index, part.native) for index, part in enumerate(parts_of(value))]
        live = True
        for index, native in [*natives, (None, value.native)]:
            if native.vendor == self.vendor:
                live = live and not isinstance(getattr(native, "whole", native), StoredNative)
                found += [(index, edit) for edit in native.edits]
        return found, live

    def _apply(self, document: Any, group: list[tuple[int | None, Edit]], value: Any) -> Any:
        elements = None if group[0][0] is None else self._elements(document)  # those of parts come first
        if elements is not None and len(elements) == len(parts_of(value)):
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
            value = header(request.headers, name)
            if value is not None:
                headers[name] = value
        return Request(method=request.method, url=request.url, headers=headers, body=request.body)

    def _document(self, request: Request, names: frozenset[str] | None = None) -> Any:
        """Return a request as one JSON document, the only thing that a delta sees.

        Given the `names` of those that matter, the other members of the body stay as they are written.
        """
        try:
            body = wire.parse(request.body) if names is None else wire.parse_members(request.body, names)
        except Malformed as problem:
            raise self.named(problem) from None
        base, path = self.split_url(request.url.partition("?")[0])
        document = {"url": base, "path": path, "query": query_of(request.url), "headers": dict(request.headers)}
        usual = self.usual(body) if self.usual is not None and isinstance(body, dict) else None
        return {**document, "body": body} if usual is None else {**document, "body": usual, "shape": True}

    def _request(self, document: Any, method: str) -> Request:
        """Turn such a document into a request; the edits in it may be anybody's."""
        try:
            wanted = msgspec.convert(document, Document)
        except ValidationError as problem:
            raise Malformed(f"native: {problem}", vendor=self.vendor) from None
        body = wanted.body
        if wanted.shape and self.as_given is not None and isinstance(body, dict):
            body = self.as_given(body)
        pairs = [
            (name, value)
            for name, held in wanted.query.items()
            for value in ([held] if isinstance(held, str) else held)
        ]
        url = join_url(wanted.url + wanted.path, join_query(pairs))
        return Request(method=method, url=url, headers=wanted.headers, body=wire.encode(body))

    def named(self, problem: ImbridgeError) -> ImbridgeError:
        """Say in an error whose document it was."""
        problem.vendor = self.vendor
        return problem

    def mistyped(self, problem: Exception) -> ImbridgeError:
        """Return the error for a value that is not what its type promises."""
        return CannotExpress(f"a value of the wrong type ({type(problem).__name__})", vendor=self.vendor)


NOWHERE = Endpoint()


class WholeNative(Native):
    """The callback that a value was decoded from, and what it says beyond the value."""

    __slots__ = ("bare", "form", "found", "hint", "request")

    def __init__(self, form: Form, request: Request, hint: str | None) -> None:
        self.form = form
        self.request = request
        self.hint = hint
        self.bare: Request | None = None
        self.found: tuple[Edits, list[Edits]] | None = None

    @property
    def vendor(self) -> str:
        """Whose callback it was."""
        return self.form.vendor

    @property
    def edits(self) -> Edits:
        """The edits of the value, its parts aside."""
        return self.beyond()[0]

    def key(self, value: Any) -> str:
        """Return the idempotency key of the value."""
        form = self.form
        try:
            return f"{form.vendor}:{value.__struct_config__.tag}:{join_bars(form.key_fields(value, self.request))}"
        except MISTYPED as problem:
            raise form.mistyped(problem) from None

    def keep(self) -> None:
        """Forget the headers that are no vendor's data, credentials among them."""
        self.request = self.form.kept(self.request)

    def rewritten(self, value: Any = None) -> Request:
        """Return the callback without native, worked out once; `value` is the one that came from here."""
        if self.bare is None:
            self.bare = self.form.rewritten(self, value)
        return self.bare

    def beyond(self) -> tuple[Edits, list[Edits]]:
        """Return the edits of the value and those of each of its parts, worked out once."""
        if self.found is None:
            self.found = self.form.beyond(self.request, self.rewritten())
        return self.found

    def has_parts_of(self, value: Any) -> bool:
        """Tell whether the parts of a value stand as they came from here, whatever they say now."""
        for index, part in enumerate(parts_of(value)):
            native = part.native
            if native.__class__ is not PartNative or native.whole is not self or native.index != index:
                return False
        return True

    def untouched(self, value: Any, bare: Request) -> bool:
        """Tell whether a value, which encodes as `bare` and has its parts, is still the one that came from here."""
        if self.rewritten() != bare:
            return False
        return not self.form.rereads or same_meaning(self.form.read(self.request, self.hint), value, True)


class PartNative(Native):
    """The element that a part was decoded from, within its callback."""

    __slots__ = ("index", "whole")

    def __init__(self, whole: WholeNative, index: int) -> None:
        self.whole = whole
        self.index = index

    @property
    def vendor(self) -> str:
        """Whose callback it was."""
        return self.whole.form.vendor

    @property
    def edits(self) -> Edits:
        """The edits of the part, relative to its wire element."""
        parts = self.whole.beyond()[1]
        return parts[self.index] if self.index < len(parts) else ()


def came_so(value: Any) -> bool:
    """Tell whether a vendor's own value goes to as many, and has as many parts, as when it came from there."""
    native = value.native
    if not isinstance(native, WholeNative):
        return isinstance(native, StoredNative) and len(parts_of(value)) < 2
    given = native.form.read(native.request, native.hint)
    return _extent(given) == _extent(value)


def _extent(value: Any) -> tuple[Any, ...]:
    message = getattr(value, "message", None)
    recipients = getattr(message, "recipients", ())
    several = [len(getattr(value, name, ())) for name in ("also", "messages", "more")]
    return (recipients, *several, len(parts_of(value)))


def _members_in(edits: list[tuple[int | None, Edit]]) -> frozenset[str] | None:
    """Return the names of the members of a body that edits change, None where there is no telling."""
    names = set()
    for index, edit in edits:
        if index is not None or edit.path[0] == "shape" or edit.path == ("body",):
            return None
        if edit.path[0] == "body":
            names.add(edit.path[1])
    return frozenset(names)


_SURROGATE = re.compile("[\ud800-\udfff]").search
_BREAK = re.compile(r"[\r\n\0]").search


def by_digest(value: Any, request: Request) -> tuple[str, ...]:
    """Return the fields of a key where nothing natural tells one document from another."""
    return value.command or "", digest(request.body)


SMALL = 4096
"""How many bytes of a body are read as fast as it is told which of them matter."""

REFUSALS = 50
"""How many groups of edits may turn out to change a meaning before the rest is left out."""
