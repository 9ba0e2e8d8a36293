"""The schemas: of the canonical documents, and of each vendor's callbacks and replies."""

from msgspec import Struct

from imbridge.codec import Codec
from imbridge.delta import Edit
from imbridge.model import Ack, AnyEvent, AnyRest, Event, Message, Native
from imbridge.model.rest import Rest
from imbridge.schema.shapes import Json, Shapes
from imbridge.storage import SCHEMA, NativeDocument


def event() -> Json:
    """Return the schema of an event with its key and native: as in spec files, and inside a dump."""
    shapes = _canonical()
    return shapes.document("event", "What has happened, in the canonical model.", _event(shapes))


def ack() -> Json:
    """Return the schema of an ack."""
    shapes = _canonical()
    return shapes.document("ack", "What a backend answers, in the canonical model.", shapes.of(Ack))


def message() -> Json:
    """Return the schema of a message."""
    shapes = _canonical()
    return shapes.document("message", "What somebody said, in the canonical model.", shapes.of(Message))


def rest() -> Json:
    """Return the schema of REST documents: sends and what follows them, receipts, history."""
    shapes = _canonical()
    return shapes.document("rest", "What goes through a REST interface, in the canonical model.", _rest(shapes))


def dump() -> Json:
    """Return the schema of what `dump` writes and `load` reads."""
    shapes = _canonical()
    kinds = {"event": _event(shapes), "ack": shapes.of(Ack), "rest": _rest(shapes)}
    root = {"oneOf": [_envelope(name, held) for name, held in kinds.items()]}
    return shapes.document("dump", "An event, an ack or a REST document as it is stored.", root)


def callback_of(codec: Codec, *commands: str) -> Json:
    """Return the schema of a vendor's callbacks: of the commands given, or of all that have one."""
    documents = codec.documents()
    chosen = [documents.callbacks[command] for command in commands or documents.callbacks]
    name = ".".join((codec.name, *(commands or ("callback",))))
    about = f"The body of a callback of {codec.name}, as the vendor writes it; what else is in it is preserved."
    return _wire(codec, name, about, chosen)


def ack_of(codec: Codec, *names: str) -> Json:
    """Return the schema of what a vendor reads as the reply to a callback: of some kinds, or of all."""
    documents = codec.documents()
    chosen = [documents.acks[name] for name in names or documents.acks]
    name = ".".join((codec.name, *(names or ("ack",))))
    return _wire(codec, name, f"The body of a reply that {codec.name} reads.", chosen)


def call_of(codec: Codec, *commands: str) -> Json:
    """Return the schema of a vendor's REST requests: of the commands given, or of all."""
    documents = codec.documents()
    chosen = [documents.calls[command] for command in commands or documents.calls]
    about = f"The body of a REST request to {codec.name}."
    return _wire(codec, ".".join((codec.name, "call", *commands)), about, _once(chosen))


def answer_of(codec: Codec) -> Json:
    """Return the schema of what a vendor answers to a REST request."""
    chosen = list(codec.documents().answers.values())
    return _wire(codec, f"{codec.name}.answer", f"The body of an answer of {codec.name} to a REST request.", chosen)


def record_of(codec: Codec) -> Json:
    """Return the schema of a record of a vendor's history."""
    chosen = list(codec.documents().records.values())
    return _wire(codec, f"{codec.name}.record", f"One record of the history of {codec.name}.", chosen)


def _once(shapes: list[type[Struct]]) -> list[type[Struct]]:
    return list(dict.fromkeys(shapes))


def _wire(codec: Codec, name: str, about: str, chosen: list[type[Struct]]) -> Json:
    shapes = Shapes(texts=codec.documents().texts)
    return shapes.document(name, about, shapes.one_of(chosen))


def _canonical() -> Shapes:
    return Shapes(instead={Native: NativeDocument}, names={Edit: "NativeEdit"})


def _event(shapes: Shapes) -> Json:
    """Return the schema of an event, the key that is written beside its fields included."""
    root = shapes.of(AnyEvent)
    for name, owner in shapes.owners.items():
        if issubclass(owner, Event):
            shapes.definitions[name]["properties"]["key"] = {"description": "Idempotency key.", "type": "string"}
    return root


def _rest(shapes: Shapes) -> Json:
    """Return the schema of a REST document, the key that is written beside its fields included."""
    root = shapes.of(AnyRest)
    for name, owner in shapes.owners.items():
        if issubclass(owner, Rest):
            shapes.definitions[name]["properties"]["key"] = {"description": "Idempotency key.", "type": "string"}
    return root


def _envelope(name: str, root: Json) -> Json:
    return {
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, name: root},
        "required": ["schema", name],
        "additionalProperties": False,
    }
