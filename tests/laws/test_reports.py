"""The laws, for callbacks that are about no message."""

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from imbridge.model import UnknownEvent
from imbridge.testing import laws
from imbridge.testing.changes import report_changes
from imbridge.testing.documents import Document
from imbridge.testing.losses import Pair
from imbridge.testing.reports import reported
from imbridge.testing.retries import others_of, retries
from imbridge.testing.spoil import spoiled
from imbridge.testing.tables import SAYS
from tests.laws.subjects import CODECS, ORDERED, SHEETS, VENDORS, of_row

each_vendor = pytest.mark.parametrize("name", VENDORS)
each_row = pytest.mark.parametrize(("name", "row"), [(name, row) for name in VENDORS for row in SHEETS[name].REPORTS])
each_pair = pytest.mark.parametrize("pair", ORDERED, ids=lambda pair: f"{pair.source}-{pair.target}")


@each_vendor
def test_tables_and_documents_are_of_the_same_callbacks(name: str) -> None:
    assert sorted(SHEETS[name].REPORTS) == sorted(SAYS[name].reports)


@each_row
@of_row
@given(data=st.data())
def test_what_comes_in_goes_out(name: str, row: str, data: st.DataObject) -> None:
    codec, callback = CODECS[name], data.draw(SHEETS[name].reports((row,)))
    event = codec.decode_callback(callback.request, callback.phase)
    report = SAYS[name].reports[row]
    assert not isinstance(event, UnknownEvent)
    assert (event.command, event.type) == (report.command, report.tag)
    laws.identity(codec, callback)
    laws.nothing_forgotten(codec, callback)


@pytest.mark.parametrize(("name", "row"), [(name, row) for name in VENDORS for row in sorted(SAYS[name].reports)])
@of_row
@given(data=st.data())
def test_canonical_identity(name: str, row: str, data: st.DataObject) -> None:
    says = SAYS[name]
    laws.canonical_identity(CODECS[name], data.draw(reported(name, says.reports[row], says.platforms)))


@each_vendor
@given(data=st.data())
def test_stable_key(name: str, data: st.DataObject) -> None:
    callback = data.draw(SHEETS[name].reports())
    laws.stable_key(CODECS[name], callback, data.draw(retries(callback)), data.draw(others_of(callback)))


@each_vendor
@given(data=st.data())
def test_edits_win(name: str, data: st.DataObject) -> None:
    laws.edits_win(CODECS[name], data.draw(report_changes(CODECS[name], SHEETS[name].reports())))


@each_vendor
@given(data=st.data())
def test_total(name: str, data: st.DataObject) -> None:
    laws.total(CODECS[name], data.draw(spoiled(SHEETS[name].reports(most=1))), CODECS.values())


@pytest.mark.parametrize(
    ("pair", "row"),
    [(pair, row) for pair in ORDERED for row in SHEETS[pair.source].REPORTS],
    ids=lambda held: held if isinstance(held, str) else f"{held.source}-{held.target}",
)
@of_row
@given(data=st.data())
def test_honest_loss(pair: Pair, row: str, data: st.DataObject) -> None:
    callback = data.draw(SHEETS[pair.source].reports((row,)))
    laws.honest_loss(pair, CODECS[pair.source], CODECS[pair.target], callback)


SAMPLE = settings(
    max_examples=30, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
)
ROUNDS = 40


@each_pair
def test_every_declared_change_happens(pair: Pair) -> None:
    reports, sheet = SAYS[pair.source].reports, SHEETS[pair.source]
    seen: set[str] = set()

    def lost_by(rows: tuple[str, ...], wanted: frozenset[str]) -> set[str]:
        lost: set[str] = set()

        @SAMPLE
        @given(callback=sheet.reports(rows, 0))
        def sample(callback: Document) -> None:
            lost.update(laws.honest_loss(pair, CODECS[pair.source], CODECS[pair.target], callback))

        for number in range(ROUNDS):
            if wanted <= lost:
                break
            seed(number)(sample)()
        seen.update(lost)
        return lost

    for tag, paths in pair.changed.items():
        if tag != "*":
            rows = tuple([name for name, report in reports.items() if report.tag == tag])
            assert sorted(paths - lost_by(rows, paths)) == [], tag
    everywhere = pair.changed.get("*", frozenset())
    assert sorted(everywhere - seen - lost_by(tuple(reports), everywhere - seen)) == []
