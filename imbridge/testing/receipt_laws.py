"""The laws of receipts: what a vendor answers to a call, and what of that goes back to who asked.

Named as in `laws`; each takes a codec, or a pair of them, and what was drawn.
"""

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from imbridge.codec import Codec
from imbridge.errors import CannotExpress, ImbridgeError
from imbridge.http import Response
from imbridge.model import AnyRest, Call, Receipt, evolve
from imbridge.model.canonical import canonical
from imbridge.receipts import targets_of
from imbridge.storage import dump, load
from imbridge.testing.differences import NOTHING, at, attribute, equal, leaves, wire_leaves
from imbridge.testing.documents import Document, Draw
from imbridge.testing.holding import Broken, covered, hold, tried
from imbridge.testing.losses import general
from imbridge.testing.rest import Answer, Json, decoded, rest, to_rest
from imbridge.testing.rest_laws import edited_leaves
from imbridge.testing.rest_pairing import RestPair
from imbridge.testing.rest_replies import replies
from imbridge.translation import translate_send


def identity(codec: Codec, answer: Answer) -> None:
    """Law 1: answers come out as they came in, also after `dump` and `load`."""
    call = decoded(codec, answer.call)
    receipt = codec.decode_receipt(answer.responses, to=asked(call))
    for way in ("", "loaded "):
        kept, to = (receipt, call) if not way else (answered(load(dump(receipt))), rest(load(dump(call))))
        try:
            out = codec.encode_receipt(kept, to=asked(to))
        except ImbridgeError as problem:
            raise Broken("identity", f"{way}receipt cannot be written: {problem}") from problem
        found = list(wire_leaves(_answers(answer.responses), _answers(out)))
        hold(not found, "identity", f"{way}answer differs", *found[:3])


def canonical_identity(codec: Codec, said: tuple[Json, Json]) -> None:
    """Law 2: what the answer to a call can say comes back as it was said."""
    call, receipt = asked(to_rest(said[0])), answered(to_rest(said[1]))
    back = codec.decode_receipt(codec.encode_receipt(receipt, to=call), to=call)
    found = list(leaves(canonical(receipt), canonical(back)))
    hold(not found, "canonical_identity", "the receipt differs", *found[:3])


def nothing_forgotten(codec: Codec, answer: Answer) -> None:
    """Law 3: native is nothing but what the answer declares so."""
    receipt = codec.decode_receipt(answer.responses, to=asked(decoded(codec, answer.call)))
    found = [where.replace("/base64", "/body") for where, _ in edited_leaves(receipt.native.edits)]
    surprises = sorted(where for where in found if not covered(where, answer.native))
    hold(not surprises, "nothing_forgotten", "native without being declared", surprises, answer.responses)


def edits_win(codec: Codec, answer: Answer, path: str, new: Any) -> bool:
    """Law 10: what was changed is said, and what no receipt says is still there.

    Returns whether the answer can say the change at all.
    """
    call = asked(decoded(codec, answer.call))
    receipt = codec.decode_receipt(answer.responses, to=call)
    try:
        edited = answered(to_rest(canonical(receipt)))
        bare = answered(evolve(edited, path, new))
        plain = codec.encode_receipt(bare, to=call)
        sayable = equal(canonical(codec.decode_receipt(plain, to=call)), canonical(bare))
    except ImbridgeError:
        return False
    if not sayable:
        return False
    out = codec.encode_receipt(answered(evolve(receipt, path, new)), to=call)
    found = list(leaves(canonical(bare), canonical(codec.decode_receipt(out, to=call))))
    hold(not found, "edits_win", f"{path} was changed, and arrives otherwise", *found[:3])
    written, given = _answers(out), _answers(answer.responses)
    for where in answer.native if path not in ("error", "results") else ():
        if where.count("/") == 3 and at(given, where) is not NOTHING and at(_answers(plain), where) is NOTHING:
            hold(equal(at(written, where), at(given, where)), "edits_win", f"{path}: {where} is not there")
    return True


def pure(codec: Codec, answer: Answer) -> None:
    """Law 11."""
    before = deepcopy([(one.status, dict(one.headers), one.body) for one in answer.responses])
    call = asked(decoded(codec, answer.call))
    one, two = (codec.decode_receipt(answer.responses, to=call) for _ in range(2))
    said = dump(one)
    hold(said == dump(two), "pure", "two receipts differ")
    hold(codec.encode_receipt(one, to=call) == codec.encode_receipt(two, to=call), "pure", "two answers differ")
    hold(dump(one) == said, "pure", "the receipt was changed")
    after = [(one.status, dict(one.headers), one.body) for one in answer.responses]
    hold(before == after, "pure", "the responses were changed")


def honest_answer(pair: RestPair, source: Codec, target: Codec, given: Document, draw: Draw) -> frozenset[str]:
    """Law 4: whoever called hears what was answered, but for what the pair's table says.

    Returns the paths that were lost.
    """
    try:
        translation = translate_send(given.request, source, target, command=given.phase)
        call = asked(decoded(source, given))
        responses = target.encode_receipt(answered(to_rest(draw(replies(target.name, canonical(call))))), to=call)
    except CannotExpress:
        return frozenset()
    hold(len(responses) == len(translation.requests), "honest_answer", "other responses than requests", responses)
    told = _failed_if_thrown_away(canonical(target.decode_receipt(responses, to=call)))
    if not _tells_of_all(told, canonical(call)):
        return frozenset()  # of whom it does not tell, nobody hears that all went well
    heard = canonical(source.decode_receipt(translation.receipt(responses), to=call))
    for name in (ALL_DONE, ALL_FAILED):
        meant, taken = (_outcome(receipt, len({*targets_of(call)} - {None})) for receipt in (told, heard))
        hold((meant == name) <= (taken == name), "honest_answer", f"no longer {name}", told, heard)
    told["vendor"] = heard["vendor"]
    found = leaves(told, heard)
    lost = frozenset([general(attribute(one.path)) for one in found])
    undeclared = sorted(lost - pair.answers)
    hold(not undeclared, "honest_answer", "lost without being declared", undeclared, told)
    return lost


def _tells_of_all(receipt: Json, call: Json) -> bool:
    """Tell whether an answer to a send says what became of each target."""
    if call["type"] != "send" or "error" in receipt or "operation_id" in receipt:
        return True
    message = call["message"]
    group = message["conversation"].get("id")
    wanted = [group, *call.get("also", ())] if group else [user["id"] for user in message.get("recipients", ())]
    return {result.get("target") for result in receipt.get("results", ())} >= set(wanted)


def _failed_if_thrown_away(told: Json) -> Json:
    """Return a receipt with what Tencent took and threw away as what failed, which is all that others can say of it."""
    results = [_thrown(result) if "dropped" in result else result for result in told.get("results", ())]
    if results == told.get("results", []):
        return told
    alone = {name: held for name, held in told.items() if name != "results"}
    return {**alone, "error": results[0]["error"]} if len(results) == 1 else {**told, "results": results}


def _thrown(result: Json) -> Json:
    return {"target": result.get("target"), "error": {"reason": result["dropped"]}}


ALL_DONE, ALL_FAILED = "all done", "all failed"


def _outcome(receipt: Json, targets: int) -> str:
    """Return what a receipt says in all: what became of one of several, not every vendor can say."""
    failed = ["error" in result for result in receipt.get("results", ())]
    if "error" in receipt or (failed and all(failed)):
        return ALL_FAILED
    return "one and the other" if any(failed) or len(failed) < targets else ALL_DONE


def total(codec: Codec, call: Call, responses: Sequence[Response], sources: Iterable[Codec] = ()) -> None:
    """Law 7: whatever the bytes are, there is a receipt, and so it goes on."""
    found: list[Any] = []
    tried("decode", lambda: found.append(codec.decode_receipt(responses, to=call)))
    if not found:
        return
    receipt = found[0]
    for source in (codec, *sources):
        tried(f"encode for {source.name}", lambda to=source: to.encode_receipt(receipt, to=call))
    tried("dump", lambda: load(dump(receipt)))
    tried("encode what was loaded", lambda: codec.encode_receipt(answered(load(dump(receipt))), to=call))


def asked(value: AnyRest) -> Call:
    """Return a value that is a call."""
    assert isinstance(value, Call)
    return value


def answered(value: object) -> Receipt:
    """Return a value that is a receipt."""
    assert isinstance(value, Receipt)
    return value


def _answers(responses: Sequence[Response]) -> Json:
    """Return responses as one JSON value; a body that is none stands there as text."""
    return {str(index): {"status": one.status, **_body(one.body)} for index, one in enumerate(responses)}


def _body(body: bytes) -> Json:
    try:
        return {"body": json.loads(body)}
    except ValueError:
        return {"body": body.decode(errors="surrogateescape")}
