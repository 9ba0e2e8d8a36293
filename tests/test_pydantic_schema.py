"""The JSON Schema that pydantic makes of a user's model, in which canonical classes are fields."""

from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, Field, TypeAdapter, create_model

from imbridge import model, schema
from imbridge.model import Ack, AnyEvent, Event, Message, Part, Value, by_type
from tests.schemas import objections, validator

CLASSES: list[type[Value]] = [
    held
    for name in model.__all__
    if isinstance(held := getattr(model, name), type) and issubclass(held, Value) and held not in (Value, Event)
]


class Letter(BaseModel):
    """What a user might write."""

    message: Message
    parts: list[Annotated[Part, by_type]] = []
    event: AnyEvent | None = None
    acks: dict[str, Annotated[Ack, Field(discriminator="type")]] = {}


def bare(held: Any) -> Any:
    """Leave out of a schema what differs between ours and pydantic's and means nothing."""
    if isinstance(held, list):
        return [bare(inner) for inner in held]
    if not isinstance(held, dict):
        return held
    left_out = ("title", "default", "description")
    kept = {key: bare(inner) for key, inner in held.items() if key not in left_out or isinstance(inner, dict)}
    if kept.get("const"):
        kept.pop("type", None)
    if kept.get("additionalProperties") is True:
        kept.pop("additionalProperties")
    if "anyOf" in kept:
        kept["anyOf"] = [arm for one in kept["anyOf"] for arm in (one["anyOf"] if list(one) == ["anyOf"] else [one])]
    return kept


def test_pydantic_gives_the_schemas_that_are_published() -> None:
    ours = bare(schema.schema("dump")["$defs"])
    every: Any = tuple(CLASSES)
    theirs = bare(TypeAdapter[Any](tuple[every]).json_schema()["$defs"])
    assert set(theirs) == {shape.__name__ for shape in CLASSES}
    for name, held in theirs.items():
        whole = {"native", "key"} <= set(ours[name]["properties"])  # an event or a REST document
        for beside in ("native", "key") if whole else ("native",):
            ours[name]["properties"].pop(beside, None)
        assert held == ours[name], name


@pytest.mark.parametrize("shape", CLASSES, ids=lambda shape: str(shape.__name__))
def test_every_class_is_a_field(shape: type[Value]) -> None:
    one: Any = shape
    fields: Any = {"one": (one, ...), "many": (list[one], ...), "other": (one | None, ...)}
    user = create_model("User", **fields)
    made = user.model_json_schema()
    assert made["properties"]["one"]["$ref"] == f"#/$defs/{shape.__name__}"
    assert user.model_json_schema(mode="serialization")["$defs"] == made["$defs"]
    assert objections(validator(made), {"one": 5, "many": [], "other": None}) == {"/one"}


def test_each_class_is_there_once() -> None:
    made = Letter.model_json_schema()
    used = {part.__name__ for part in get_args(Part)} | {event.__name__ for event in get_args(AnyEvent)}
    assert used <= set(made["$defs"])
    assert len(made["$defs"]) == len({name.rpartition("__")[2] for name in made["$defs"]})
    assert made["$defs"]["Merged"]["properties"]["messages"]["items"] == {"$ref": "#/$defs/Message"}
    told = made["properties"]["parts"]["items"]["discriminator"]
    assert told["propertyName"] == "type"
    assert told["mapping"]["unknown"] == "#/$defs/UnknownPart"


def test_a_class_of_the_users_may_have_the_same_name() -> None:
    class Text(BaseModel):
        text: str

    class Both(BaseModel):
        mine: Text
        yours: model.Text

    assert len(Both.model_json_schema()["$defs"]) == 2
