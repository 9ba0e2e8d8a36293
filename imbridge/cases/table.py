"""What becomes of each event and of each kind of part at each vendor, told by the cases alone."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from imbridge.cases.suite import Case, Located
from imbridge.model import AnyEvent, UnknownEvent

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
    return _table(lines)


def event_table(cases: Iterable[Located]) -> str:
    """Return a Markdown table: a row per event, a column per vendor with the commands that report it there.

    Where none does, what the vendor is told instead.
    """
    located = sorted(cases, key=lambda one: (one.vendor, one.case.about))
    found: dict[tuple[str, str], dict[str, None]] = {}
    instead: dict[tuple[str, str], set[str]] = {}
    for case, vendor in [(one.case, one.vendor) for one in located]:
        if not isinstance(case, Case) or case.event is None:
            continue
        event = case.event
        found.setdefault((event["type"], vendor), {})[f"`{event.get('command')}`"] = None
        for name, to in case.to.items():
            changed = {f"as `{loss.now}`" for loss in to.losses if loss.path == "type"}
            instead.setdefault((event["type"], name), set()).update(changed)
    vendors = sorted({one.vendor for one in located})
    lines = [["event", "phase", *vendors], ["---"] * (2 + len(vendors))]
    for tag, shape in EVENTS.items():
        if shape is not UnknownEvent:
            held = [
                "<br>".join(found.get((tag, vendor), {})) or _cell(instead.get((tag, vendor), set()))
                for vendor in vendors
            ]
            lines.append([f"`{tag}`", shape.phase, *held])
    return _table(lines)


def with_events(readme: str, cases: Iterable[Located]) -> str:
    """Return a page with the table of events between its two marks brought up to date."""
    head, mark, rest = readme.partition("<!-- events -->\n")
    _, end, tail = rest.partition("<!-- /events -->")
    return f"{head}{mark}{event_table(cases)}{end}{tail}" if mark and end else readme


EVENTS: dict[str, Any] = {str(shape.__struct_config__.tag): shape for shape in get_args(AnyEvent)}


def _table(lines: Iterable[Iterable[str]]) -> str:
    return "".join([f"| {' | '.join(line)} |\n" for line in lines])


def _told(located: Located) -> Iterator[tuple[str, str, str]]:
    """Yield the vendors and parts that one case has something to say about."""
    case = located.case
    if not isinstance(case, Case):
        return
    message: Any = (case.event or {}).get("message")
    for part in message.get("parts", ()) if isinstance(message, dict) else ():
        yield located.vendor, part["type"], OWN
    for name, to in case.to.items():
        for loss in to.losses:
            if _PART(loss.path) and isinstance(loss.was, dict) and isinstance(loss.now, dict):
                yield name, loss.was["type"], f"as {loss.now['type']}"


def _cell(how: set[str]) -> str:
    return OWN if OWN in how else ", ".join(sorted(how)) or "–"
