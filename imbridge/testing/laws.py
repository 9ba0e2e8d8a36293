"""The laws: each a function that takes a codec, or a pair of them, and a drawn value, and asserts.

Laws 5 and 6 of the design wait for the carry. A law that does not hold raises `Broken`, which names it.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from msgspec import UNSET

from imbridge import delta
from imbridge.codec import Codec
from imbridge.documents import parts_of
from imbridge.errors import CannotExpress, ImbridgeError, TooLarge, Unverified
from imbridge.evidence import Evidence, Secret
from imbridge.http import Endpoint, Request, Response
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Delivery,
    Discard,
    Failed,
    Message,
    MessageChanges,
    MessageEvent,
    Reject,
    Rewrite,
    UnknownEvent,
)
from imbridge.model.canonical import canonical
from imbridge.storage import dump, load
from imbridge.testing.changes import Change, settled
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
from imbridge.testing.documents import SPREAD, Document, gathered
from imbridge.testing.easemob_server import clashes, crowded, was_cut
from imbridge.testing.holding import Broken as Broken
from imbridge.testing.holding import covered, hold, listed_natives, same_losses, tried, within
from imbridge.testing.judging import ALLOW, DISCARD, FAILED, REFUSE, UNDOCUMENTED, Judged, Server
from imbridge.testing.losses import ENVELOPE, Pair, general
from imbridge.testing.pairing import declared, joined, never, refused
from imbridge.testing.servers import ACK_LOSSES, delivered, meant, sayable
from imbridge.testing.signatures import SIGNED, Signed, doubled, flips
from imbridge.testing.values import to_event
from imbridge.translation import ack_losses, pair_losses, translate


def identity(codec: Codec, callback: Document) -> None:
    """Law 1: a callback comes out as it came in, also after `dump` and `load`."""
    given = document(callback.request, callback.headers)
    event = codec.decode_callback(callback.request, callback.phase)
    for way in ("", "loaded "):
        try:
            out = codec.encode_callback(_event(load(dump(event))) if way else event)
        except ImbridgeError as problem:
            raise Broken("identity", f"{way}callback cannot be written: {problem}") from problem
        found = list(wire_leaves(given, document(out, callback.headers)))
        hold(not found, "identity", f"{way}callback differs", *found[:3])
        same_place = out.url.partition("?")[0] == callback.request.url.partition("?")[0]
        hold(same_place, "identity", f"{way}url differs", out.url)


def canonical_identity(codec: Codec, event: AnyEvent) -> None:
    """Law 2: what the vendor can say comes back as it was said."""
    back = codec.decode_callback(codec.encode_callback(event), getattr(event, "phase", None))
    found = list(leaves(canonical(event), canonical(back)))
    hold(not found, "canonical_identity", "the value differs", *found[:3])


def nothing_forgotten(codec: Codec, callback: Document) -> None:
    """Law 3: native is nothing but what the document declares so, leaf by leaf."""
    event = codec.decode_callback(callback.request, callback.phase)
    found = {where for where, _ in natives(codec, event)}
    declared = {*callback.native, *[unknown.pointer for unknown in callback.unknown]}
    surprises = sorted(where for where in found if not covered(where, declared))
    hold(not surprises, "nothing_forgotten", "native without being declared", surprises, callback.request)
    for unknown in callback.unknown:
        kept = any(covered(where, {unknown.pointer}) for where in found)
        hold(kept, "nothing_forgotten", "an unknown field is nowhere", unknown)


def natives(codec: Codec, event: AnyEvent) -> list[tuple[str, Any]]:
    """Return what an event's natives say, as pointers into its request with the value there."""
    held = [("", event.native)]
    held += [(codec.callbacks.element_pointer(index), part.native) for index, part in enumerate(parts_of(event))]
    return [
        (prefix + pointer(difference.path), difference.now)
        for prefix, native in held
        for edit in native.edits
        for difference in delta.compare(edit.was, edit.now, edit.path)
        if edit.path[:1] != ("url",)
    ]


def honest_loss(pair: Pair, source: Codec, target: Codec, callback: Document) -> frozenset[str]:
    """Law 4: what does not arrive is what is listed, and is in the pair's table.

    Returns the paths that were lost, indexes starred.
    """
    event = source.decode_callback(callback.request, callback.phase)
    try:
        translation = translate(callback.request, source, target, phase=callback.phase)
    except CannotExpress as problem:
        hold(refused(pair, canonical(event)), "honest_loss", "refused what can be said", problem)
        return frozenset()
    hold(not refused(pair, canonical(event)), "honest_loss", "said what cannot be said")
    hold(set(pair_losses(source, target)) == pair.never, "honest_loss", "pair", pair_losses(source, target))
    arrived = [canonical(target.decode_callback(request, event.phase)) for request in translation.requests]
    lost = _lost(pair, canonical(event), joined(event, arrived))
    expected = [(attribute(found.path), found.was, found.now) for found in lost]
    listed = [(loss.path, loss.was, loss.now) for loss in translation.losses() if loss.kind != "native"]
    same_losses("honest_loss", expected, listed)
    same_losses("honest_loss", _natives_lost(source, event, callback), listed_natives(translation.losses()))
    paths = frozenset([general(path) for path, _, _ in expected])
    undeclared = sorted([path for path in paths if not declared(pair, canonical(event), path)])
    hold(not undeclared, "honest_loss", "lost without being declared", undeclared)
    return paths


def _lost(pair: Pair, sent: dict[str, Any], arrived: dict[str, Any]) -> list[Found]:
    if sent.get("actor") == arrived.get("actor"):  # a copy on one side, and told on the other
        sent, arrived = ({name: held for name, held in event.items() if name != "actor"} for event in (sent, arrived))
    return [
        one
        for one in leaves(_compared(sent), _compared(arrived))
        if not any(within(attribute(one.path), path) for path in never(pair, sent))
    ]


def _compared(event: dict[str, Any]) -> dict[str, Any]:
    """Leave out the envelope and the copies that say nothing of their own."""
    kept = {name: value for name, value in event.items() if name not in ENVELOPE}
    said = to_event(event)
    if said.occurred_at == said.moment:
        kept.pop("occurred_at", None)
    if said.actor == said.subject:
        kept.pop("actor", None)
    return kept


def _natives_lost(source: Codec, event: AnyEvent, callback: Document) -> list[tuple[str, Any, Any]]:
    bare = source.encode_callback(to_event(canonical(event)))
    plain, given = (document(request, callback.headers) for request in (bare, callback.request))
    first = source.callbacks.element_pointer(0)
    holder = first.rpartition("/")[0].rpartition("/")[0]
    if callback.spread:
        given = gathered(given, first.rpartition("/")[0], callback.spread)
    lost: list[tuple[str, Any, Any]] = []
    for found in wire_leaves(plain, given):
        where = pointer(found.path)
        if where == f"{holder}/{SPREAD}":  # told of the object whose shape it is
            lost.append((holder, NOTHING, NOTHING))
        else:
            place = holder + where.removeprefix(first) if callback.spread and where.startswith(f"{first}/") else where
            lost.append((place, "***" if f"{where}/" in source.callbacks.secret_pointers else found.now, NOTHING))
    return lost


def total(codec: Codec, request: Request, targets: Iterable[Codec] = ()) -> None:
    """Law 7: whatever the bytes are, there is an event or an ImbridgeError, and so it goes on."""
    decoded: list[AnyEvent] = []
    tried("verify", lambda: codec.verify(request, now_ms=0, secrets=["s"], required=False))
    tried("sign", lambda: codec.sign(request, secret="s", now_ms=0))
    tried("decode", lambda: decoded.append(codec.decode_callback(request)))
    if not decoded:
        return
    event = decoded[0]
    tried("key", lambda: event.key)
    tried("encode", lambda: codec.encode_callback(event))
    tried("dump", lambda: load(dump(event)))
    tried("encode what was loaded", lambda: codec.encode_callback(_event(load(dump(event)))))
    tried("ack", lambda: codec.encode_ack(Allow(), to=event))
    for target in targets:
        tried(f"losses to {target.name}", lambda target=target: translate(request, codec, target).losses())


def total_ack(codec: Codec, response: Response, to: AnyEvent) -> None:
    """Law 7, for replies: whatever the bytes are, there is an ack."""
    tried("decode_ack", lambda: codec.decode_ack(response, to=to))


def total_load(codec: Codec, dumped: bytes) -> None:
    """Law 7, for `load`: whatever the bytes are, there is a value that can go on or an ImbridgeError."""
    loaded: list[object] = []
    tried("load", lambda: loaded.append(load(dumped)))
    for value in loaded:
        if isinstance(value, AnyEvent):
            tried("encode", lambda event=value: codec.encode_callback(event))
            tried("key", lambda event=value: event.key)
        tried("dump", lambda value=value: dump(value))


def verdict(server: Server, codec: Codec, callback: Document, answer: Ack | Response, policy: Any = None) -> bool:
    """Law 8: what the server makes of a reply is what the ack says, in both directions.

    Returns whether the ack could be said.
    """
    event = codec.decode_callback(callback.request, callback.phase)
    if isinstance(answer, Response):
        _read_alike(server, codec, event, answer)
        return True
    can = policy is not None or sayable(server, event, answer)
    try:
        reply = codec.encode_ack(answer, to=event, policy=policy)
    except (CannotExpress, TooLarge) as problem:
        refused = isinstance(problem, CannotExpress) and not can
        allowed = refused or policy is not None or crowded(server, callback.request, answer)
        hold(allowed, "verdict", "refused to say", answer, problem)
        return False
    hold(can is not False, "verdict", "said what it cannot", answer)
    if event.phase != "before" or isinstance(event, UnknownEvent):
        if server.after is not None:
            read = ALLOW if isinstance(codec.decode_ack(reply, to=event), Allow) else FAILED
            hold(read == server.after(reply) in meant(server, answer, None), "verdict", "read otherwise", answer, reply)
        return True
    judged = server.judge(event.command or "", reply)
    hold(judged.verdict in meant(server, answer, policy), "verdict", "the server decides otherwise", answer, judged)
    if policy is None:
        _came_through(server, codec, callback, event, answer, judged)
        _back(server, codec, event, answer, reply)
    return True


def _came_through(server: Server, codec: Codec, callback: Document, event: AnyEvent, ack: Ack, judged: Judged) -> None:
    """What the server shows to the user, or sends on, is what the ack said."""
    if isinstance(ack, Reject) and not server.codes and server.tells:
        told = judged.reason == ack.reason or was_cut(server, ack.reason, judged.reason)
        hold(told, "verdict", "the user is shown another text", judged, ack)
    if isinstance(ack, Reject) and judged.code is not None:
        shown = (judged.code, judged.reason)
        said = (ack.code if ack.code is not None else judged.code, ack.reason)
        hold(shown == said or not _fits(codec, ack), "verdict", "the user is shown something else", shown, said)
    if (
        isinstance(ack, Rewrite)
        and isinstance(ack.changes, MessageChanges)
        and isinstance(event, MessageEvent)
        and not _untold(server, event, ack)
    ):
        _raised(server, event, ack, judged)
        through = (server.sent_on or delivered)(callback.request, judged)
        sent = codec.decode_callback(through, callback.phase)
        message = _message(sent)
        for name in server.changes:
            change = getattr(ack.changes, name)
            wanted = getattr(event.message, name) if change is UNSET else change
            if name == "quote" and not _quoted(server, event, ack):
                wanted = None
            shown = getattr(message, name)
            hold(_alike(shown, wanted), "verdict", f"the server sends other {name}", wanted, shown)


def _quoted(server: Server, event: AnyEvent, ack: Ack) -> bool:
    """Tell whether what a rewrite makes of a message can have a quote."""
    if not isinstance(ack, Rewrite) or not isinstance(ack.changes, MessageChanges):
        return True
    parts = ack.changes.parts
    return server.quotes(_message(event).parts if parts is UNSET else parts or ())


def _untold(server: Server, event: AnyEvent, ack: Ack) -> bool:
    """Tell whether a rewrite asks for two things that have one place."""
    if server.vendor == "tencent":  # the app has something of its own under the key of a quote
        ext = _message(event).ext
        return isinstance(ext, dict) and "messageReply" in ext
    return server.whole and clashes(event, ack)


def _raised(server: Server, event: AnyEvent, ack: Rewrite, judged: Judged) -> None:
    """A room's message gets the priority that a rewrite gives it."""
    assert isinstance(ack.changes, MessageChanges)
    delivery = ack.changes.delivery
    kind = _message(event).conversation.kind
    if server.priorities and kind == "room" and isinstance(delivery, Delivery) and delivery.priority is not None:
        level = judged.changes.get("chatroom_msg_level")
        hold(level == server.priorities[delivery.priority], "verdict", "the server takes another priority", level)


def _message(event: AnyEvent) -> Message:
    assert isinstance(event, MessageEvent)
    return event.message


def _fits(codec: Codec, ack: Reject) -> bool:
    return ack.code is None or 0 < ack.code < 2**31


def _alike(a: Any, b: Any) -> bool:
    """Tell whether a field has one value, cleared and empty being the same, names of the mentioned aside."""
    if isinstance(a, tuple) or isinstance(b, tuple):
        x, y = ([canonical(one) for one in value or ()] for value in (a, b))
        return equal(*([{**one, "nickname": ""} for one in value] for value in (x, y)))
    return equal(a, b)


def _back(server: Server, codec: Codec, event: AnyEvent, ack: Ack, reply: Response) -> None:
    """What the codec reads of its own reply is the ack, up to the losses it lists."""
    back, asked = codec.decode_ack(reply, to=event), _asked(event, ack)
    lost = [(attribute(f.path), f.was, f.now) for f in leaves(_cleared(asked), _cleared(canonical(back)))]
    listed = [(loss.path, loss.was, loss.now) for loss in ack_losses(ack, to=event, codec=codec)]
    if "changes" in asked:
        kept = canonical(back).get("changes", {})
        gone = [name for name, value in asked["changes"].items() if value is None and name not in kept]
        lost += [(f"changes.{name}", None, NOTHING) for name in gone]  # was to be cleared, and is not spoken of
        if "quote" not in asked["changes"] and _message(event).quote is not None and not _quoted(server, event, ack):
            lost.append(("changes.quote", NOTHING, None))
        _told(server, event, asked["changes"], kept, [path for path, *_ in listed])
    same_losses("verdict", lost, listed)
    for path, _, _ in lost:
        name = f"{canonical(ack)['type']}.{general(path)}"
        cut = name == "reject.reason" and was_cut(server, getattr(ack, "reason", ""), getattr(back, "reason", ""))
        declared = cut or name.startswith(ACK_LOSSES[server.vendor])
        hold(declared or name in ACK_LOSSES.get(server.name, ()), "verdict", "lost without being declared", name)


def _told(server: Server, event: AnyEvent, asked: dict[str, Any], kept: dict[str, Any], listed: list[str]) -> None:
    """Each change is read again or listed; to clear a field is to change it, unless it is empty."""
    for name in sorted(asked.keys() - {"type"}):
        empty = server.whole and not (asked[name] or getattr(_message(event), name))
        told = empty or name in kept or any(within(path, f"changes.{name}") for path in listed)
        hold(told, "verdict", "a change is lost and not listed", name, asked)


def _asked(event: AnyEvent, ack: Ack) -> dict[str, Any]:
    """Return an ack as JSON, without what a message says already; a rewrite of nothing else is an allow."""
    said = canonical(ack)
    if (
        not isinstance(ack, Rewrite)
        or not isinstance(ack.changes, MessageChanges)
        or not isinstance(event, MessageEvent)
    ):
        return said
    message = canonical(event.message)
    held = said["changes"].items()
    whole = ("type", "delivery")  # a callback may be silent about how a message travels
    changes = {
        name: value for name, value in held if name in whole or not equal(value or None, message.get(name) or None)
    }
    return {**said, "changes": changes} if len(changes) > 1 else {"type": "allow"}


def _cleared(said: dict[str, Any]) -> dict[str, Any]:
    """Return an ack in JSON without what it clears: that may be empty or null."""
    if "changes" not in said:
        return said
    held = said["changes"].items()
    return {**said, "changes": {name: value for name, value in held if name != "type" and value not in ([], None)}}


def _read_alike(server: Server, codec: Codec, event: AnyEvent, reply: Response) -> None:
    if event.phase != "before" or isinstance(event, UnknownEvent):
        return
    judged, ack = (server.judge(event.command or "", reply), codec.decode_ack(reply, to=event))
    if judged.verdict == UNDOCUMENTED:
        hold(not isinstance(ack, Allow | Rewrite), "verdict", "an unknown code was read as an allow", reply)
        return
    read = {Allow: ALLOW, Rewrite: ALLOW, Reject: REFUSE, Discard: DISCARD, Failed: FAILED}.get(type(ack))
    hold(read == judged.verdict, "verdict", "read otherwise than by the server", reply, ack, judged)
    if isinstance(ack, Reject):
        hold((ack.code, ack.reason) == (judged.code, judged.reason), "verdict", "read another code", reply, ack)


def stable_key(codec: Codec, callback: Document, retry: Request, other: Request) -> None:
    """Law 9: a retry has the same key, and whatever else happened another one."""
    event = codec.decode_callback(callback.request, callback.phase)
    again, another = (codec.decode_callback(request, callback.phase) for request in (retry, other))
    hold(event.key == again.key, "stable_key", "a retry differs", event.key, retry)
    hold(_event(load(dump(event))).key == event.key, "stable_key", "lost by dump", event.key)
    hold(event.key != another.key, "stable_key", "two share one", event.key, other)


def edits_win(codec: Codec, change: Change) -> None:
    """Law 10: what was changed is said, and each unknown field is still where it belongs."""
    out = codec.encode_callback(change.edited)
    back = codec.decode_callback(out, change.callback.phase)
    wanted = settled(change)
    found = list(leaves(wanted, canonical(back)))
    hold(not found, "edits_win", f"{change.path} was changed, and arrives otherwise", *found[:3])
    written = document(out, change.callback.headers)
    if change.callback.spread:
        parts = wanted["message"].get("parts", ())
        alone = len(parts) == 1 and (parts[0]["type"] != "unknown" or "name" in parts[0])  # only so it can be told
        hold(
            (at(written, change.elements) is NOTHING) is alone, "edits_win", f"{change.path}: written in another shape"
        )
        written = gathered(written, change.elements, change.callback.spread)
    for unknown in change.callback.unknown:
        goal = change.goes_to(unknown)
        if goal is not None:
            hold(equal(at(written, goal), unknown.value), "edits_win", f"{change.path}: {unknown} is not at {goal}")
    names = frozenset([unknown.name for unknown in change.callback.unknown])
    for name, where in occurrences(written, names):
        homes = change.homes(name)
        hold(where in homes, "edits_win", f"{change.path}: {name} is at {where}, not one of {homes}")


def pure(codec: Codec, callback: Document, ack: Ack) -> None:
    """Law 11: the same input gives the same output, and is left as it was."""
    request = callback.request
    before = deepcopy((request.method, request.url, dict(request.headers), request.body))
    one, two = (codec.decode_callback(request, callback.phase) for _ in range(2))
    hold(dump(one) == dump(two) and one.key == two.key, "pure", "two decodings differ")
    said = dump(one)
    hold(codec.encode_callback(one) == codec.encode_callback(one), "pure", "two encodings differ")
    loaded = _event(load(said))
    hold(codec.encode_callback(loaded) == codec.encode_callback(_event(load(said))), "pure", "two encodings differ")
    answers: list[Response | None] = []
    for _ in range(2):
        try:
            answers.append(codec.encode_ack(ack, to=one))
        except CannotExpress:
            answers.append(None)
    hold(answers[0] == answers[1], "pure", "two replies differ")
    hold(dump(one) == said and dump(loaded) == said, "pure", "the event was changed")
    after = (request.method, request.url, dict(request.headers), request.body)
    hold(before == after, "pure", "the request was changed")


def signed(codec: Codec, request: Request, secrets: tuple[Secret, Secret], now_ms: int, mask: int) -> None:
    """Law 12: what is signed verifies; a flip in what is covered does not, any other does and is not covered."""
    old, secret = secrets
    manual = SIGNED[codec.name]
    sent = codec.sign(request, secret=secret, now_ms=now_ms)
    evidence = _verified(codec, sent, secrets, now_ms)
    hold(codec.sign(sent, secret=secret, now_ms=now_ms) == sent, "signed", "signing twice differs", sent)
    if manual is None:
        wanted = Evidence(vendor=codec.name, state="none")
        hold(sent == request and evidence == wanted, "signed", "proven without a signature", evidence)
    else:
        hold(evidence.covers == manual.covers, "signed", "covers something else", evidence)
        hold((evidence.state, evidence.secret) == ("valid", 1), "signed", "valid by something else", evidence)
        _refuses(codec, sent, [old], now_ms, "verifies with another secret")
        _held_to_window(codec, sent, secrets, manual, evidence)
        for twice in doubled(sent, manual):
            _refuses(codec, twice, secrets, now_ms, "takes one of two")
    for flip in flips(sent, manual, mask):
        if flip.breaks or flip.changes:
            error = ImbridgeError if flip.breaks else Unverified
            _refuses(codec, flip.request, secrets, now_ms, "verifies with a covered byte flipped", error)
        else:
            again = _verified(codec, flip.request, secrets, now_ms)
            hold(again == evidence, "signed", "an uncovered byte changes the evidence", flip.request, again)


def signed_exactly(codec: Codec, request: Request, secret: Secret, now_ms: int) -> None:
    """Law 12, with law 1: a signed callback, decoded and encoded and signed again, is the same to the byte."""
    sent = codec.sign(request, secret=secret, now_ms=now_ms)
    event = codec.decode_callback(sent)
    out = codec.sign(codec.encode_callback(event), secret=secret, now_ms=now_ms)
    hold((out.url, out.body) == (sent.url, sent.body), "signed", "signed again it differs", sent, out)
    _verified(codec, codec.encode_callback(event), (secret,), now_ms)
    _verified(codec, codec.encode_callback(_event(load(dump(event)))), (secret,), now_ms)


def signed_by_endpoint(codec: Codec, event: AnyEvent, secret: Secret, now_ms: int) -> None:
    """Law 12, for what is produced: an endpoint with a secret has it signed, and nothing else about it differs."""
    there = Endpoint(url="https://backend.example/im?tenant=3", app="1400000001")
    plain = codec.encode_callback(event, endpoint=there, now=now_ms)
    sent = codec.encode_callback(event, endpoint=Endpoint(url=there.url, app=there.app, secret=secret), now=now_ms)
    hold(sent == codec.sign(plain, secret=secret, now_ms=now_ms), "signed", "differs by more than the signature", sent)
    _verified(codec, sent, (secret,), now_ms)


def _verified(codec: Codec, request: Request, secrets: Sequence[Secret], now_ms: int) -> Evidence:
    try:
        return codec.verify(request, now_ms=now_ms, secrets=secrets)
    except ImbridgeError as problem:
        raise Broken("signed", f"{problem} | {request!r}") from problem


def _refuses(
    codec: Codec,
    request: Request,
    secrets: Sequence[Secret],
    now_ms: int,
    what: str,
    error: type[ImbridgeError] = Unverified,
) -> None:
    try:
        evidence = codec.verify(request, now_ms=now_ms, secrets=secrets)
    except error:
        return
    except ImbridgeError as problem:
        raise Broken("signed", f"not Unverified, but {problem!r} | {request!r}") from problem
    raise Broken("signed", f"{what} | {request!r} | {evidence!r}")


def _held_to_window(codec: Codec, sent: Request, secrets: Sequence[Secret], manual: Signed, evidence: Evidence) -> None:
    """A time that is signed is as close to now as the manual wants it."""
    at = evidence.signed_at
    if at is None:
        raise Broken("signed", f"a time is covered and not told | {evidence!r}")
    far = 10**15 if manual.window_ms is None else manual.window_ms
    for now in (at - far, at, at + far):
        if 0 <= now < 2**63:
            _verified(codec, sent, secrets, now)
    for now in () if manual.window_ms is None else (at - far - 1, at + far + 1):
        if 0 <= now < 2**63:
            _refuses(codec, sent, secrets, now, "verifies outside the window")


def _event(value: object) -> AnyEvent:
    assert isinstance(value, AnyEvent)
    return value
