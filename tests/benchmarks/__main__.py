"""Measure, and print what was found beside what is wanted; `--smoke` for a few iterations only."""

import gc
import platform
from argparse import ArgumentParser
from statistics import median

import msgspec
import pydantic

from tests.benchmarks.contenders import (
    FLOOR,
    JSON,
    NAMES,
    OURS,
    PYDANTIC,
    answerers,
    history_translators,
    report_translators,
    send_translators,
    translators,
)
from tests.benchmarks.documents import large, small
from tests.benchmarks.report_samples import NONE_FOR, REPORTS
from tests.benchmarks.rest_samples import HISTORY, SEND
from tests.benchmarks.samples import KINDS, PAIRS, RING, VENDORS
from tests.benchmarks.startup import startup
from tests.benchmarks.timing import race

MARK = "!"

Times = dict[str, float]
Case = tuple[str, str, str]
"""Source, target, and kind of document."""


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few iterations, the same checks")
    smoke = parser.parse_args().smoke
    print(f"Python {platform.python_version()}, msgspec {msgspec.__version__}, pydantic {pydantic.VERSION}")
    print(f"Minima over repeats, {RING} different requests by turns; {MARK} marks what misses its target.")
    repeats = 3 if smoke else 300
    translated = translations(repeats)
    answers(repeats)
    costs("\nOn request, a message of about 500 bytes, µs", small(3 if smoke else 60))
    costs("\nLarge documents, ms", large(1 if smoke else 15))
    costs("\nStarting, ms over a bare interpreter", startup(1 if smoke else 15))
    print()
    print(verdict(translated))


def translations(repeats: int) -> list[Times]:
    cases = [(source, target, kind) for source, target in PAIRS for kind in KINDS]
    races = [translators(*case) for case in cases]
    told = [(source, target, kind) for kind in REPORTS for source, target in PAIRS]
    told = [case for case in told if case not in NONE_FOR]
    races += [report_translators(*case) for case in told]
    races += [send_translators(*pair) for pair in PAIRS] + [history_translators(*pair) for pair in PAIRS]
    cases += told + [(source, target, kind) for kind in (SEND, HISTORY) for source, target in PAIRS]
    asked = [translators(source, target, "text", before=True) for source, target in PAIRS]
    gc.freeze()
    heading("translate, bytes to bytes, after the fact, µs")
    times = [race(contenders, repeats) for contenders in races]
    for (source, target, kind), taken in zip(cases, times, strict=True):
        row(f"{source} > {target}", kind, taken, strict=True)
    floors, jsons = ratios(times)
    print(f"{'median':65}{flagged(median(floors), 3.0, 2)}{flagged(median(jsons), 2.5, 2, least=True)}")
    print(f"{'worst':65}{flagged(max(floors), 4.0, 2)}{flagged(min(jsons), 2.0, 2, least=True)}")
    print(f"{'target: median, worst':65}{'3.0, 4.0':>9} {'2.5, 2.0':>9}")
    families(cases, times)
    heading("the same before a message is sent; not in the verdict, µs")
    for (source, target), contenders in zip(PAIRS, asked, strict=True):
        row(f"{source} > {target}", "text", race(contenders, repeats))
    return times


def families(cases: list[Case], times: list[Times]) -> None:
    found: dict[str, list[Times]] = {}
    for case, taken in zip(cases, times, strict=True):
        found.setdefault(family(*case), []).append(taken)
    print(f"\n{'the same by family':56}{'x floor':>9}{'worst':>9}  {'x json':>8} {'least':>9}")
    for name, held in found.items():
        floors, jsons = ratios(held)
        floor = flagged(median(floors), 3.0, 2) + flagged(max(floors), 4.0, 2)
        print(f"{name:55}{floor}{flagged(median(jsons), 2.5, 2, least=True)}{flagged(min(jsons), 2.0, 2, least=True)}")


def family(source: str, target: str, kind: str) -> str:
    """Return what rows are summed up with which."""
    if kind in KINDS:
        return "messages, from or to easemob" if "easemob" in (source, target) else "messages, tencent and openim"
    return kind


def answers(repeats: int) -> None:
    races = [(source, kind, answerers(source, kind)) for source in VENDORS for kind in KINDS]
    gc.freeze()
    heading("decode a callback, read its part, refuse it, µs")
    for source, kind, contenders in races:
        row(source, kind, race(contenders, repeats))


def heading(about: str) -> None:
    print(f"\n{about}")
    print(f"{'':29}{''.join([f'{name:>9}' for name in NAMES])}{'x floor':>9} {'x json':>9} {'x pydantic':>11}")


def row(about: str, kind: str, taken: Times, strict: bool = False) -> None:
    ours = taken[OURS]
    cells = "".join([f"{taken[name]:9.2f}" for name in NAMES])
    floor, json = ours / taken[FLOOR], taken[JSON] / ours
    marked = flagged(floor, 4.0, 2) + flagged(json, 2.0, 2, least=True) if strict else f"{floor:9.2f} {json:9.2f} "
    print(f"{about:18}{kind:11}{cells}{marked}{taken[PYDANTIC] / ours:11.2f}")


def costs(about: str, found: list[tuple[str, float, float | None]]) -> None:
    print(f"{about}{'':{max(1, 66 - len(about.strip()))}}{'found':>9}{'target':>9}")
    for name, taken, target in found:
        wanted = "" if target is None else f"{target:8.0f}{MARK if taken > target else ''}"
        print(f"  {name:64}{taken:9.2f} {wanted}")


def flagged(value: float, target: float, digits: int, least: bool = False) -> str:
    missed = value < target if least else value > target
    return f"{value:9.{digits}f}{MARK if missed else ' '}"


def ratios(times: list[Times]) -> tuple[list[float], list[float]]:
    return [taken[OURS] / taken[FLOOR] for taken in times], [taken[JSON] / taken[OURS] for taken in times]


def verdict(times: list[Times]) -> str:
    """Return the one line that is kept from run to run."""
    floors, jsons = ratios(times)
    return f"worst {max(floors):.2f} median {median(floors):.2f} of floor; {min(jsons):.1f} x json"


if __name__ == "__main__":
    main()
