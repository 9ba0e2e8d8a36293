"""The laws of two vendors: what is lost between them is what the table says, all of it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from imbridge import Request
from imbridge.testing import laws
from imbridge.testing.documents import Document
from imbridge.testing.losses import Pair
from tests.laws.subjects import CODECS, ORDERED, SHEETS

each_pair = pytest.mark.parametrize("pair", ORDERED, ids=lambda pair: f"{pair.source}-{pair.target}")

SAMPLE = settings(
    max_examples=100, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
)
ROUNDS = 60


def rare(vendor: str) -> list[Document]:
    """Return callbacks that lose what hardly any does; the strategies drew them, once."""
    held = json.loads((Path(__file__).parent / "rare.json").read_bytes())[vendor]
    return [
        Document(
            vendor=vendor,
            request=Request(url=one["url"], headers=one.get("headers", {}), body=json.dumps(one["body"]).encode()),
            phase=one.get("phase"),
            headers=tuple(one.get("kept", ())),
        )
        for one in held
    ]


RARE = {vendor: rare(vendor) for vendor in SHEETS}


def lost_by(pair: Pair, callback: Document) -> frozenset[str]:
    return laws.honest_loss(pair, CODECS[pair.source], CODECS[pair.target], callback)


@each_pair
@given(data=st.data())
def test_honest_loss(pair: Pair, data: st.DataObject) -> None:
    lost_by(pair, data.draw(SHEETS[pair.source].callbacks()))


@each_pair
def test_every_declared_loss_happens(pair: Pair) -> None:
    lost = {path for document in RARE[pair.source] for path in lost_by(pair, document)}
    sheet = SHEETS[pair.source]

    @SAMPLE
    @given(callback=sheet.callbacks(most=0), other=sheet.callbacks(most=0, nesting=True))
    def sample(callback: Document, other: Document) -> None:
        lost.update(lost_by(pair, callback), lost_by(pair, other))

    for number in range(ROUNDS):
        if pair.losses <= lost:
            break
        seed(number)(sample)()
    assert sorted(pair.losses - lost) == []
