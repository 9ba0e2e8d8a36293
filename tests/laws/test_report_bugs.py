"""Deliberate bugs in what the codecs make of callbacks that are about no message, each caught by its law."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.testing import laws, openim_report_acks, openim_report_verdicts, tencent_report_servers
from imbridge.testing.acks import REPLIES, acks
from imbridge.testing.changes import report_changes
from imbridge.testing.documents import Document
from imbridge.testing.easemob_report_servers import EDITING
from imbridge.testing.reports import reported
from imbridge.testing.retries import others_of, retries
from imbridge.testing.servers import OPENIM as OPENIM_SERVERS
from imbridge.testing.spoil import spoiled
from imbridge.testing.tables import SAYS
from imbridge.testing.tencent_report_acks import report_acks, report_replies
from imbridge.vendors import vendor
from tests.laws.bugs import Bug
from tests.laws.easemob_report_bugs import REPORT_BUGS as EASEMOB
from tests.laws.openim_report_bugs import OPENIM_REPORT_BUGS
from tests.laws.subjects import SHEETS, VENDORS
from tests.laws.tencent_report_bugs import REPORT_BUGS as TENCENT

ROUNDS = 40

OPENIM = {about: (row, law, install) for about, (law, row, install) in OPENIM_REPORT_BUGS.items()}

Draw = Callable[[st.SearchStrategy[Any]], Any]


def _tencent_verdict(codec: Codec, callback: Document, draw: Draw) -> None:
    if draw(st.booleans()):
        tencent_report_servers.verdict(codec, callback, draw(report_acks(callback)))
    else:
        tencent_report_servers.read_alike(codec, callback, draw(report_replies(callback)))


def _easemob_verdict(codec: Codec, callback: Document, draw: Draw) -> None:
    laws.verdict(EDITING[0], codec, callback, draw(acks("easemob") | REPLIES["easemob"]))


def _openim_verdict(codec: Codec, callback: Document, draw: Draw) -> None:
    event = codec.decode_callback(callback.request)
    if draw(st.booleans()):
        ack = draw(openim_report_acks.report_acks(event))
        openim_report_verdicts.report_verdict(OPENIM_SERVERS[-1], codec, callback, ack)
    else:
        replies = openim_report_acks.report_replies(json.loads(callback.request.body), event)
        openim_report_verdicts.report_read_alike(OPENIM_SERVERS[-1], codec, callback, draw(replies))


VERDICTS: dict[str, Callable[[Codec, Document, Draw], None]] = {
    "tencent": _tencent_verdict,
    "easemob": _easemob_verdict,
    "openim": _openim_verdict,
}
"""Law 8 of each vendor, since each server is its own."""

BUGS = tuple(
    [
        Bug(vendor=name, about=about, law=law, install=install, row=row)
        for name, table in (("tencent", TENCENT), ("easemob", EASEMOB), ("openim", OPENIM))
        for about, (row, law, install) in table.items()
        if name in VENDORS
    ]
)


def hold(bug: Bug, codec: Codec) -> None:
    """Run the law that a bug names, for as many rounds as it may take to notice."""
    for number in range(ROUNDS):
        run(bug.law, bug.vendor, bug.row, codec, number)


def run(law: str, name: str, row: str, codec: Codec, number: int) -> None:
    sheet, says = SHEETS[name], SAYS[name]

    @seed(number)
    @settings(
        max_examples=50, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(data=st.data())
    def once(data: st.DataObject) -> None:
        draw = data.draw
        match law:
            case "canonical_identity":
                laws.canonical_identity(codec, draw(reported(name, says.reports[row], says.platforms)))
            case "edits_win":
                laws.edits_win(codec, draw(report_changes(codec, sheet.reports((row,)))))
            case "stable_key":
                callback = draw(sheet.reports((row,)))
                laws.stable_key(codec, callback, draw(retries(callback)), draw(others_of(callback)))
            case "pure":
                laws.pure(codec, draw(sheet.reports((row,))), draw(acks(name)))
            case "total":
                laws.total(codec, draw(spoiled(sheet.reports((row,)))))
            case "verdict":
                VERDICTS[name](codec, draw(sheet.reports((row,), most=0)), draw)
            case _:
                getattr(laws, law)(codec, draw(sheet.reports((row,))))

    once()


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.vendor}: {bug.about}")
def test_a_bug_is_caught_by_its_law(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    codec = bug.install(monkeypatch, bug.vendor, vendor(bug.vendor))
    with pytest.raises(laws.Broken) as caught:
        hold(bug, codec)
    assert caught.value.law == bug.law


@pytest.mark.parametrize(("law", "name", "row"), sorted({(bug.law, bug.vendor, bug.row) for bug in BUGS}))
def test_the_law_holds_without_the_bug(law: str, name: str, row: str) -> None:
    run(law, name, row, vendor(name), 0)
