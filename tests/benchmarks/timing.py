"""Minima over repeats, the contenders of a round taking turns so that all suffer the same noise."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from tests.benchmarks.contenders import Contender

Job = tuple[Callable[[Any], Any], Callable[[], list[Any]]]
"""What to call, and what makes a list of arguments for it, outside the clock."""

ROOT = Path(__file__).parents[2]


def race(contenders: Mapping[str, Contender], repeats: int) -> dict[str, float]:
    """Return the least microseconds that each contender took for one call, over its whole ring."""
    return prepared({name: (held.call, held.ring.copy) for name, held in contenders.items()}, repeats)


def prepared(contenders: Mapping[str, Job], repeats: int) -> dict[str, float]:
    """Do the same where each repeat needs arguments of its own, which are made outside the clock."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(repeats):
        for name, (call, prepare) in contenders.items():
            arguments = prepare()
            start = perf_counter_ns()
            for argument in arguments:
                call(argument)
            best[name] = min(best[name], (perf_counter_ns() - start) / len(arguments))
    return {name: taken / 1000 for name, taken in best.items()}


def processes(programs: Mapping[str, str], repeats: int) -> dict[str, float]:
    """Return the least milliseconds that a new interpreter took to run each program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    best = dict.fromkeys(programs, float("inf"))
    for repeat in range(repeats + 1):
        for name, program in programs.items():
            start = perf_counter_ns()
            subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=environment)
            if repeat:  # the first run of each only fills the cache of compiled modules
                best[name] = min(best[name], (perf_counter_ns() - start) / 1e6)
    return best
