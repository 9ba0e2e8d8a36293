"""How to make a codec wrong on purpose: change one function, one constant, one entry of a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import count
from pkgutil import walk_packages
from typing import Any

import pytest
from msgspec.structs import replace as evolved

from imbridge.codec import Codec
from imbridge.errors import CannotExpress

Install = Callable[[pytest.MonkeyPatch, str, Codec], Codec]


@dataclass(frozen=True, kw_only=True)
class Bug:
    """A mistake in a vendor's codec, and the law that must not hold with it."""

    vendor: str
    about: str
    law: str
    install: Install
    server: str = ""
    row: str = ""  # of a callback that is about no message


def wrap(place: str, change: Callable[[Any], Any]) -> Install:
    """Change what a function of a vendor's module returns."""

    def install(patch: pytest.MonkeyPatch, name: str, codec: Codec) -> Codec:
        module_name, _, function = place.rpartition(".")
        module = import_module(f"imbridge.vendors.{name}.{module_name}")
        original = getattr(module, function)
        patch.setattr(module, function, lambda *given, **named: change(original(*given, **named)))
        return codec

    return install


def entry(place: str, key: Any, change: Callable[[Any], Any]) -> Install:
    """Change what a function in a table of a vendor's module returns."""

    def install(patch: pytest.MonkeyPatch, name: str, codec: Codec) -> Codec:
        module_name, _, table_name = place.rpartition(".")
        table = getattr(import_module(f"imbridge.vendors.{name}.{module_name}"), table_name)
        key_here = next(one for one in table if getattr(one, "__name__", one) == key)
        original = table[key_here]
        patch.setitem(table, key_here, lambda *given: change(original(*given)))
        return codec

    return install


def everywhere(function: str, change: Callable[[Any], Any]) -> Install:
    """Change what a function of a vendor returns, in whatever module it is and in the tables that list it."""

    def install(patch: pytest.MonkeyPatch, name: str, codec: Codec) -> Codec:
        package = import_module(f"imbridge.vendors.{name}")
        found = [import_module(one.name) for one in walk_packages(package.__path__, package.__name__ + ".")]
        original = next(getattr(module, function) for module in found if hasattr(module, function))

        def changed(*given: Any, **named: Any) -> Any:
            return change(original(*given, **named))

        for module in found:
            for attribute, held in list(vars(module).items()):
                if held is original:
                    patch.setattr(module, attribute, changed)
                for key in [key for key, one in held.items() if one is original] if isinstance(held, dict) else ():
                    patch.setitem(held, key, changed)
        return codec

    return install


def document(
    command: str, *, reads: Callable[[Any], Any] | None = None, writes: Callable[[Any], Any] | None = None
) -> Install:
    """Change what one of the two functions of a document in a vendor's catalogue returns."""

    def after(do: Callable[..., Any], change: Callable[[Any], Any] | None) -> Callable[..., Any]:
        return do if change is None else lambda *given: change(do(*given))

    def install(patch: pytest.MonkeyPatch, name: str, codec: Codec) -> Codec:
        catalogue = import_module(f"imbridge.vendors.{name}.events").CATALOGUE
        old = catalogue.by_command[command]
        new = old._replace(from_wire=after(old.from_wire, reads), to_wire=after(old.to_wire, writes))
        patch.setitem(catalogue.by_command, command, new)
        patch.setitem(catalogue.by_shape, old.shape, new)
        for table in (catalogue.rows, catalogue.closest):
            for event, documents in list(table.items()):
                patch.setitem(table, event, [new if one is old else one for one in documents])
        return codec

    return install


def constant(place: str, value: Any) -> Install:
    """Change a constant of a vendor's module."""

    def install(patch: pytest.MonkeyPatch, name: str, codec: Codec) -> Codec:
        module_name, _, constant_name = place.rpartition(".")
        patch.setattr(import_module(f"imbridge.vendors.{name}.{module_name}"), constant_name, value)
        return codec

    return install


def field(name: str, change: Callable[[Any], Any]) -> Install:
    """Change what a function that makes up the codec returns."""

    def install(patch: pytest.MonkeyPatch, vendor_name: str, codec: Codec) -> Codec:
        holder: Any = codec if hasattr(codec, name) else codec.callbacks
        original = getattr(holder, name)
        changed: dict[str, Any] = {name: lambda *given: change(original(*given))}
        return replace(codec, **changed) if holder is codec else replace(codec, callbacks=replace(holder, **changed))

    return install


def put(value: Any, name: str, new: Any) -> Any:
    """Set one member of a wire struct, where it has it."""
    if hasattr(value, name):
        setattr(value, name, new)
    return value


def in_message(event: Any, **new: Any) -> Any:
    return evolved(event, message=evolved(event.message, **new)) if hasattr(event, "message") else event


def late(event: Any) -> Any:
    """Read seconds as if they were something finer."""
    message = getattr(event, "message", None)
    return in_message(event, sent_at=message.sent_at * 1000) if message is not None and message.sent_at else event


def crash(part: Any) -> Any:
    if type(part).__name__ == "UnknownPart":
        raise KeyError(part.type)
    return part


def insist(time: int | None) -> int:
    if time is None:
        raise CannotExpress("a time")
    return time


def dull(key: tuple[Any, ...] | None, index: int) -> tuple[Any, ...] | None:
    """Leave one field out of a key."""
    return key if key is None else tuple([value for place, value in enumerate(key) if place != index % len(key)])


TICKS = count()
"""What a codec that counts would count."""
