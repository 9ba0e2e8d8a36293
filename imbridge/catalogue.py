"""The table of a vendor's documents: which command is which event, and the two functions between them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct

from imbridge.errors import CannotExpress
from imbridge.model import tag_of

Says = Callable[[Any], bool]


def always(event: Any) -> bool:
    """Tell that a document can report any event of its class."""
    return True


class Document(NamedTuple):
    """One document of a vendor's, and the pair of functions that read and write it.

    `from_wire` gets the struct and the vendor's header; `to_wire` the struct's class, the event and
    the context of the encoder.
    """

    command: str  # the vendor's name of it
    shape: type[Struct]
    events: tuple[type[Any], ...]  # what it may report
    from_wire: Callable[[Any, Any], Any]
    to_wire: Callable[[Any, Any, Any], Any]
    says: Says = always  # which of those events it can report
    closest_to: tuple[type[Any], ...] = ()  # events that have no document, and of which this says the most


class Catalogue:
    """All documents of a vendor. Where several say the same thing, the first is the default."""

    def __init__(self, *documents: Document) -> None:
        self.by_command: dict[str | None, Document] = {document.command: document for document in documents}
        self.shapes = {document.command: document.shape for document in documents}
        self.by_shape = {document.shape: document for document in documents}
        self.rows: dict[type[Any], list[Document]] = {}
        self.closest: dict[type[Any], list[Document]] = {}
        for document in documents:
            for event in document.events:
                self.rows.setdefault(event, []).append(document)
            for event in document.closest_to:
                self.closest.setdefault(event, []).append(document)

    def choose(self, event: Any, context: Any) -> Document:
        """Return the document that an event came in if that can say it, else the first that can.

        Raises CannotExpress where none can, or the policy refuses the closest.
        """
        if context.own:
            given = self.by_command.get(event.command)
            if given is not None and event.__class__ in given.events and given.says(event):
                return given
        rows = self.rows.get(event.__class__, ())
        for document in rows:
            if document.says is always or document.says(event):
                return document
        for document in self.closest.get(event.__class__, ()):
            if document.says(event):
                context.substitute(tag_of(event), f"the closest document is {document.command}")
                return document
        raise CannotExpress(f"no document says {tag_of(event)}{' like this' if rows else ''}")

    def holds(self, value: Any, context: Any) -> bool:
        """Tell whether the document that a value of this vendor's came in can still say it."""
        given = self.by_command.get(value.command) if context.own else None
        return given is not None and value.__class__ in given.events and given.says(value)

    def write(self, value: Any, context: Any) -> tuple[str, Any]:
        """Return the command of the document that is chosen for a value, and that document as a struct."""
        document = self.choose(value, context)
        return document.command, document.to_wire(document.shape, value, context)
