"""Canonical values as fields of pydantic models, and so as what FastAPI reads, writes and documents.

Only pydantic's asking loads this. A value is read from an instance, from its canonical JSON or from the
same as Python objects, and is written as `canonical` writes it. Native does not ride, nor the key that
comes of it: that is for `dump`. Null is taken for what is left out, like `load` does.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Any, get_args

import msgspec.inspect as mi
from pydantic_core import CoreSchema, PydanticCustomError, PydanticSerializationUnexpectedValue
from pydantic_core import core_schema as core

from imbridge.model.base import Value
from imbridge.model.canonical import canonical
from imbridge.model.events import AnyEvent, Event

Validate = Callable[[Any], Any]
Found = dict[str, CoreSchema]
"""The schemas of the classes met so far, by reference: a message may hold messages."""


def schema_of(shape: type[Value]) -> CoreSchema:
    """Return pydantic's schema of one class; of `Event`, of any event."""
    found: Found = {}
    root = _of(mi.type_info(AnyEvent if shape is Event else shape), found)
    return core.definitions_schema(core.no_info_before_validator_function(shallow, root), list(found.values()))


def union_schema(union: Any, generate: Callable[[Any], CoreSchema]) -> CoreSchema:
    """Return pydantic's schema of a union of classes, told apart by `type`; `generate` makes that of a class."""
    classes = [arm for arm in get_args(union) or (union,) if arm is not NoneType]
    strange = [arm for arm in classes if not isinstance(arm, type) or not issubclass(arm, Value)]
    if strange:
        raise TypeError(f"told apart by type are classes of imbridge.model, not {strange[0]}")
    schema = _tagged({shape: generate(shape) for shape in classes})
    return core.nullable_schema(schema) if NoneType in get_args(union) else schema


def _of(info: mi.Type, found: Found) -> CoreSchema:
    match info:
        case mi.AnyType():
            return core.no_info_after_validator_function(json_value, core.any_schema())
        case mi.BoolType():
            return core.bool_schema(strict=True)
        case mi.IntType():
            return core.int_schema(strict=True)
        case mi.FloatType():
            return core.float_schema(strict=True, allow_inf_nan=False)
        case mi.StrType():
            return core.str_schema(strict=True)
        case mi.DictType(value_type=mi.AnyType()):
            return core.no_info_after_validator_function(json_value, core.dict_schema(core.str_schema(strict=True)))
        case mi.DictType(key_type=key, value_type=value):
            return core.dict_schema(_of(key, found), _of(value, found))
        case mi.VarTupleType(item_type=item):
            return core.no_info_after_validator_function(tuple, core.list_schema(_of(item, found)))
        case mi.UnionType(types=arms):
            return _union(arms, found)
        case mi.StructType():
            return _value(info, found)
        case _:
            raise TypeError(f"no field for {info}")


def _union(arms: Iterable[mi.Type], found: Found) -> CoreSchema:
    structs = [arm for arm in arms if isinstance(arm, mi.StructType)]
    classes: dict[Any, CoreSchema] = {info.cls: _value(info, found) for info in structs}
    schemas = [_tagged(classes)] if len(classes) > 1 else list(classes.values())
    schemas += [_of(arm, found) for arm in arms if not isinstance(arm, mi.StructType | mi.NoneType)]
    schema = schemas[0] if len(schemas) == 1 else core.union_schema(list(schemas))
    return core.nullable_schema(schema) if any(isinstance(arm, mi.NoneType) for arm in arms) else schema


def _tagged(shapes: Mapping[type[Value], CoreSchema]) -> CoreSchema:
    """Tell classes apart: an instance is of one of them or of none, and JSON says it in its `type`."""
    if any(shape.__struct_config__.tag_field != "type" for shape in shapes):
        raise TypeError("a union of canonical classes that have no `type` to tell them apart")
    arms = core.tagged_union_schema({str(shape.__struct_config__.tag): arm for shape, arm in shapes.items()}, "type")
    classes = tuple(shapes)

    def by_type(value: Any, validate: Validate) -> Any:
        return value if isinstance(value, classes) else validate(value)

    return core.no_info_wrap_validator_function(by_type, arms, serialization=WRITTEN)


def _value(info: mi.StructType, found: Found) -> CoreSchema:
    """Return a reference to the schema of a class, which is made first where it has not been met."""
    reference = f"imbridge.model.{info.cls.__name__}"
    if reference not in found:
        found[reference] = core.any_schema()  # it may refer to itself
        members: dict[str, core.TypedDictField] = {}
        if info.tag_field is not None:
            members[info.tag_field] = core.typed_dict_field(core.literal_schema([info.tag]), required=True)
        for field in info.fields:
            if not isinstance(field.type, mi.CustomType):  # native
                members[field.encode_name] = core.typed_dict_field(_of(_held(field), found), required=field.required)
        found[reference] = core.no_info_wrap_validator_function(
            _reader(info),
            core.typed_dict_schema(members, cls=info.cls, extra_behavior="forbid"),
            ref=reference,
            serialization=WRITTEN,
        )
    return core.definition_reference_schema(reference)


def _held(field: mi.Field) -> mi.Type:
    """Return the type of a field's value, without null where that is never written."""
    if field.default is not None or not isinstance(field.type, mi.UnionType):
        return field.type
    return mi.UnionType(tuple([arm for arm in field.type.types if not isinstance(arm, mi.NoneType)]))


def _reader(info: mi.StructType) -> Callable[[Any, Validate], Any]:
    """Return what makes a value out of its members, once pydantic has looked at those."""
    shape: type[Any] = info.cls
    attributes = {field.encode_name: field.name for field in info.fields}
    left_out = frozenset([field.encode_name for field in info.fields if field.default is None])

    def read(value: Any, validate: Validate) -> Any:
        if isinstance(value, shape):
            return value
        if isinstance(value, dict):
            value = {name: held for name, held in value.items() if held is not None or name not in left_out}
        members = validate(value)
        return shape(**{attributes[name]: held for name, held in members.items() if name in attributes})

    read.__name__ = shape.__name__  # what an error calls it
    return read


def shallow(value: Any) -> Any:
    """Take what nests no deeper than JSON may for pydantic."""
    level = [value]
    for _ in range(DEPTH):
        holders = {id(held): held for held in level if isinstance(held, dict | list | tuple)}
        if not holders:
            return value
        level = [inner for held in holders.values() for inner in (held.values() if isinstance(held, dict) else held)]
    raise PydanticCustomError("nested_too_deep", "Input should not be nested so deep")


def json_value(value: Any) -> Any:
    """Take what JSON can say, as JSON says it."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
        return json.loads(text)
    except (TypeError, ValueError):
        raise PydanticCustomError("json_value", "Input should be a value that JSON can hold") from None


def write(value: Any) -> Any:
    """Write a value for pydantic."""
    if not isinstance(value, Value):
        raise PydanticSerializationUnexpectedValue("wanted a canonical value")
    return canonical(value)


DEPTH = 200
"""How deep a value may nest: as pydantic's own reader of JSON has it."""

WRITTEN = core.plain_serializer_function_ser_schema(write)
