"""Deliberate bugs in what the codecs make of REST documents and answers, each caught by its law."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.http import Response
from imbridge.testing import receipt_laws, rest_laws
from imbridge.testing.documents import Draw
from imbridge.testing.holding import Broken
from imbridge.testing.receipt_laws import asked
from imbridge.testing.rest import decoded, rest_sheet
from imbridge.testing.rest_changes import edited
from imbridge.testing.rest_losses import REST_PAIRS
from imbridge.testing.spoil import spoiled, spoiled_bytes
from imbridge.vendors import vendor
from tests.laws.rest_bugs import BUGS, RestBug
from tests.laws.subjects import CODECS, VENDORS

ROUNDS = 40


def hold(bug: RestBug, codec: Codec) -> None:
    """Run the law that a bug names, for as many rounds as it may take to notice."""
    for number in range(ROUNDS):
        run(bug, codec, number)


def run(bug: RestBug, codec: Codec, number: int) -> None:
    """Run the law that a bug names, on documents of its command."""

    @seed(number)
    @settings(
        max_examples=50, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data())
    def once(data: st.DataObject) -> None:
        (_answered if bug.of_answers else _documented)(bug, codec, data.draw)

    once()


def _documented(bug: RestBug, codec: Codec, draw: Draw) -> None:
    sheet = rest_sheet(bug.vendor)
    record = bug.command in sheet.RECORDS
    documents = sheet.records(bug.command) if record else sheet.calls(bug.command)
    match bug.law:
        case "canonical_identity":
            rest_laws.canonical_identity(codec, draw(sheet.said(bug.command)))
        case "edits_win":
            rest_laws.edits_win(codec, draw(edited(codec, documents, sheet.said(bug.command))))
        case "total":
            rest_laws.total(codec, draw(spoiled(documents)))
        case "honest_loss":
            pair = draw(st.sampled_from([pair for pair in REST_PAIRS if pair.target == bug.vendor]))
            source = rest_sheet(pair.source)
            rest_laws.honest_loss(
                pair, CODECS[pair.source], codec, draw(source.calls(draw(st.sampled_from(source.CALLS))))
            )
        case law:
            getattr(rest_laws, law)(codec, draw(documents))


def _answered(bug: RestBug, codec: Codec, draw: Draw) -> None:
    sheet = rest_sheet(bug.vendor)
    match bug.law:
        case "canonical_identity":
            receipt_laws.canonical_identity(codec, draw(sheet.receipts(bug.command)))
        case "total":
            answer = draw(sheet.answers(bug.command))
            call = asked(decoded(CODECS[bug.vendor], answer.call))
            responses = [Response(status=one.status, body=draw(spoiled_bytes(one.body))) for one in answer.responses]
            receipt_laws.total(codec, call, responses)
        case "honest_answer":
            pair = draw(st.sampled_from([pair for pair in REST_PAIRS if pair.source == bug.vendor]))
            receipt_laws.honest_answer(pair, codec, CODECS[pair.target], draw(sheet.calls(bug.command)), draw)
        case law:
            getattr(receipt_laws, law)(codec, draw(sheet.answers(bug.command)))


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.vendor} {bug.command}: {bug.about}")
def test_a_bug_is_caught_by_its_law(bug: RestBug) -> None:
    codec = bug.install(vendor(bug.vendor))
    with pytest.raises(Broken) as caught:
        hold(bug, codec)
    assert caught.value.law == bug.law


def _key(bug: RestBug) -> tuple[Any, ...]:
    return bug.vendor, bug.command, bug.law, bug.of_answers


@pytest.mark.parametrize("key", sorted({_key(bug) for bug in BUGS}), ids=str)
def test_the_law_holds_without_the_bug(key: tuple[Any, ...]) -> None:
    run(next(bug for bug in BUGS if _key(bug) == key), vendor(key[0]), 0)


@pytest.mark.parametrize("name", VENDORS)
def test_there_are_bugs_enough(name: str) -> None:
    mine = [bug for bug in BUGS if bug.vendor == name]
    assert len(mine) >= 8
    assert len({bug.law for bug in mine}) >= 7
