"""Everything that is measured against each other, and the check that it does the same."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec

from imbridge import Request, translate, translate_history, translate_send, vendor
from imbridge.model import MessageEvent, Reject
from tests.benchmarks import by_hand, floor, with_pydantic
from tests.benchmarks.by_hand import reports as by_hand_reports
from tests.benchmarks.by_hand import rest as by_hand_rest
from tests.benchmarks.floor import reports as floor_reports
from tests.benchmarks.floor import rest as floor_rest
from tests.benchmarks.report_samples import report_ring
from tests.benchmarks.rest_samples import HISTORY, SEND, history_ring, send_ring
from tests.benchmarks.samples import ring
from tests.benchmarks.with_pydantic import history as pydantic_history
from tests.benchmarks.with_pydantic import reports as pydantic_reports
from tests.benchmarks.with_pydantic import rest as pydantic_rest

PYDANTIC, JSON, FLOOR, OURS = "pydantic", "json", "floor", "imbridge"
NAMES = (OURS, FLOOR, JSON, PYDANTIC)

REASON = "not here"
CODES = {"tencent": 120001, "openim": 20001, "easemob": None}  # Easemob has the reason only
GROUP_CODE = 10100  # what Tencent lets through depends on the conversation


class Contender(NamedTuple):
    """A function of one argument, and the arguments to call it with."""

    call: Callable[[Any], Any]
    ring: list[Any]


def translators(source: str, target: str, kind: str, before: bool = False) -> dict[str, Contender]:
    """Return what turns a callback of one vendor into one of another; raise unless all agree."""

    def ours(request: Request) -> tuple[Request, ...]:
        return translate(request, source, target).requests

    requests = ring(source, kind, before)
    wanted = [translate(request, source, target).request for request in requests]
    jobs = [(request, floor.OUTPUTS[target](answer)) for request, answer in zip(requests, wanted, strict=True)]
    found = {
        OURS: Contender(ours, requests),
        FLOOR: Contender(floor.TRANSLATE[source, target], jobs),
        JSON: Contender(by_hand.TRANSLATE[source, target], requests),
        PYDANTIC: Contender(with_pydantic.TRANSLATE[source, target], requests),
    }
    return checked(found, f"{source} to {target}, {kind}", [(answer.url, answer.body) for answer in wanted])


def report_translators(source: str, target: str, kind: str) -> dict[str, Contender]:
    """Return the same for a callback that is about no message."""

    def ours(request: Request) -> tuple[Request, ...]:
        return translate(request, source, target).requests

    requests = report_ring(source, kind, target)
    wanted = [translate(request, source, target).request for request in requests]
    take_apart = floor_reports.output(target, kind, source)
    jobs = [(request, take_apart(answer)) for request, answer in zip(requests, wanted, strict=True)]
    found = {
        OURS: Contender(ours, requests),
        FLOOR: Contender(floor_reports.translator(source, target, kind), jobs),
        JSON: Contender(by_hand_reports.REPORTS[kind, source, target], requests),
        PYDANTIC: Contender(pydantic_reports.translator(source, target, kind), requests),
    }
    return checked(found, f"{source} to {target}, {kind}", [(answer.url, answer.body) for answer in wanted])


def send_translators(source: str, target: str) -> dict[str, Contender]:
    """Return the same for a REST request that sends a message; headers have to agree too."""

    def ours(request: Request) -> tuple[Request, ...]:
        return translate_send(request, source, target).requests

    requests = send_ring(source)
    wanted = [translate_send(request, source, target).request for request in requests]
    jobs = [(request, floor_rest.send_output(target, answer)) for request, answer in zip(requests, wanted, strict=True)]
    found = {
        OURS: Contender(ours, requests),
        FLOOR: Contender(floor_rest.send_translator(source, target), jobs),
        JSON: Contender(by_hand_rest.SENDS[source, target], requests),
        PYDANTIC: Contender(pydantic_rest.send_translator(source, target), requests),
    }
    written = [(answer.url, answer.body, answer.headers) for answer in wanted]
    return checked(found, f"{source} to {target}, {SEND}", written)


def history_translators(source: str, target: str) -> dict[str, Contender]:
    """Return the same for a record of history."""

    def ours(line: bytes) -> bytes:
        return translate_history(line, source, target).line

    lines = history_ring(source)
    wanted = [ours(line) for line in lines]
    jobs = [(line, floor_rest.history_output(target, answer)) for line, answer in zip(lines, wanted, strict=True)]
    found = {
        OURS: Contender(ours, lines),
        FLOOR: Contender(floor_rest.history_translator(source, target), jobs),
        JSON: Contender(by_hand_rest.RECORDS[source, target], lines),
        PYDANTIC: Contender(pydantic_history.history_translator(source, target), lines),
    }
    return checked(found, f"{source} to {target}, {HISTORY}", wanted)


def answerers(source: str, kind: str) -> dict[str, Contender]:
    """Return what reads a callback and refuses it; raise unless all refuse alike."""
    codec = vendor(source)
    code = GROUP_CODE if source == "tencent" and kind == "group text" else CODES[source]

    def ours(request: Request) -> bytes:
        event = codec.decode_callback(request)
        assert isinstance(event, MessageEvent)
        event.message.parts[0]
        return codec.encode_ack(Reject(code=code, reason=REASON), to=event).body

    requests = ring(source, kind, before=True)
    wanted = [ours(request) for request in requests]
    found = {
        OURS: Contender(ours, requests),
        FLOOR: Contender(floor.ANSWER[source], [(request, floor.reply(wanted[0])) for request in requests]),
        JSON: Contender(by_hand.ANSWER[source], requests),
        PYDANTIC: Contender(with_pydantic.ANSWER[source], requests),
    }
    return checked(found, f"answer of {source}, {kind}", wanted)


def checked(found: dict[str, Contender], about: str, wanted: list[Any]) -> dict[str, Contender]:
    """Raise unless all say what is wanted, each for each of its arguments."""
    for name in (FLOOR, JSON, PYDANTIC):
        call, arguments = found[name]
        for argument, answer in zip(arguments, wanted, strict=True):
            agree(f"{name}, {about}", call(argument), answer)
    return found


def agree(about: str, found: Any, wanted: Any) -> None:
    """Raise unless two requests or bodies say the same; a JSON text in them has to be the same to the letter."""
    here, there = said(found), said(wanted)
    if here != there:
        raise AssertionError(f"{about}:\n  got    {here}\n  wanted {there}")


def said(written: Any) -> Any:
    """Return what a body says, or a url, a body and maybe headers."""
    if isinstance(written, bytes):
        return msgspec.json.decode(written)
    url, body, *headers = written
    base, _, query = url.partition("?")
    held = msgspec.json.decode(body)
    if headers:  # a call, whose number and trace id are the same on each run, and each author's own
        held = {name: type(value) if name == "MsgRandom" else value for name, value in held.items()}
        headers = [{name: len(value) for name, value in named.items()} for named in headers]
    return base, parse_qsl(query, strict_parsing=bool(query)), held, headers
