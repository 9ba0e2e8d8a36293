"""What a table says of REST documents that go from one vendor to another, and how what arrives is joined."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from imbridge.testing.losses import general

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class RestPair:
    """One direction between two vendors."""

    source: str
    target: str
    never: frozenset[str]  # said once per pair: only one of the two has a place for these
    losses: Mapping[str, frozenset[str]]  # by the type of the document, each lost by some; see `told`
    answers: frozenset[str]  # of what the target answered: what may be lost of it
    refuses: Callable[[Json], bool]  # what the target has no words for

    @property
    def declared(self) -> frozenset[str]:
        """All paths of the table, led by the type of the document."""
        return frozenset([f"{kind}: {path}" for kind, paths in self.losses.items() for path in paths])


def told(kind: str, path: str) -> str:
    """Return what the tables call a path in a document of some type.

    What is inside a message is the same in each: its parts, whatever file of theirs it is about, its
    mentions and push information, and what it says of the messages that it holds in turn.
    """
    plain = general(path)
    plain = re.sub(r"^(more\[\*\]|message)\.(?=(parts|quote|mentions|push)\b)", "", plain)
    plain = re.sub(
        r"^(quote\.message|parts\[\*\]\.messages\[\*\])\.(?!(parts\[\*\]|id\.client|id\.server|sender\.id)$)",
        "nested ",
        plain,
    )
    plain = re.sub(r"^parts\[\*\]\.(media|original|large|thumbnail)\.", "file ", plain)
    plain = re.sub(r"^parts\[\*\]\.entities\[\*\]\..*", "parts[*].entities", plain)
    inside = re.match(r"(nested|file|parts\[|mentions\[|push\.|quote\.)", plain)
    return f"{'any' if inside else kind}: {plain}"


def together(sent: Json, arrived: list[Json]) -> Json:
    """Put together what arrived in several documents."""
    first, *others = arrived
    whole = dict(first)
    if not others:
        return whole
    if sent["type"] == "import":
        messages = [held for one in arrived for held in (one["message"], *one.get("more", ()))]
        whole["message"], *whole["more"] = _with_their_parts(sent, messages)
    elif first["type"] == "recall":
        whole["messages"] = [id for one in arrived for id in one["messages"]]
    elif first["type"] == "send":
        whole |= _one_send(arrived)
    return {name: held for name, held in whole.items() if held != []}


def _with_their_parts(sent: Json, messages: list[Json]) -> list[Json]:
    """Join messages that each hold one part of those that were to be imported."""
    counts = [max(1, len(one.get("parts", ()))) for one in (sent["message"], *sent.get("more", ()))]
    if len(messages) != sum(counts):
        return messages
    held = iter(messages)
    pieces = [[next(held) for _ in range(count)] for count in counts]
    return [{**of_one[0], "parts": [part for one in of_one for part in one.get("parts", ())]} for of_one in pieces]


def _one_send(sends: list[Json]) -> Json:
    """Join sends to other users or groups, and sends of further parts to the same."""
    first = sends[0]
    users = {user["id"]: user for send in sends for user in send["message"].get("recipients", ())}
    groups = list(dict.fromkeys([group for send in sends for group in _groups(send)]))
    parts = [part for send in sends if _start(send) == _start(first) for part in send["message"].get("parts", ())]
    message = {**first["message"], "recipients": list(users.values()), "parts": parts}
    for name in ("mentions", "quote"):  # not each part has a place for them
        said = [send["message"][name] for send in sends if name in send["message"]]
        message |= {name: said[0]} if said else {}
    return {
        "message": {name: held for name, held in message.items() if held != []},
        **({"also": groups[1:]} if groups[1:] else {}),
    }


def _groups(send: Json) -> list[str]:
    id = send["message"]["conversation"].get("id")
    return [*([] if id is None else [id]), *send.get("also", ())]


def _start(send: Json) -> Any:
    message = send["message"]
    return message.get("recipients", [])[:1], message["conversation"].get("id")
