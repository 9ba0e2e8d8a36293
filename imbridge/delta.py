"""The one idea: what a codec cannot say is a delta between two JSON documents.

A delta is a list of edits `(path, was, now)`. `diff` finds it, `apply` puts it onto a document that
may have changed meanwhile, `compare` spells a difference out for people. Comparison is type-strict:
`1`, `1.0` and `True` differ, absent differs from null. Key order is not compared; of a doubled key
the last counts, since that is what a decoder keeps. A path leads through objects only: a list or a
text is edited whole, because an index would put a change onto the wrong element.
"""

import re
from itertools import accumulate, zip_longest
from typing import Any

import msgspec
from msgspec import UNSET, DecodeError, Struct

from imbridge.errors import TooLarge

Path = tuple[str, ...]

DEPTH = 256
"""How deep a document may nest before any recursion of ours starts."""

KINDS = ("MsgType", "type", "contentType")
"""Keys that say what kind of thing a list's element is; elements of different kinds never merge."""

_sorted = msgspec.json.Encoder(order="deterministic").encode
_compact = msgspec.json.Encoder().encode
_object = msgspec.json.Decoder(dict[str, Any]).decode
_EXACT = frozenset({str, int})
"""Types that are the same when they are equal."""

_ESCAPED = re.compile(rb"\\.", re.DOTALL).sub
_FEW = 1000
_PASSES = 16
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NEITHER = bytes(set(range(256)) - set(b'[]{}"'))


class Edit(Struct, frozen=True, omit_defaults=True, gc=False):
    """One difference; UNSET stands for an absent key."""

    path: Path
    was: Any = UNSET
    now: Any = UNSET


Edits = tuple[Edit, ...]


class Difference(Struct, frozen=True, gc=False):
    """One difference at a leaf; the path goes through lists and JSON texts too."""

    path: tuple[str | int, ...]
    was: Any
    now: Any


def same(a: Any, b: Any) -> bool:
    """Tell whether two JSON values are equal, type-strict."""
    if a is b:
        return True
    if a.__class__ is not b.__class__:
        return False
    if a.__class__ is dict or a.__class__ is list:
        return _same_text(a, b)
    return bool(a == b) and (a.__class__ is not float or repr(a) == repr(b))  # 0.0 is not -0.0


def diff(a: Any, b: Any, path: Path = ()) -> Edits:
    """Return the edits that turn document `a` into document `b`; raise TooLarge beyond a depth.

    `path` is where the two stand in a larger document.
    """
    found: list[Edit] = []
    try:
        _diff(a, b, path, found)
    except RecursionError:
        raise TooLarge("nested too deep") from None
    return tuple(found)


def apply(edits: Edits, document: Any) -> Any:
    """Put edits onto a document, which may have changed meanwhile; it is left as it is.

    Three-way merge of what an edit saw, what the document holds now and what the edit wants.
    """
    own: dict[int, Any] = {}
    try:
        for edit in edits:
            document = _edit(document, edit.path, edit, own)
    except RecursionError:
        raise TooLarge("nested too deep") from None
    return document


def compare(a: Any, b: Any, path: tuple[str | int, ...] = (), texts: bool = True) -> list[Difference]:
    """Return the differences between two documents leaf by leaf.

    With `texts`, two texts that hold JSON objects are opened. An object beside nothing is taken apart,
    unless it is empty.
    """
    found: list[Difference] = []
    try:
        _compare(a, b, path, texts, found)
    except RecursionError:
        raise TooLarge("nested too deep") from None
    return found


def check_depth(document: bytes, most: int = DEPTH) -> None:
    """Raise TooLarge when a JSON text nests deeper than `most`; cheap for all that does not."""
    size = len(document)
    if size <= 2 * most:
        return
    first = document.find(b"[")
    room = size - first if first >= 0 else 0
    if size + 3 * (room // 2) <= 5 * most:  # {"":} takes five bytes, [] two
        return
    lists = document.count(b"[")
    if size + 3 * lists <= 5 * most or lists + document.count(b"{") <= most:
        return
    if _is_deep(_brackets(document), most):
        raise TooLarge(f"nested deeper than {most} levels")


def open_text(text: str) -> dict[str, Any] | None:
    """Return the JSON object that a text holds, or None when it holds anything else."""
    if text[:1] != "{":
        return None
    try:
        if len(text) > 2 * DEPTH:
            check_depth(text.encode())
        return _object(text)
    except (DecodeError, UnicodeError, RecursionError, TooLarge):
        return None


def pointer(path: tuple[str | int, ...]) -> str:
    """Write a path as a JSON pointer."""
    try:
        joined = "/".join(path)  # type: ignore[arg-type]  # an index in it is a TypeError
    except TypeError:
        joined = "/".join(map(str, path))
    if "~" not in joined and joined.count("/") == len(path) - 1:
        return "/" + joined
    return "".join([f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path])


def _brackets(document: bytes) -> bytes:
    """Return the brackets of a JSON text, those inside texts aside."""
    escapes = document.count(b"\\")
    if escapes > _FEW:
        document = document.replace(b"\\\\", b"").replace(b'\\"', b"")
    elif escapes:  # looks for one character, not for two
        document = _ESCAPED(b"", document)
    found = document.translate(None, _NEITHER).replace(b'""', b"")  # now every second quote ends a text
    return b"".join(found.split(b'"')[::2]) if b'"' in found else found


def _is_deep(brackets: bytes, most: int) -> bool:
    """Tell whether brackets nest deeper than `most`.

    Closing the innermost pairs a few times over disposes of nearly every document; those of the
    others are counted one by one.
    """
    left = brackets
    for _ in range(_PASSES):
        if not left:
            return False
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > most


def _same_text(a: Any, b: Any) -> bool:
    try:
        return bool(a == b) and (_compact(a) == _compact(b) or _sorted(a) == _sorted(b))
    except RecursionError:
        raise TooLarge("nested too deep") from None


def _compare(a: Any, b: Any, path: tuple[str | int, ...], texts: bool, found: list[Difference]) -> None:
    if a.__class__ is str and b.__class__ is str and texts:
        opened, other = open_text(a), open_text(b)
        if opened is not None and other is not None and not same(opened, other):
            a, b = opened, other
    if _is_object(a) and _is_object(b) and (a or b):
        for key in _keys(a or {}, b or {}):
            x, y = (a or {}).get(key, UNSET), (b or {}).get(key, UNSET)
            if not same(x, y):
                _compare(x, y, (*path, key), texts, found)
    elif isinstance(a, list) and isinstance(b, list):
        for index, (x, y) in enumerate(zip_longest(a, b, fillvalue=UNSET)):
            if not same(x, y):
                _compare(x, y, (*path, index), texts, found)
    elif not same(a, b):
        found.append(Difference(path, a, b))


def _diff(a: Any, b: Any, path: Path, found: list[Edit]) -> None:
    if a.__class__ is not dict or b.__class__ is not dict:
        if not same(a, b):
            found.append(Edit(path, a, b))
        return
    for key, x in a.items():
        y = b.get(key, UNSET)
        if x is not y and not (x.__class__ is y.__class__ and x.__class__ in _EXACT and x == y):
            _diff(x, y, (*path, key), found)
    for key, y in b.items():
        if key not in a:
            found.append(Edit((*path, key), UNSET, y))


def _keys(a: dict[str, Any], b: dict[str, Any]) -> list[str]:
    return [*a, *(key for key in b if key not in a)]


def _edit(document: Any, path: Path, edit: Edit, own: dict[int, Any]) -> Any:
    """Put one edit onto a document; `own` holds the copies made so far, which may be changed in place."""
    if not path:
        return _merge(edit.was, document, edit.now)
    if not isinstance(document, dict):  # the object that the edit was inside is gone
        return document
    held = document.get(path[0], UNSET)
    if held is UNSET and len(path) > 1:
        return document
    value = _edit(held, path[1:], edit, own)
    if value is held:
        return document
    if id(document) not in own:
        document = dict(document)
        own[id(document)] = document
    if value is UNSET:
        del document[path[0]]
    else:
        document[path[0]] = value
    return document


def _merge(was: Any, document: Any, now: Any) -> Any:
    if same(document, was):
        return now
    if same(was, now) or same(document, now):
        return document
    if _is_object(was) and isinstance(document, dict) and isinstance(now, dict):
        return _merge_objects(was or {}, document, now)  # UNSET is false
    if isinstance(was, list) and isinstance(document, list) and isinstance(now, list):
        return _merge_lists(was, document, now)
    if isinstance(was, str) and isinstance(document, str) and isinstance(now, str):
        return _merge_texts(was, document, now)
    return document


def _merge_objects(was: dict[str, Any], document: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    merged = dict(document)
    for key in _keys(was, now):
        value = _merge(was.get(key, UNSET), document.get(key, UNSET), now.get(key, UNSET))
        if value is UNSET:
            merged.pop(key, None)
        else:
            merged[key] = value
    return merged


def _merge_lists(was: list[Any], document: list[Any], now: list[Any]) -> list[Any]:
    """Merge element by element: an untouched one wherever it went, a changed one where it stayed."""
    if len(was) != len(now):
        return document
    before, after = [_sorted(element) for element in was], [_sorted(element) for element in document]
    stayed = {index for index, (x, y) in enumerate(zip(before, after, strict=False)) if x == y}
    places: dict[bytes, list[int]] = {}
    for index in range(len(was) - 1, -1, -1):
        if index not in stayed:  # one that was changed to be like it is not the one that is there still
            places.setdefault(before[index], []).append(index)
    merged = list(document)
    touched = []
    for index, element in enumerate(after):
        found = [index] if index in stayed else places.get(element)
        if found:
            merged[index] = now[found.pop()]
        else:
            touched.append(index)
    if len(document) == len(was):
        free = {index for found in places.values() for index in found}
        for index in touched:
            if index in free and _kind(was[index]) == _kind(document[index]):
                merged[index] = _merge(was[index], document[index], now[index])
    return merged


def _merge_texts(was: str, document: str, now: str) -> str:
    a, b, c = open_text(was), open_text(document), open_text(now)
    if a is None or b is None or c is None:
        return document
    return _compact(_merge_objects(a, b, c)).decode()


def _is_object(value: Any) -> bool:
    return value is UNSET or isinstance(value, dict)


def _kind(element: Any) -> Any:
    if not isinstance(element, dict):
        return type(element)
    return [repr(element.get(key)) for key in KINDS]
