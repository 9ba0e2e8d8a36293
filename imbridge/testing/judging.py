"""What a model of a vendor's server is: a function from a reply to a verdict, and a few facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from imbridge.http import Request, Response

ALLOW, REFUSE, DISCARD, FAILED, UNDOCUMENTED = ("allow", "refuse", "discard", "failed", "undocumented")


class Judged(NamedTuple):
    """The server's verdict, the code and text that the acting user is shown, and what it changes."""

    verdict: str
    code: int | None = None
    reason: str | None = None
    changes: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Server:
    """One release family: the options of a codec that talks to it, and how it reads a reply.

    `judge` takes the command that was asked about and the reply.
    """

    name: str
    vendor: str
    judge: Callable[[str, Response], Judged]
    options: dict[str, Any] = field(default_factory=dict)
    refuses: bool = True  # there is a reply that it takes for a refusal
    discards: bool = False
    tells: bool = True  # the acting user learns of a refusal
    codes: bool = True  # the user is shown a number, and the text beside it
    after: Callable[[Response], str] | None = None  # how it reads the reply to what has happened already
    most: int | None = None  # characters of a reply
    lacks: tuple[str, ...] = ()  # commands of the vendor that this family does not have
    changes: tuple[str, ...] = ("parts", "ext")  # fields of a message that a rewrite changes, and a callback shows
    quotes: Callable[[Any], bool] = lambda parts: True  # whether a message of these parts can have a quote
    whole: bool = False  # it gets the whole content, changed or not, so that only what differs is a change
    sent_on: Callable[[Request, Judged], Request] | None = None  # the callback for what it lets through
    priorities: Mapping[str, str] = field(default_factory=dict)  # what becomes of each in `changes`


BROKEN = Judged(FAILED)
