"""The laws of the REST side: calls, records of history, and receipts.

Named as in `laws`; each takes a codec, or a pair of them, and what was drawn. A document without a url
is a record of history.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from imbridge import delta
from imbridge.codec import Codec
from imbridge.delta import Edits
from imbridge.documents import parts_of
from imbridge.errors import CannotExpress, ImbridgeError
from imbridge.form import Form
from imbridge.http import Request, Response
from imbridge.model import AnyRest, Receipt
from imbridge.model.canonical import canonical
from imbridge.storage import dump, load
from imbridge.testing import openim_rest_shapes
from imbridge.testing.differences import (
    NOTHING,
    Found,
    at,
    attribute,
    document,
    equal,
    leaves,
    occurrences,
    pointer,
    wire_leaves,
)
from imbridge.testing.documents import Document
from imbridge.testing.holding import Broken, covered, hold, listed_natives, same_losses, tried, within
from imbridge.testing.rest import (
    SECRETS,
    Json,
    decoded,
    encoded,
    form_of,
    legible,
    plain_document,
    rest,
    to_rest,
    with_request,
    without_credentials,
    without_native,
)
from imbridge.testing.rest_changes import Edited
from imbridge.testing.rest_pairing import RestPair, together, told
from imbridge.translation import translate_history, translate_send


def identity(codec: Codec, given: Document) -> None:
    """Law 1: a call or record comes out as it came in, also after `dump` and `load`; credentials do not."""
    wanted = plain_document(given.request, given.headers)
    value = decoded(codec, given)
    for way in ("", "loaded "):
        try:
            out = encoded(codec, rest(load(dump(value))) if way else value)
        except ImbridgeError as problem:
            raise Broken("identity", f"{way}document cannot be written: {problem}") from problem
        found = list(wire_leaves(wanted, document(out, given.headers)))
        hold(not found, "identity", f"{way}document differs", *found[:3])
        same_place = out.url.partition("?")[0] == given.request.url.partition("?")[0]
        hold(same_place and out.method == given.request.method, "identity", f"{way}url differs", out.method, out.url)
        told = [name for name in out.headers if name.lower() in SECRETS]
        hold(not told, "identity", f"{way}credentials are told", *told)
    alike = dump(decoded(codec, with_request(given, without_credentials(given.request)))) == dump(value)
    hold(alike, "identity", "a credential makes a difference", given.request)


def canonical_identity(codec: Codec, said: Json) -> None:
    """Law 2: what one document of the vendor can say comes back as it was said."""
    value = to_rest(said)
    written = Document(vendor=codec.name, request=encoded(codec, value), phase=value.command)
    found = list(leaves(canonical(value), canonical(decoded(codec, written))))
    hold(not found, "canonical_identity", "the value differs", *found[:3])


def nothing_forgotten(codec: Codec, given: Document) -> None:
    """Law 3: native is nothing but what the document declares so, leaf by leaf."""
    found = {where for where, _ in natives(form_of(codec, given), decoded(codec, given))}
    declared = {*given.native, *[unknown.pointer for unknown in given.unknown]}
    surprises = sorted(where for where in found if not covered(where, declared))
    hold(not surprises, "nothing_forgotten", "native without being declared", surprises, given.request)
    for unknown in given.unknown:
        kept = any(covered(where, {unknown.pointer}) for where in found)
        hold(kept, "nothing_forgotten", "an unknown field is nowhere", unknown)


def honest_loss(pair: RestPair, source: Codec, target: Codec, given: Document) -> frozenset[str]:
    """Law 4: what does not arrive is what is listed, and is in the pair's table.

    Returns the paths that were lost, led by the type of the document, indexes starred.
    """
    value = decoded(source, given)
    sent = canonical(value)
    try:
        arrived, losses = _translated(source, target, given)
    except CannotExpress as problem:
        hold(pair.refuses(sent), "honest_loss", "refused what can be said", problem, sent)
        return frozenset()
    hold(not pair.refuses(sent), "honest_loss", "said what cannot be said", sent)
    lost = _lost(pair, sent, together(sent, [canonical(one) for one in arrived]))
    expected = [(attribute(found.path), found.was, found.now) for found in lost]
    same_losses("honest_loss", expected, [(loss.path, loss.was, loss.now) for loss in losses if loss.kind != "native"])
    same_losses("honest_loss", _natives_lost(source, value, given), listed_natives(losses))
    paths = frozenset([told(sent["type"], path) for path, _, _ in expected])
    undeclared = sorted(paths - pair.declared)
    hold(not undeclared, "honest_loss", "lost without being declared", undeclared, expected)
    return paths


def _translated(source: Codec, target: Codec, given: Document) -> tuple[list[AnyRest], Iterable[Any]]:
    """Return what another vendor reads of a translated document, and what is listed as lost."""
    if not given.request.url:
        history = translate_history(given.request.body, source, target, command=given.phase)
        return [target.decode_history(history.line)], history.losses()
    translation = translate_send(given.request, source, target, command=given.phase)
    hold(translation.requests != (), "honest_loss", "nothing is sent")
    return [target.decode_send(request) for request in translation.requests], translation.losses()


def _lost(pair: RestPair, sent: Json, arrived: Json) -> list[Found]:
    envelope = ("vendor", "command", "app")
    here, there = ({name: held for name, held in one.items() if name not in envelope} for one in (sent, arrived))
    found = [_of_unknown(one, here) for one in leaves(here, there)]
    return [one for one in found if not any(within(attribute(one.path), path) for path in pair.never)]


def _of_unknown(found: Found, sent: Json) -> Found:
    """Return a difference by its attribute: what an unknown part has for its type is its `name` in JSON."""
    *way, last = found.path
    if last != "name" or at(sent, pointer((*way, "type"))) != "unknown":
        return found
    return Found((*way, "type"), *["" if held is NOTHING else held for held in (found.was, found.now)])


def _natives_lost(source: Codec, value: AnyRest, given: Document) -> list[tuple[str, Any, Any]]:
    """Return what only the source's own wire says: what a document with the same meaning lacks."""
    bare = document(encoded(source, without_native(value)), given.headers)
    whole, rare = plain_document(given.request, given.headers), False
    if given.vendor == "openim" and not given.request.url:
        bare["body"], _ = openim_rest_shapes.usual(bare["body"])
        whole["body"], rare = openim_rest_shapes.usual(whole["body"])
    lost = [(pointer(one.path), one.now, NOTHING) for one in wire_leaves(bare, whole)]
    if not rare:
        return lost
    lost = [(where.replace("/body/chatLog/", "/body/"), was, now) for where, was, now in lost]
    return [*lost, ("/body", NOTHING, NOTHING)]  # told of the object whose shape it is


def total(codec: Codec, request: Request, targets: Iterable[Codec] = ()) -> None:
    """Law 7: whatever the bytes are, there is a call or an ImbridgeError, and so it goes on."""
    found: list[Any] = []
    tried("decode", lambda: found.append(codec.decode_send(request)))
    if not found:
        return
    call = found[0]
    _goes_on(codec, call)
    for target in targets:
        tried(f"losses to {target.name}", lambda to=target: translate_send(request, codec, to).losses())
        tried(f"receipt of {target.name}", lambda to=target: to.decode_receipt(Response(), to=call))


def total_line(codec: Codec, line: bytes, targets: Iterable[Codec] = ()) -> None:
    """Law 7, for history: whatever the bytes are, there is a record or an ImbridgeError."""
    found: list[Any] = []
    tried("decode", lambda: found.append(codec.decode_history(line)))
    if not found:
        return
    record = found[0]
    _goes_on(codec, record)
    for target in targets:
        tried(f"losses to {target.name}", lambda to=target: translate_history(line, codec, to).losses())
        tried(f"import to {target.name}", lambda to=target: to.encode_import(record))


def total_load(codec: Codec, dumped: bytes) -> None:
    """Law 7, for `load`: whatever the bytes are, there is a value that can go on or an ImbridgeError."""
    found: list[Any] = []
    tried("load", lambda: found.append(load(dumped)))
    for value in found:
        if isinstance(value, AnyRest) and not isinstance(value, Receipt):
            _goes_on(codec, value)


def _goes_on(codec: Codec, value: Any) -> None:
    tried("key", lambda: value.key)
    tried("encode", lambda: encoded(codec, value))
    tried("dump", lambda: load(dump(value)))
    tried("encode what was loaded", lambda: encoded(codec, rest(load(dump(value)))))


def edits_win(codec: Codec, edited: Edited) -> None:
    """Law 10: what was changed is said, and each unknown field is still where it belongs."""
    given = edited.document
    out = encoded(codec, edited.value)
    back = decoded(codec, with_request(given, out))
    found = [one for one in leaves(canonical(edited.value), canonical(back)) if not _drawn(one)]
    hold(not found, "edits_win", f"{edited.path} was changed, and arrives otherwise", *found[:3])
    written = legible(given, out)
    for unknown in given.unknown:
        if edited.keeps(unknown):
            there = at(written, unknown.pointer)
            hold(equal(there, unknown.value), "edits_win", f"{edited.path}: {unknown} is not there")
    names = frozenset([unknown.name for unknown in given.unknown])
    homes = {edited.home(unknown.pointer) for unknown in given.unknown}
    for name, where in occurrences(written, names):
        hold(edited.home(where) in homes, "edits_win", f"{edited.path}: {name} is at {where}, not one of {homes}")


def _drawn(found: Found) -> bool:
    """Tell whether a difference is nothing but a number that has to be there, and is another one once edited."""
    return found.path[-2:] == ("id", "random") and found.was is NOTHING


def pure(codec: Codec, given: Document) -> None:
    """Law 11: the same input gives the same output, and is left as it was."""
    request = given.request
    before = deepcopy((request.method, request.url, dict(request.headers), request.body))
    one, two = (decoded(codec, given) for _ in range(2))
    hold(dump(one) == dump(two) and one.key == two.key, "pure", "two decodings differ")
    said = dump(one)
    hold(encoded(codec, one) == encoded(codec, one), "pure", "two encodings differ")
    loaded = rest(load(said))
    hold(encoded(codec, loaded) == encoded(codec, rest(load(said))), "pure", "two encodings differ")
    bare = without_native(one)
    hold(encoded(codec, bare) == encoded(codec, bare), "pure", "two encodings differ")
    hold(dump(one) == said and dump(loaded) == said, "pure", "the value was changed")
    hold(
        before == (request.method, request.url, dict(request.headers), request.body), "pure", "the request was changed"
    )


def natives(form: Form, value: AnyRest) -> list[tuple[str, Any]]:
    """Return what a value's natives say, as pointers into its document with the value there."""
    held = [("", value.native)]
    held += [(form.element_pointer(index), part.native) for index, part in enumerate(parts_of(value))]
    found = [one for prefix, native in held for one in edited_leaves(native.edits, prefix)]
    if any(where == "/shape" for where, _ in found):  # then the others lead into the usual one
        found = [(where.replace("/body/chatLog/", "/body/").replace("/shape", "/body"), now) for where, now in found]
    return [(where, now) for where, now in found if where != "/url"]


def edited_leaves(edits: Edits, prefix: str = "") -> list[tuple[str, Any]]:
    """Return where edits lead, leaf by leaf, with what is there."""
    found = [one for edit in edits for one in delta.compare(edit.was, edit.now, edit.path)]
    return [(prefix + pointer(one.path), one.now) for one in found]
