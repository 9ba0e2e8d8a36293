"""What two vendors' tables say together about an event that one has and the other is to hear of."""

from typing import Any

from imbridge.model import AnyEvent
from imbridge.testing.losses import Pair
from imbridge.testing.reports import Report, at, to_event
from imbridge.testing.tables import SAYS

Json = dict[str, Any]


def refused(pair: Pair, event: Json) -> bool:
    """Tell whether the target has no words for an event."""
    if not is_report(pair, event):
        return pair.refuses(event)
    return not targets(pair, event) or pair.unsaid(event)


def declared(pair: Pair, event: Json, path: str) -> bool:
    """Tell whether a path may be lost: the target has no place for it, or the table says so."""
    if not is_report(pair, event):
        return path in pair.losses
    if path in pair.changed.get(event["type"], ()) or path in pair.changed.get("*", ()):
        return True
    plain = path.replace("[*]", "")
    return not all(_covered(plain, report) and plain not in report.always for report in targets(pair, event))


def never(pair: Pair, event: Json) -> frozenset[str]:
    """Return the paths that are said once per pair."""
    return pair.never & OF_REQUESTS if is_report(pair, event) else pair.never


def is_report(pair: Pair, event: Json) -> bool:
    """Tell whether an event is no message's."""
    return any(report.tag == event["type"] for says in SAYS.values() for report in says.reports.values())


def targets(pair: Pair, event: Json) -> list[Report]:
    """Return the documents of the target that may say an event."""
    tag = pair.closest.get(event["type"], event["type"])
    instead = pair.instead.get(event["type"], {})
    rows = [report for report in SAYS[pair.target].reports.values() if report.tag == tag]
    return [row for row in rows if all(at(event, path) or at(event, instead.get(path, path)) for path in row.needs)]


def joined(event: AnyEvent, arrived: list[Json]) -> Json:
    """Put together what arrived in several callbacks; a member in more than one of them is one."""
    whole, many = dict(arrived[0]), event.many
    if len(arrived) > 1 and all(said.actor == said.subject for said in map(to_event, arrived)):
        whole.pop("actor", None)
    if event.type == "group.updated":
        return {**whole, "changes": {name: held for one in arrived for name, held in one["changes"].items()}}
    if len(arrived) == 1 or not many:
        return whole
    items: dict[str, Json] = {}
    held: list[Any] = []
    for item in [item for one in arrived for item in one.get(many, ())]:
        if many == "members" and item["id"] in items:
            items[item["id"]].update(item)
            continue
        held.append(item)
        if many == "members":
            items[item["id"]] = item
    return {**whole, many: held}


def _covered(path: str, report: Report) -> bool:
    return any(path == one or path.startswith(one + ".") for one in {*report.has, *report.fixed})


OF_REQUESTS = frozenset({"trace", "client_ip"})
"""Fields that a vendor tells with every kind of event, or with none."""
