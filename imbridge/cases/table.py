"""What becomes of each kind of part at each vendor, told by the cases alone."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from imbridge.cases.suite import Located

PARTS = (
    *("text", "markdown", "rich_text", "image", "audio", "video", "file", "location"),
    *("face", "custom", "command", "card", "merged", "notice", "unknown"),
)
OWN = "yes"
_PART = re.compile(r"message\.parts\[\d+\]").fullmatch


def part_table(cases: Iterable[Located]) -> str:
    """Return a Markdown table: a row per kind of part, a column per vendor.

    `yes` where a document of the vendor says it, else what stands in for it there.
    """
    found: dict[tuple[str, str], set[str]] = {}
    vendors: dict[str, None] = {}
    for located in cases:
        vendors[located.vendor] = None
        for vendor, part, how in _told(located):
            found.setdefault((part, vendor), set()).add(how)
    lines = [["part", *sorted(vendors)], ["---", *["---" for _ in vendors]]]
    lines += [[f"`{part}`", *[_cell(found.get((part, vendor), set())) for vendor in sorted(vendors)]] for part in PARTS]
    return "".join([f"| {' | '.join(line)} |\n" for line in lines])


def _told(located: Located) -> Iterator[tuple[str, str, str]]:
    """Yield the vendors and parts that one case has something to say about."""
    message: dict[str, Any] = (located.case.event or {}).get("message", {})
    for part in message.get("parts", ()):
        yield located.vendor, part["type"], OWN
    for name, to in located.case.to.items():
        for loss in to.losses:
            if _PART(loss.path) and isinstance(loss.was, dict) and isinstance(loss.now, dict):
                yield name, loss.was["type"], f"as {loss.now['type']}"


def _cell(how: set[str]) -> str:
    return OWN if OWN in how else ", ".join(sorted(how)) or "–"
