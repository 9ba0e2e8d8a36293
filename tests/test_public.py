"""What a user may rely on: the names, what they say of themselves, and how values behave."""

import copy
import importlib
import inspect
import json
import pickle
import pkgutil
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

import imbridge
from imbridge import Request, evolve, model, vendor, vendor_names
from imbridge.model import Ack, AnyEvent, MessageEvent, MessageSent, Part, Text, Value

SAMPLES = Path(__file__).parent / "samples"

PUBLIC = [
    "CannotExpress",
    "Endpoint",
    "Evidence",
    "HistoryTranslation",
    "ImbridgeError",
    "Loss",
    "Malformed",
    "Request",
    "Response",
    "SendTranslation",
    "TooLarge",
    "Translation",
    "UnknownVendor",
    "Unverified",
    "ack_losses",
    "dump",
    "evolve",
    "load",
    "pair_losses",
    "translate",
    "translate_history",
    "translate_send",
    "vendor",
    "vendor_names",
]

REPLACERS: list[Callable[..., Any]] = [msgspec.structs.replace]
if sys.version_info >= (3, 13):
    REPLACERS.append(copy.replace)


@pytest.fixture(params=sorted(SAMPLES.glob("*.json")), ids=lambda path: str(path.stem))
def event(request: pytest.FixtureRequest) -> MessageEvent:
    """Return a recorded callback, decoded; its file name starts with its vendor."""
    sample = json.loads(request.param.read_bytes())
    recorded = Request(url=sample["url"], headers=sample["headers"], body=json.dumps(sample["body"]).encode())
    decoded = vendor(request.param.name.partition("-")[0]).decode_callback(recorded)
    assert isinstance(decoded, MessageEvent)
    return decoded


def modules() -> Iterator[ModuleType]:
    """Yield every module of the package whose names others call; the vendors' own are not among them."""
    for found in pkgutil.walk_packages(imbridge.__path__, "imbridge."):
        if not found.name.startswith(("imbridge.vendors.", "imbridge.cli", "imbridge.testing")):
            yield importlib.import_module(found.name)


def public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield the functions, classes and methods that a module defines under a public name."""
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(value) or inspect.isclass(value):
            yield f"{module.__name__}.{name}", value
        if inspect.isclass(value):
            for method, held in vars(value).items():
                if not method.startswith("_") and (inspect.isfunction(held) or isinstance(held, property)):
                    yield f"{module.__name__}.{name}.{method}", held


def subclasses(shape: type[Value]) -> Iterator[type[Value]]:
    """Yield every canonical class with a public name."""
    for child in shape.__subclasses__():
        if not child.__name__.startswith("_"):
            yield child
        yield from subclasses(child)


def test_the_public_names_are_these() -> None:
    assert sorted(imbridge.__all__) == PUBLIC


@pytest.mark.parametrize("module", [imbridge, model], ids=lambda module: str(module.__name__))
def test_all_is_sorted_and_true(module: ModuleType) -> None:
    assert list(module.__all__) == sorted(set(module.__all__), key=lambda name: (not name.isupper(), name))
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_every_canonical_class_is_in_the_model() -> None:
    classes = {child.__name__ for child in subclasses(Value)}
    assert {child.__name__ for union in (AnyEvent, Ack, Part) for child in union.__args__} <= classes
    assert classes - set(model.__all__) == {"Placed", "Rest"}  # bases that say nothing by themselves


def test_the_types_are_published() -> None:
    assert resources.files("imbridge").joinpath("py.typed").is_file()


def test_whatever_is_public_says_what_it_is_for() -> None:
    found = [pair for module in modules() for pair in public(module)]
    assert len(found) > 50
    assert [name for name, value in found if not inspect.getdoc(value)] == []


def test_every_module_says_what_it_is_for() -> None:
    names = ["imbridge", *(found.name for found in pkgutil.walk_packages(imbridge.__path__, "imbridge."))]
    silent = [name for name in names if not name.endswith("__main__") and not importlib.import_module(name).__doc__]
    assert silent == []


def test_the_built_in_vendors_are_found() -> None:
    assert {"openim", "tencent"} <= set(vendor_names())
    assert [vendor(name).name for name in vendor_names()] == list(vendor_names())


def test_an_event_survives_pickling_with_its_native(event: MessageEvent) -> None:
    back = pickle.loads(pickle.dumps(event))
    assert back == event
    assert back.native.edits == event.native.edits
    assert back.key == event.key
    codec = vendor(event.vendor)
    assert codec.encode_callback(back) == codec.encode_callback(event)


def test_an_event_is_compared_by_what_it_says(event: MessageEvent) -> None:
    again = copy.deepcopy(event)
    assert again == event
    assert again is not event
    assert evolve(event, "message.parts", (Text(text="other"),)) != event


@pytest.mark.parametrize("value", [Text(text="a"), MessageSent(message=model.Message(parts=(Text(text="a"),)))])
def test_a_value_without_json_objects_can_be_hashed(value: Value) -> None:
    assert len({value, copy.copy(value)}) == 1


@pytest.mark.parametrize("replace", REPLACERS, ids=lambda replace: str(replace.__module__))
def test_an_event_is_replaced_and_never_changed(event: MessageEvent, replace: Callable[..., Any]) -> None:
    before = pickle.dumps(event)
    moved = replace(event, occurred_at=1)
    assert (moved.occurred_at, moved.message) == (1, event.message)
    assert type(moved) is type(event)
    assert pickle.dumps(event) == before
    with pytest.raises(AttributeError):
        event.occurred_at = 1  # type: ignore[misc]


def test_a_part_keeps_its_native_through_a_change_elsewhere(event: MessageEvent) -> None:
    moved = evolve(event, "message.sender.nickname", "Somebody")
    assert moved.message.parts[0].native is event.message.parts[0].native
    assert moved.native is event.native


def test_fields_are_given_by_name_only() -> None:
    shape: Any = Text
    with pytest.raises(TypeError):
        shape("a")


def test_a_secret_is_not_shown() -> None:
    assert "hush" not in repr(model.Media(url="https://cdn.example.com/a", secret="hush"))
