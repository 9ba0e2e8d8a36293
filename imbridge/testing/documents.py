"""A vendor's callback as generated: the request, and what of it no canonical value says.

A document is first drawn as a tree in which markers say what a leaf is (`Odd`, `Missing`, `Inside`,
`Raw`, `Free`). `finish` puts unknown fields into any object of the tree, takes the markers out, and
notes the JSON pointers of all that has to stay native.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol, cast
from urllib.parse import quote

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.jsons import compact, loose, values

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that stays native by decision."""

    value: Any


@dataclass(frozen=True, slots=True)
class Inside:
    """A text that holds a JSON object; `loosely` spelled, the text itself is native."""

    value: Any
    loosely: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A value that nobody looks into: no field in it is unknown."""

    value: Any


@dataclass(frozen=True, slots=True)
class Free:
    """An object whose further keys are the app's own, so that none is unknown; its values are looked into."""

    value: dict[str, Any]


class Absent:
    """A key that is not there."""


class Missing:
    """A key that is not there although the vendor always writes it: native."""


ABSENT = Absent()
MISSING = Missing()


@dataclass(frozen=True, slots=True)
class Unknown:
    """One injected field: where it is, in which element of the message (None: in no element)."""

    pointer: str
    name: str
    value: Any
    element: int | None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A callback, and what is known about it from the sheet alone."""

    vendor: str
    request: Request
    native: frozenset[str] = frozenset()  # pointers that may be native, and all beneath them
    unknown: tuple[Unknown, ...] = ()
    identity: tuple[str, ...] = ()  # pointers: another value there is another thing that happened
    volatile: tuple[str, ...] = ()  # query parameters, and pointers, that differ from one delivery to the next
    phase: str | None = None  # given by the caller, where the document does not tell
    row: str = ""  # the command whose row of the table says what an event of this kind can hold
    headers: tuple[str, ...] = ()  # the headers that are vendor data
    spread: tuple[str, ...] = ()  # members that stand beside those of the one element, which is in no list here


SPREAD = "(flat)"
"""The member that says so in a native, which has the element in its usual place."""


def gathered(tree: dict[str, Any], elements: str, spread: tuple[str, ...]) -> dict[str, Any]:
    """Return a callback with its one element in the list at `elements`, where the vendor usually has it.

    `spread` names what stands beside the members of the element.
    """
    *way, name = elements.split("/")[1:]
    holder = tree
    for key in way:
        holder = holder[key]
    if name in holder:
        return tree
    inside = {key: value for key, value in holder.items() if key not in spread}
    beside = {key: value for key, value in holder.items() if key in spread}
    usual: dict[str, Any] = {name: [inside], **beside, SPREAD: True}
    for depth in range(len(way), 0, -1):
        above = tree
        for key in way[: depth - 1]:
            above = above[key]
        usual = {**above, way[depth - 1]: usual}
    return usual


@dataclass
class _Walk:
    """What `finish` finds on its way through a tree."""

    elements: str  # pointer of the list of elements, or of the one element's object
    native: set[str] = field(default_factory=set)
    unknown: list[Unknown] = field(default_factory=list)
    planned: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)


def step(pointer: str, key: str | int) -> str:
    """Lengthen a JSON pointer by one step."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def finish(draw: Draw, tree: dict[str, Any], elements: str, most: int = 4) -> tuple[dict[str, Any], _Walk]:
    """Inject up to `most` unknown fields, take the markers out, and note what stays native."""
    walk = _Walk(elements)
    places = list(_objects(tree, ""))
    for number, place in enumerate(draw(st.lists(st.sampled_from(places), max_size=most)) if places else ()):
        name = draw(st.sampled_from(("unknown_{}", "x/{}~", "Neu {}"))).format(number)
        value = f"mark {number}" if _is_line(place) else draw(_marks(number))
        walk.planned.setdefault(place, []).append((name, value))
    return _strip(tree, "", walk), walk


def _is_line(place: str) -> bool:
    return place == "/query"


def _marks(number: int) -> st.SearchStrategy[Any]:
    deep = {"deep": {"mark": number}}
    return st.sampled_from((f"mark {number}", 10**6 + number, deep, [number, deep], None, False, 0.5)) | values


def _objects(tree: Any, pointer: str) -> list[str]:
    """Return the pointers of all objects that a field can be unknown in."""
    found: list[str] = []
    if isinstance(tree, Inside):
        return _objects(tree.value, pointer)
    if isinstance(tree, dict | Free):
        members = tree.value if isinstance(tree, Free) else tree
        if isinstance(tree, dict) and pointer not in ("", "/headers"):
            found.append(pointer)
        for key, value in members.items():
            found += _objects(value, step(pointer, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            found += _objects(value, step(pointer, index))
    return found


def _strip(tree: Any, pointer: str, walk: _Walk) -> Any:
    match tree:
        case Odd(value=value):
            walk.native.add(pointer)
            return _strip(value, pointer, _Walk(walk.elements))
        case Raw(value=value):
            return value
        case Inside(value=value, loosely=loosely):
            if loosely:
                walk.native.add(pointer)
            return (loose if loosely else compact)(_strip(value, pointer, walk))
        case Free(value=value):
            return _members(value, pointer, walk)
        case dict():
            members = _members(tree, pointer, walk)
            for name, value in walk.planned.get(pointer, ()):
                members[name] = value
                there = step(pointer, name)
                walk.unknown.append(Unknown(there, name, value, _element_of(there, walk.elements)))
            return members
        case list():
            return [_strip(value, step(pointer, index), walk) for index, value in enumerate(tree)]
        case _:
            return tree


def _members(tree: dict[str, Any], pointer: str, walk: _Walk) -> dict[str, Any]:
    members = {}
    for key, value in tree.items():
        if isinstance(value, Missing):
            walk.native.add(step(pointer, key))
        elif not isinstance(value, Absent):
            members[key] = _strip(value, step(pointer, key), walk)
    return members


def _element_of(pointer: str, elements: str) -> int | None:
    """Return the index of the element that a pointer leads into."""
    if not pointer.startswith(elements + "/"):
        return None
    head = pointer[len(elements) + 1 :].partition("/")[0]
    return int(head) if head.isdecimal() else 0


def url(base: str, query: Mapping[str, str]) -> str:
    """Write a url with a query, everything percent-encoded."""
    pairs = "&".join([f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query.items()])
    return f"{base}?{pairs}" if pairs else base


def own_text(held: dict[str, Any], loosely: bool) -> Any:
    """Return a text with an app's own object in it; with the key that the library keeps for itself, it is native."""
    inside = Inside(Raw(held), loosely=loosely)
    return Odd(inside) if "imbridge" in held else inside


def maybe(draw: Draw, strategy: st.SearchStrategy[Any], otherwise: Any = ABSENT) -> Any:
    """Draw a value, or `otherwise` half of the time."""
    return draw(strategy) if draw(st.booleans()) else otherwise


def seldom(draw: Draw, usual: Any, *unusual: Any) -> Any:
    """Return what is usual, and one time in eight something that is not."""
    return draw(st.sampled_from((*(usual,) * (7 * len(unusual)), *unusual))) if unusual else usual


class Sheet(Protocol):
    """What the module of a vendor's documents has."""

    COMMANDS: tuple[str, ...]
    """The commands of message callbacks."""

    ELEMENTS: str
    """JSON pointer of the list of elements, or of the one element."""

    def callbacks(
        self, commands: tuple[str, ...] = ..., most: int = 4, nesting: bool = False
    ) -> st.SearchStrategy[Document]:
        """Return message callbacks with up to `most` unknown fields; `nesting`, with messages inside."""

    REPORTS: tuple[str, ...]
    """The rows of callbacks that are about no message."""

    def reports(self, rows: tuple[str, ...] = ..., most: int = 4) -> st.SearchStrategy[Document]:
        """Return such callbacks, with up to `most` unknown fields."""

    def others(self) -> st.SearchStrategy[Document]:
        """Return callbacks that no class is there for."""


def sheet(vendor: str) -> Sheet:
    """Return the documents of a vendor, in the module here that bears its name."""
    return cast(Sheet, import_module(f"imbridge.testing.{vendor}"))
