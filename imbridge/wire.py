"""What every vendor's `wire.py` stands on: the struct base, tolerant reading, JSON inside texts."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec
from msgspec import DecodeError, Meta, Raw, Struct, ValidationError

from imbridge.delta import check_depth, open_text
from imbridge.errors import Malformed

T = TypeVar("T")

members = msgspec.json.Decoder(dict[str, Raw]).decode
"""Take an object apart, each member as it stands."""

_anything = msgspec.json.Decoder().decode
_items = msgspec.json.Decoder(list[Raw]).decode
encode = msgspec.json.Encoder().encode
"""Write a struct or JSON value as compact JSON."""

_BYTE = re.compile(r"\(byte (\d+)\)")


class Wire(Struct, kw_only=True, omit_defaults=True, gc=False):
    """A vendor's JSON object in the vendor's own spelling; a field without default must be there."""


class Texts(NamedTuple):
    """Texts that hold JSON of one kind or another, which a member beside them names."""

    inside: tuple[type[Struct], ...]  # the objects that have both members, and what derives from those
    kind: str
    text: str
    shapes: Mapping[Any, type[Struct]]  # by kind, a number or a text


class Documents(NamedTuple):
    """A vendor's JSON by name, for its schemas: callbacks and replies; REST calls and answers; history."""

    callbacks: Mapping[str, type[Struct]] = {}  # by command
    acks: Mapping[str, type[Struct]] = {}
    texts: tuple[Texts, ...] = ()
    calls: Mapping[str, type[Struct]] = {}  # by command
    answers: Mapping[str, type[Struct]] = {}
    records: Mapping[str, type[Struct]] = {}  # by the call that gives them


class Held(NamedTuple):
    """What a `Raw` is one of, or a text holds as JSON: anything where there are no shapes.

    A struct without a tag stands for all other tags.
    """

    shapes: Callable[[], tuple[type[Struct], ...]]
    name: str  # of all of them together


def holds(shapes: Callable[[], tuple[type[Struct], ...]], name: str = "") -> Meta:
    """Annotate a `Raw` or a text with what it holds: schemas say so, and no decoder looks at it."""
    return Meta(extra={"holds": Held(shapes, name)})


def by_tag(shapes: Iterable[type[Struct]]) -> dict[str, type[Struct]]:
    """Return structs by the tag that tells them apart."""
    return {str(shape.__struct_config__.tag): shape for shape in shapes}


class Reader(Generic[T]):
    """Read one kind of struct: strictly where possible, else field by field.

    A field whose value has a type that it cannot take gets its default; a required one is Malformed.
    """

    def __init__(self, shape: type[T]) -> None:
        self.shape: type[T] = shape
        self.strict = msgspec.json.Decoder(shape).decode

    def read(self, document: bytes | str | Raw) -> T:
        """Raise Malformed for what is not an object or lacks a required field."""
        try:
            return self.strict(document)
        except ValidationError:
            return lenient(self.shape, document)


class Dispatch:
    """Read one of several structs by its tag; what no tag names is left to the caller."""

    def __init__(
        self, head: type[Struct], *shapes: type[Struct], untagged: Mapping[str, type[Struct]] = MappingProxyType({})
    ) -> None:
        """Take what is told apart by a tag in it, and what has its tag elsewhere."""
        self.strict = msgspec.json.Decoder(Union[shapes]).decode  # noqa: UP007  # made of a tuple
        self.head = Reader(head)
        self.shapes: dict[str, type[Any]] = {str(shape.__struct_config__.tag): shape for shape in shapes} | dict(
            untagged
        )

    def read(self, document: bytes, otherwise: str | None = None) -> Any:
        """Return the struct, or where no struct has this tag, the tag.

        `otherwise` is the tag of a document that names none. Raises Malformed when there is neither.
        """
        try:
            return self.strict(document)
        except ValidationError:
            head = self.head.read(document)
        tag = getattr(head, head.__struct_fields__[0]) or otherwise
        if not tag:
            raise Malformed("the required field is missing", pointer=f"/{head.__struct_fields__[0]}")
        shape = self.shapes.get(tag)
        return tag if shape is None else lenient(shape, document)


def lenient(shape: type[T], document: bytes | str | Raw, pointer: str = "") -> T:
    """Read an object field by field, a value of the wrong type as if it were absent."""
    try:
        found = members(document)
    except ValidationError:
        raise Malformed("wanted an object", pointer=pointer or None) from None
    values: dict[str, Any] = {}
    for attribute, name, hint, required in _fields(cast(Hashable, shape)):
        value = _loose(hint, found[name], f"{pointer}/{name}", required) if name in found else _MISSING
        if value is not _MISSING:
            values[attribute] = value
        elif required:
            problem = "has the wrong type" if name in found else "is missing"
            raise Malformed(f"the required field {problem}", pointer=f"{pointer}/{name}")
    return shape(**values)


def named(names: list[str], pointer: str) -> list[str]:
    """Return those whom a call names; raise Malformed where it names nobody, which some would take for everybody."""
    if not names or "" in names:
        raise Malformed("names nobody", pointer=pointer)
    return names


def text_of(value: object) -> str:
    """Write a struct or JSON value as compact JSON text."""
    return encode(value).decode()


def parse(document: bytes | Raw) -> Any:
    """Read any JSON value; raise Malformed with the byte offset for what is none, TooLarge beyond a depth."""
    check_depth(bytes(document))
    try:
        return _anything(document)
    except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise malformed(problem) from None


def parse_members(document: bytes, names: frozenset[str]) -> Any:
    """Read a JSON object, but only the members of these names; the others stay as they stand, however deep."""
    if document[:1] != b"{":
        return parse(document)
    try:
        return {name: parse(held) if name in names else held for name, held in members(document).items()}
    except (DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise malformed(problem) from None


def malformed(problem: Exception) -> Malformed:
    """Turn one of the three exceptions that msgspec's decoder lets out into ours."""
    if isinstance(problem, RecursionError):
        return Malformed("nested too deep")
    if isinstance(problem, UnicodeDecodeError):
        return Malformed("a text is not UTF-8")
    byte = _BYTE.search(str(problem))
    return Malformed(f"not JSON{f', byte {byte[1]}' if byte else ''}")


_MISSING: Any = object()


@cache
def _fields(shape: Hashable) -> list[tuple[str, str, Any, bool]]:
    hints = get_type_hints(shape, include_extras=True)
    fields = msgspec.structs.fields(cast(type[Struct], shape))
    return [(f.name, f.encode_name, hints[f.name], f.required) for f in fields]


@cache
def _decoder(hint: Any) -> Any:
    return msgspec.json.Decoder(hint).decode


def _loose(hint: Any, raw: Raw, pointer: str, required: bool = False) -> Any:
    """Read a value whose type may be wrong: nothing is then _MISSING, and of a list what can be read is kept.

    Where it is `required` nothing in it may be missing: who was meant by that?
    """
    try:
        return _decoder(hint)(raw)
    except ValidationError:
        pass
    for arm in get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,):
        try:
            if isinstance(arm, type) and issubclass(arm, Struct):
                return lenient(arm, raw, pointer)
            if get_origin(arm) is list:
                item, items = get_args(arm)[0], _items(raw)
                if get_origin(item) is Annotated:  # what it holds is told one by one, by who knows more of it
                    return items
                places = enumerate(items)
                found = [_loose(item, held, f"{pointer}/{index}", required) for index, held in places]
                return [held for held in found if held is not _MISSING]
        except (Malformed, ValidationError) as problem:
            if required and isinstance(problem, Malformed):
                raise
    if required and pointer.rpartition("/")[2].isdecimal():
        raise Malformed("has the wrong type", pointer=pointer)
    return _MISSING


def text_from_data(data: dict[str, Any] | str | None) -> str | None:
    """Write a `Data` value into a text slot: an object as compact JSON, a text as it is."""
    return encode(data).decode() if data.__class__ is dict else data  # type: ignore[return-value]


def object_from_data(data: dict[str, Any] | str | None) -> dict[str, Any]:
    """Write a `Data` value into an object slot: a text is wrapped under a reserved key."""
    if data.__class__ is dict:
        return escaped(data)
    if data is None:
        return {}
    return {TEXT: data} if isinstance(data, str) else escaped(dict(data))


def data_from_object(held: dict[str, Any]) -> dict[str, Any] | str | None:
    """Read a `Data` value out of an object slot.

    An object that `object_from_data` could not have written is taken literally.
    """
    if TEXT in held:
        text = held[TEXT]
        return text if len(held) == 1 and isinstance(text, str) and text else held
    return unescaped(held) or None


def map_from_data(data: dict[str, Any] | str) -> dict[str, Any]:
    """Write a `Data` value into a slot for a map of a few plain values, whatever else it is as text."""
    if isinstance(data, dict) and len(data) <= MAP_KEYS and _PLAIN.issuperset(map(type, data.values())):
        return escaped(data)
    return {TEXT: text_from_data(data)}


def data_from_map(held: dict[str, Any]) -> dict[str, Any] | str | None:
    """Read a `Data` value out of a map of plain values."""
    return data_from_object(held)


def text_from_ext(ext: dict[str, Any] | str | None) -> str | None:
    """Write the app's own data of a message into a text slot, in which the library may have a key of its own."""
    if ext is None or isinstance(ext, str):
        return ext
    if not isinstance(ext, dict):
        raise TypeError("ext")
    text = encode(ext).decode()
    if CARRY not in text:
        return text
    return encode({key + "$" if _CARRY(key) else key: value for key, value in ext.items()}).decode()


def ext_from_text(text: str | None) -> dict[str, Any] | str | None:
    """Read what `text_from_ext` wrote."""
    held = open_text(text) if text else None
    if held is None or not text:
        return text or None
    return ext_from_members(held, text) if CARRY in text else held


def ext_from_members(held: dict[str, Any], text: str) -> dict[str, Any]:
    """Read the same from a text that is open already."""
    if CARRY not in text:
        return held
    return {key[:-1] if key[-1:] == "$" and _CARRY(key) else key: value for key, value in held.items()}


def escaped(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object in which an app's own key of a reserved name has one `$` more: itself if there is none."""
    if "imb" not in "".join(data):  # nearly always
        return data
    return {key + "$" if _RESERVED(key) else key: value for key, value in data.items()}


def unescaped(held: dict[str, Any]) -> dict[str, Any]:
    """Take the `$` away again that `escaped` gave."""
    if "$" not in "".join(held):
        return held
    return {key[:-1] if key[-1:] == "$" and _RESERVED(key) else key: value for key, value in held.items()}


TEXT = "imb_text"
"""The key under which a text stands where only an object can."""

CARRY = "imbridge"
"""The key under which the library keeps what a vendor has no place for."""

MAP_KEYS = 16

_PLAIN = frozenset({str, int, float, bool})
_CARRY = re.compile(rf"{CARRY}\$*").fullmatch
_RESERVED = re.compile(rf"(?:{TEXT}|{CARRY})\$*").fullmatch
