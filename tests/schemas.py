"""Look at a JSON value with a schema: what it objects to, and where."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from hypothesis import settings
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from imbridge.testing.documents import step
from imbridge.testing.jsons import is_object_text

few = settings(max_examples=settings().max_examples // 3)
"""Fewer examples than the laws take: drawing them is most of the work."""


def _inside(validator: Any, schema: Any, text: Any, whole: Any) -> Iterator[ValidationError]:
    """Look into a text that holds an object too, which the standard leaves to the application."""
    if isinstance(text, str) and is_object_text(text):
        yield from validator.descend(json.loads(text), schema)


def _named(validator: Any, arms: Any, value: Any, whole: Any) -> Iterator[ValidationError]:
    """Look at the arm that the tag names: no other can be right, and to ask all of them takes long."""
    told = whole.get("discriminator", {})
    tag = value.get(told.get("propertyName")) if isinstance(value, dict) else None
    arm = told.get("mapping", {}).get(tag) if isinstance(tag, str) else None
    if arm is None:
        yield from Draft202012Validator.VALIDATORS["oneOf"](validator, arms, value, whole)
    else:
        yield from validator.descend(value, {"$ref": arm})


_Opening: Any = extend(Draft202012Validator, {"contentSchema": _inside, "oneOf": _named})  # type: ignore[no-untyped-call]


def validator(schema: Any) -> Validator:
    """Return what validates by a schema, which must itself be right."""
    Draft202012Validator.check_schema(schema)
    looking: Validator = _Opening(schema)
    return looking


def objections(looking: Validator, value: Any) -> set[str]:
    """Return JSON pointers of all that is wrong; inside a union, with the arm that the tag names."""
    return {pointer for error in looking.iter_errors(value) for pointer in _leaves(error)}


def _leaves(error: ValidationError) -> Iterator[str]:
    pointer = ""
    for key in error.absolute_path:
        pointer = step(pointer, key)
    tag = _tag(error)
    if error.validator == "required":
        wanted, there = error.validator_value, error.instance
        yield from [step(pointer, name) for name in cast(list[str], wanted) if name not in cast(Any, there)]
    elif tag is None or not isinstance(error.instance, dict):
        yield pointer
    elif tag not in error.instance:
        yield step(pointer, tag)
    else:
        yield from [leaf for inner in _meant(error, tag) for leaf in _leaves(inner)] or [pointer]


def _tag(error: ValidationError) -> str | None:
    """Return the name of the member that tells the arms of a failed union apart."""
    if error.validator != "oneOf" or not isinstance(error.schema, dict):
        return None
    tag: str | None = error.schema.get("discriminator", {}).get("propertyName")
    return tag


def _meant(error: ValidationError, tag: str) -> list[ValidationError]:
    """Return what is wrong with the arm that the tag names, nothing if it names none."""
    arms: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        arms.setdefault(inner.schema_path[0], []).append(inner)
    named = [arm for arm in arms.values() if not any(list(inner.relative_path) == [tag] for inner in arm)]
    return named[0] if len(named) == 1 else []


def at(document: Any, path: tuple[Any, ...]) -> Any:
    """Return what stands at a path, into texts that hold JSON too."""
    for key in path:
        document = (json.loads(document) if isinstance(document, str) else document)[key]
    return document


def elements(pointers: Iterable[str]) -> set[str]:
    """Return the pointers of the elements that pointers lead into: as far as the last index, else the first key."""
    return {_ELEMENT.match(pointer)[0] for pointer in pointers}  # type: ignore[index]  # it matches anything


def unknown_parts(value: Any) -> int:
    """Count the parts of a canonical JSON value, however deep, that no class is for."""
    if isinstance(value, list):
        return sum(unknown_parts(inner) for inner in value)
    if not isinstance(value, dict):
        return 0
    own = [part for part in value.get("parts") or () if part["type"] == "unknown"]
    return len(own) + sum(unknown_parts(inner) for inner in value.values())


def ext_keys(value: Any) -> set[str]:
    """Return the keys of the app's own in a canonical JSON value, however deep."""
    if isinstance(value, list):
        return {key for inner in value for key in ext_keys(inner)}
    if not isinstance(value, dict):
        return set()
    own = value.get("ext")
    return {*(own if isinstance(own, dict) else ()), *(key for inner in value.values() for key in ext_keys(inner))}


_ELEMENT = re.compile(r".*/\d+(?=/|$)|(/[^/]*)?")
