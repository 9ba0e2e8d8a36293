"""Find a vendor by name: one folder each, and no list of them anywhere."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from imbridge.codec import Codec
from imbridge.errors import UnknownVendor


@cache
def vendor_names() -> tuple[str, ...]:
    """Return the names of the built-in vendors, sorted."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.ispkg))


def vendor(name: str, **options: Any) -> Codec:
    """Return the codec of the vendor called `name`, with options set.

    Raises UnknownVendor for a name that nobody has, ImbridgeError for an unknown option.
    """
    codec = loaded(str(name))
    return codec.with_options(**options) if options else codec


@cache
def loaded(name: str) -> Codec:
    """Return the codec of a vendor as it comes; see vendor."""
    if name not in vendor_names():
        raise UnknownVendor(f"no vendor {name!r}; there are {', '.join(vendor_names())}")
    codec: Codec = import_module(f"imbridge.vendors.{name}").codec
    return codec
