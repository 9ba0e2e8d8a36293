"""Find a vendor by name: one folder each, and no list of them anywhere.

Somebody else's package offers a vendor through an entry point of the group `imbridge.vendors` that
leads to its `Codec`. Those are looked for only when no built-in vendor has the name, since looking is
slow.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from imbridge.codec import Codec
from imbridge.errors import ImbridgeError, UnknownVendor

GROUP = "imbridge.vendors"


def vendor_names(*, installed: bool = False) -> tuple[str, ...]:
    """Return the names of the built-in vendors, sorted; with `installed` those of other packages too."""
    return tuple(sorted({*_built_in(), *_entry_points()})) if installed else _built_in()


def vendor(name: str, **options: Any) -> Codec:
    """Return the codec of the vendor called `name`, with options set.

    Raises UnknownVendor for a name that nobody has, ImbridgeError for an unknown option or for a
    package whose entry point leads to no codec of that name.
    """
    codec = loaded(str(name))
    return codec.with_options(**options) if options else codec


@cache
def loaded(name: str) -> Codec:
    """Return the codec of a vendor as it comes; see vendor."""
    if name in _built_in():
        codec: Codec = import_module(f"imbridge.vendors.{name}").codec
        return codec
    points = _entry_points()
    if name not in points:
        raise UnknownVendor(f"no vendor {name!r}; there are {', '.join(sorted({*_built_in(), *points}))}")
    try:
        offered = points[name].load()
    except Exception as problem:  # whatever somebody else's package raises at import
        raise ImbridgeError(f"its package does not load ({type(problem).__name__})", vendor=name) from problem
    if not isinstance(offered, Codec) or offered.name != name:
        raise ImbridgeError("its entry point leads to no codec of that name", vendor=name)
    return offered


@cache
def _built_in() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.ispkg))


def _entry_points() -> dict[str, Any]:
    from importlib.metadata import entry_points  # noqa: TID251  # only for a name that is not built in

    return {point.name: point for point in entry_points(group=GROUP)}
