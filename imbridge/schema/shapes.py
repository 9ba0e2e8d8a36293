"""JSON Schema of structs: what is written, which is less than what is read.

A field that is left out when it says nothing is never null, although a reader takes null; a vendor's
field has the type that the vendor gives it, although a value of another type is read as if it were
absent. An object whose reader refuses unknown keys has no others.
"""

from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Any

import msgspec.inspect as mi
from msgspec import Struct

from imbridge.wire import Held, Texts

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
JSON_TEXT = "application/json"
NULL: Json = {"type": "null"}


class Shapes:
    """The definitions that a schema has come to need, by name."""

    def __init__(
        self,
        instead: Mapping[type, type[Struct]] | None = None,
        texts: tuple[Texts, ...] = (),
        names: Mapping[type, str] | None = None,
    ) -> None:
        self.definitions: dict[str, Json] = {}
        self.owners: dict[str, type] = {}
        self.instead = instead or {}  # what is written in place of a type that is no JSON
        self.texts = texts
        self.names = names or {}  # of structs that share theirs with another

    def of(self, shape: Any) -> Json:
        """Return the schema of a type; what it refers to is then among the definitions."""
        return self._of(mi.type_info(shape))

    def one_of(self, shapes: Sequence[type[Struct]]) -> Json:
        """Return the schema of any of several structs, told apart by their tag if they have one."""
        return self._one_of([_struct(shape) for shape in dict.fromkeys(shapes)])

    def document(self, title: str, about: str, root: Json) -> Json:
        """Return a whole schema with all definitions so far."""
        held = dict(sorted(self.definitions.items()))
        return {"$schema": DIALECT, "title": title, "description": about, **root, "$defs": held}

    def _of(self, info: mi.Type) -> Json:
        match info:
            case mi.Metadata(extra_json_schema=dict(given)):
                return given
            case mi.Metadata(type=inner, extra=extra):
                return self._held(self._of(inner), (extra or {}).get("holds"))
            case mi.AnyType() | mi.RawType():
                return {}
            case mi.BoolType() | mi.IntType() | mi.FloatType() | mi.StrType() | mi.NoneType():
                return {"type": SCALARS[type(info)]}
            case mi.LiteralType(values=values):
                return {"enum": list(values)}
            case mi.DictType(value_type=value):
                held = self._of(value)
                return {"type": "object", "additionalProperties": held} if held else {"type": "object"}
            case mi.ListType(item_type=item) | mi.VarTupleType(item_type=item):
                return {"type": "array", "items": self._of(item)}
            case mi.UnionType(types=arms):
                return self._union(arms)
            case mi.StructType():
                return self._defined(info)
            case mi.CustomType(cls=cls) if cls in self.instead:
                return self.of(self.instead[cls])
            case _:
                raise TypeError(f"no schema for {info}")

    def _held(self, schema: Json, holds: Held | None) -> Json:
        """Say what a `Raw`, a text or one of several structs holds."""
        if holds is None:
            return schema
        shapes = holds.shapes()
        if holds.name and holds.name not in self.definitions:
            self.definitions[holds.name] = {}  # as in _defined
            self.definitions[holds.name] = self.one_of(shapes)
        held = _reference(holds.name) if holds.name else self.one_of(shapes) if shapes else {}
        if schema != {"type": "string"}:
            return held
        return {**schema, "contentMediaType": JSON_TEXT, **({"contentSchema": held} if held else {})}

    def _union(self, arms: Sequence[mi.Type]) -> Json:
        structs = [arm for arm in arms if isinstance(arm, mi.StructType)]
        schemas = [self._one_of(structs)] if structs else []
        schemas += [self._of(arm) for arm in arms if not isinstance(arm, mi.StructType)]
        schemas.sort(key=lambda schema: schema == NULL)
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def _one_of(self, infos: Sequence[mi.StructType]) -> Json:
        references = [self._defined(info) for info in infos]
        if len(infos) == 1:
            return references[0]
        field = infos[0].tag_field
        mapping = {str(one.tag): there["$ref"] for one, there in zip(infos, references, strict=True) if one.tag_field}
        if field is None or any(info.tag_field not in (field, None) for info in infos):
            return {"anyOf": references}
        other = {"enum": list(mapping)}
        for info, there in zip(infos, references, strict=True):
            if info.tag_field is not None:
                continue
            if field in self.definitions[self._name(info.cls)]["properties"]:
                self.definitions[self._name(info.cls)]["properties"][field]["not"] = other
            else:  # it is told apart by something else, and must not say that it is one of those
                there["properties"] = {field: {"type": "string", "not": other}}
        return {"oneOf": references, "discriminator": {"propertyName": field, "mapping": mapping}}

    def _name(self, shape: type) -> str:
        return self.names.get(shape, shape.__name__)

    def _defined(self, info: mi.StructType) -> Json:
        name = self._name(info.cls)
        owner = self.owners.setdefault(name, info.cls)
        if owner is not info.cls:
            raise TypeError(f"two structs are called {name}: in {owner.__module__} and in {info.cls.__module__}")
        if name not in self.definitions:
            self.definitions[name] = {}  # it may refer to itself
            self.definitions[name] = self._object(info)
        return _reference(name)

    def _object(self, info: mi.StructType) -> Json:
        properties: dict[str, Json] = {}
        if info.tag_field is not None:
            properties[info.tag_field] = {"const": info.tag}
        sparse = info.cls.__struct_config__.omit_defaults
        for field in info.fields:
            schema = self._of(field.type)
            if sparse and field.default is None:
                schema = _without_null(schema)
            if isinstance(field.default, bool | int | float | str):
                schema = {**schema, "default": field.default}
            properties[field.encode_name] = schema
        required = [*([info.tag_field] if info.tag_field is not None else [])]
        required += [field.encode_name for field in info.fields if field.required]
        return {
            **({"description": cleandoc(info.cls.__doc__)} if info.cls.__doc__ else {}),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            **({"additionalProperties": False} if info.forbid_unknown_fields else {}),
            **self._texts(info.cls),
        }

    def _texts(self, cls: type) -> Json:
        rules = [self._rule(texts) for texts in self.texts if issubclass(cls, texts.inside)]
        return {"allOf": rules} if rules else {}

    def _rule(self, texts: Texts) -> Json:
        """Say what a text holds for each kind that a member beside it may name."""
        name = f"{texts.text}_by_{texts.kind}"
        if name not in self.definitions:
            rules: list[Json] = []
            self.definitions[name] = {"allOf": rules}
            for kind, shape in texts.shapes.items():
                text = {"contentMediaType": JSON_TEXT, "contentSchema": self.of(shape)}
                rules.append(
                    {
                        "if": {"properties": {texts.kind: {"const": kind}}, "required": [texts.kind]},
                        "then": {"properties": {texts.text: text}},
                    }
                )
        return _reference(name)


def _struct(shape: type[Struct]) -> mi.StructType:
    info = mi.type_info(shape)
    if not isinstance(info, mi.StructType):
        raise TypeError(f"{shape} is no struct")
    return info


def _reference(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _without_null(schema: Json) -> Json:
    arms = [arm for arm in schema.get("anyOf", ()) if arm != NULL]
    if not arms:
        return schema
    return arms[0] if len(arms) == 1 else {"anyOf": arms}


SCALARS: dict[type[mi.Type], str] = {
    mi.BoolType: "boolean",
    mi.IntType: "integer",
    mi.FloatType: "number",
    mi.StrType: "string",
    mi.NoneType: "null",
}
