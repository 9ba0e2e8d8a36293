"""What a vendor's message callbacks can hold: the shape of the tables, one for each vendor beside this.

A path leads through objects and, without index, through lists: `message.parts.media.url`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from imbridge.testing.reports import Report

OTHER_MEDIA = ("secret", "name")

NOT_OF_A_PERSON = ("nickname", "avatar", "platform", "device_id", "ext")


@dataclass(frozen=True, kw_only=True, eq=False)
class Row:
    """One document of a vendor and the event in it."""

    command: str
    tag: str
    kind: str | None  # of the conversation
    types: tuple[str, ...] = ()  # of the conversation; none: the document has no place for one
    needs: frozenset[str] = frozenset()  # paths that the document cannot do without
    lacks: frozenset[str] = frozenset()  # paths that it has no place for
    parts: frozenset[str] | None = None  # where it is not the vendor's usual set
    one_recipient: bool = False
    stage: str | None = None
    gives: frozenset[str] = frozenset()  # of actor and occurred_at those that are no mere copies here


@dataclass(frozen=True, kw_only=True, eq=False)
class Says:
    """What a vendor can say, its rows apart."""

    vendor: str
    rows: dict[str, Row]
    parts: frozenset[str]
    platforms: tuple[str, ...]
    lacks: frozenset[str]  # no message of the vendor has a place for these
    part_lacks: dict[str, tuple[str, ...]]
    quoted_lacks: tuple[str, ...]  # beyond the above, for a message inside a quote
    merged_lacks: tuple[str, ...]  # likewise inside a merged part
    nested_needs: tuple[str, ...] = ()  # what a message inside another one always says
    quote_kinds: tuple[str, ...] = ()
    image_formats: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    push_modes: tuple[str, ...] = ()
    in_seconds: bool = False  # sent_at of a message; the header's time is finer
    one_part: bool = False
    one_custom: bool = False
    reserved: tuple[str, ...] = field(default=())  # keys of ext that the vendor gives a meaning
    reports: Mapping[str, Report] = field(default_factory=dict)  # its documents that are no message's


def under(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Put a prefix before paths."""
    return tuple([f"{prefix}.{name}" for name in names])
