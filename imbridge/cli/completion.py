"""What a shell may offer where a word is being typed; files it finds by itself."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args, get_type_hints

from imbridge.codec import Codec
from imbridge.context import CHOICES
from imbridge.model import Ack, AnyEvent, Part
from imbridge.schema import names
from imbridge.vendors import vendor, vendor_names


def vendors(incomplete: str) -> list[str]:
    """Offer the names of vendors."""
    return _starting(incomplete, vendor_names(installed=True))


def releases(incomplete: str) -> list[str]:
    """Offer the server releases of every built-in vendor that has any."""
    return _starting(incomplete, [release for name in vendor_names() for release in releases_of(vendor(name))])


def releases_of(codec: Codec) -> tuple[str, ...]:
    """Return the server releases that a vendor tells apart."""
    return get_args(get_type_hints(type(codec.options)).get("release"))


def policies(incomplete: str) -> list[str]:
    """Offer what a policy may be about, and after the `=` what becomes of it."""
    kind, equals, _ = incomplete.partition("=")
    words = sorted(CHOICES)
    if equals:
        return _starting(incomplete, [f"{kind}={word}" for word in words])
    tags = {shape.__struct_config__.tag for union in (Part, AnyEvent, Ack) for shape in get_args(union)}
    return _starting(incomplete, [*words, *sorted([f"{tag}=" for tag in tags])])


def schemas(incomplete: str) -> list[str]:
    """Offer the names of the JSON Schemas."""
    return _starting(incomplete, names())


def spec_files(incomplete: str) -> list[str]:
    """Offer the suite that is here, its folders and its files."""
    suite = Path("specs")
    folders = sorted([path for path in suite.glob("*") if path.is_dir()])
    paths = [suite, *folders, *sorted(suite.glob("*/*.json"))]
    return _starting(incomplete, [path.as_posix() for path in paths if path.is_dir() or path.is_file()])


def _starting(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
