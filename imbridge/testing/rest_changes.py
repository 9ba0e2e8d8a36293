"""What a user may do to a decoded call or record: change one field, however deep, or all that it says."""

import re
from dataclasses import dataclass
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from msgspec.structs import replace

from imbridge.codec import Codec
from imbridge.errors import ImbridgeError
from imbridge.model import AnyRest, evolve
from imbridge.model.canonical import canonical
from imbridge.storage import dump, load
from imbridge.testing.changes import NOWHERE, value_at
from imbridge.testing.differences import at, equal
from imbridge.testing.documents import Document, Draw, Unknown
from imbridge.testing.jsons import ids, seconds, u32, words
from imbridge.testing.rest import Json, decoded, encoded, legible, rest, to_rest, with_request, without_native

FIELDS = (
    "",
    "app",
    "trace",
    "also",
    "live",
    "more",
    "direction",
    "message.sender",
    "message.sender.id",
    "message.sender.nickname",
    "message.sender.platform",
    "message.recipients",
    "message.recipients[0].id",
    "message.sent_at",
    "message.id.server",
    "message.id.client",
    "message.id.seq",
    "message.id.random",
    "message.conversation.id",
    "message.conversation.topic_id",
    "message.origin",
    "message.mentions",
    "message.quote",
    "message.ext",
    "message.is_read",
    "message.state",
    "message.delivery",
    "message.delivery.online_only",
    "message.delivery.priority",
    "message.delivery.lifetime",
    "message.delivery.sync_to_sender",
    "message.delivery.receipt",
    "message.delivery.skip_callbacks",
    "message.push",
    "message.push.title",
    "message.push.ext",
    "message.parts",
    "message.parts[0]",
    "conversation",
    "conversation.id",
    "conversation.topic_id",
    "messages",
    "messages[0].server",
    "messages[0].seq",
    "message.server",
    "message.seq",
    "sender",
    "sender.id",
    "peer",
    "peer.id",
    "actor",
    "actor.id",
    "reason",
    "force",
    "parts",
    "parts[0]",
    "ext",
    "merge_ext",
)
"""What can be changed: everything (the empty path), or one field."""

ALONE = frozenset(
    {
        "",
        "message.sender.id",
        "message.recipients[0].id",
        "message.sent_at",
        "message.id.seq",
        "message.id.random",
        "message.ext",
        "message.delivery.lifetime",
        "message.push.title",
        "messages[0].server",
        "messages[0].seq",
        "message.server",
        "message.seq",
        "sender.id",
        "actor.id",
        "reason",
        "live",
        "ext",
        "direction",
    }
)
"""Fields that another value of can be said whatever else is said, where there was one."""


@dataclass(frozen=True, kw_only=True)
class Edited:
    """A document, and what it says after one change."""

    document: Document
    path: str
    value: AnyRest
    before: Json | None  # what a document without native says, before the change
    after: Json | None  # and after it

    def keeps(self, unknown: Unknown) -> bool:
        """Tell whether an unknown field has to be where it was: beside the element that it came with."""
        if unknown.element is not None and self._renewed(unknown.element):
            return False
        for index in re.finditer(r"/\d+(?=/)", unknown.pointer):
            held = unknown.pointer[: index.start()]
            if unknown.element is not None:
                continue
            beside = any(where.startswith(f"{held}/") for where in self.document.native)  # a list is merged as one
            if beside or not equal(at(self.before, held), at(self.after, held)):
                return False
        return isinstance(at(self.after, unknown.pointer.rpartition("/")[0]), dict)

    def home(self, where: str) -> str:
        """Return a place without the indexes of lists that are other ones now: items are known again in them."""
        for index in reversed(list(re.finditer(r"/\d+(?=/)", where))):
            held = where[: index.start()]
            if not equal(at(self.before, held), at(self.after, held)):
                where = f"{held}/*{where[index.end() :]}"
        return where

    def _renewed(self, element: int) -> bool:
        return self.path in ("", "message.parts", "parts", f"message.parts[{element}]", f"parts[{element}]")


@st.composite
def edited(draw: Draw, codec: Codec, documents: st.SearchStrategy[Document], said: st.SearchStrategy[Json]) -> Edited:
    """Draw a document, read it, and change one thing in it to what the same command may say."""
    given = draw(documents)
    value: AnyRest = decoded(codec, given)
    if draw(st.booleans()):
        value = rest(load(dump(value)))
    other = to_rest(draw(said))
    paths = [path for path in FIELDS if _has(value, path) and _has(other, path)]
    path = draw(st.sampled_from(paths))
    was, new = _held(value, path), _held(other, path)
    changed = replace(other, native=value.native) if path == "" else evolve(value, path, new)
    alone = path == "" or (path in ALONE and was is not None and new is not None)
    after = _written(codec, given, changed, alone)
    assume(after is not None)
    return Edited(document=given, path=path, value=changed, before=_written(codec, given, value, True), after=after)


def _written(codec: Codec, given: Document, value: AnyRest, surely: bool) -> Json | None:
    """Return what a vendor writes of a value, native aside; None where that does not say it."""
    try:
        request = encoded(codec, without_native(value))
        if not surely and not equal(canonical(decoded(codec, with_request(given, request))), canonical(value)):
            return None
    except ImbridgeError:
        if surely:
            raise
        return None
    return legible(given, request)


def _has(value: Any, path: str) -> bool:
    return _held(value, path) is not NOWHERE


def _held(value: Any, path: str) -> Any:
    return value_at(value, path) if path else value


receipt_changes: st.SearchStrategy[tuple[str, Any]] = st.one_of(
    st.tuples(st.sampled_from(("results[0].id.server", "results[0].id.client", "operation_id")), ids),
    st.tuples(
        st.sampled_from(("error.reason", "error.detail", "results[0].error.reason", "results[0].dropped")), words
    ),
    st.tuples(st.just("results[0].sent_at"), seconds.map(lambda time: time * 1000)),
    st.tuples(st.just("results[0].id.seq"), u32),
    st.just(("results", ())),
    st.just(("error", None)),
)
"""What may be changed in a receipt."""
