"""The baselines that the benchmarks measure against do the same as the library."""

import pytest

from tests.benchmarks.contenders import answerers, history_translators, send_translators, translators
from tests.benchmarks.samples import KINDS, PAIRS, VENDORS


@pytest.mark.parametrize("before", [False, True], ids=["after", "before"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_what_every_baseline_writes_is_what_translate_gives(source: str, target: str, kind: str, before: bool) -> None:
    assert translators(source, target, kind, before)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("source", VENDORS)
def test_every_baseline_gives_the_same_answer(source: str, kind: str) -> None:
    assert answerers(source, kind)


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_every_baseline_sends_what_translate_send_gives(source: str, target: str) -> None:
    assert send_translators(source, target)


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_every_baseline_writes_the_record_that_translate_history_gives(source: str, target: str) -> None:
    assert history_translators(source, target)
