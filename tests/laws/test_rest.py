"""The laws of the REST side, for every vendor, every call and record of it, and every ordered pair."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from imbridge.documents import parts_of
from imbridge.errors import CannotExpress
from imbridge.http import Request, Response
from imbridge.model import Import, Message, Send, evolve
from imbridge.storage import dump, load
from imbridge.testing import receipt_laws, rest_laws
from imbridge.testing.documents import Document
from imbridge.testing.receipt_laws import asked
from imbridge.testing.rest import RestSheet, decoded, encoded, rest_sheet, without_native
from imbridge.testing.rest_changes import edited, receipt_changes
from imbridge.testing.rest_imports import imported
from imbridge.testing.rest_losses import REST_PAIRS
from imbridge.testing.rest_pairing import RestPair
from imbridge.testing.spoil import spoiled, spoiled_bytes
from tests.laws.rest_samples import RARE
from tests.laws.subjects import CODECS, VENDORS, of_row

SHEETS: dict[str, RestSheet] = {name: rest_sheet(name) for name in VENDORS}
CALLS = [(name, command) for name in VENDORS for command in SHEETS[name].CALLS]
RECORDS = [(name, command) for name in VENDORS for command in SHEETS[name].RECORDS]

each_call = pytest.mark.parametrize(("name", "command"), CALLS)
each_document = pytest.mark.parametrize(("name", "command"), [*CALLS, *RECORDS])
each_pair = pytest.mark.parametrize("pair", REST_PAIRS, ids=lambda pair: f"{pair.source}-{pair.target}")
each_vendor = pytest.mark.parametrize("name", VENDORS)

SAMPLE = settings(
    max_examples=15, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
)
ROUNDS = 60


def documents(name: str, command: str) -> st.SearchStrategy[Document]:
    sheet = SHEETS[name]
    return sheet.records(command) if command in sheet.RECORDS else sheet.calls(command)


@each_document
@of_row
@given(data=st.data())
def test_documents(name: str, command: str, data: st.DataObject) -> None:
    document = data.draw(documents(name, command))
    rest_laws.identity(CODECS[name], document)
    rest_laws.nothing_forgotten(CODECS[name], document)
    rest_laws.pure(CODECS[name], document)


@each_document
@of_row
@given(data=st.data())
def test_canonical_identity(name: str, command: str, data: st.DataObject) -> None:
    rest_laws.canonical_identity(CODECS[name], data.draw(SHEETS[name].said(command)))


@each_document
@of_row
@given(data=st.data())
def test_edits_win(name: str, command: str, data: st.DataObject) -> None:
    changed = edited(CODECS[name], documents(name, command), SHEETS[name].said(command))
    rest_laws.edits_win(CODECS[name], data.draw(changed))


@pytest.mark.parametrize("command", [command for name, command in (*CALLS, *RECORDS) if name == "tencent"])
@of_row
@given(data=st.data())
def test_parts_that_change_places_take_all_of_theirs_along(command: str, data: st.DataObject) -> None:
    given_ = data.draw(documents("tencent", command))
    value: Any = decoded(CODECS["tencent"], given_)
    parts, elements = parts_of(value), json.loads(given_.request.body).get("MsgBody")
    if not isinstance(elements, list) or not 1 < len(elements) == len(parts):
        return
    if data.draw(st.booleans()):
        value = load(dump(value))
    order = data.draw(st.permutations(range(len(parts))))
    path = "message.parts" if isinstance(getattr(value, "message", None), Message) else "parts"
    moved = evolve(value, path, tuple([parts_of(value)[index] for index in order]))
    out = encoded(CODECS["tencent"], moved)
    assert json.loads(out.body)["MsgBody"] == [elements[index] for index in order]


@each_call
@of_row
@given(data=st.data())
def test_spoiled_calls(name: str, command: str, data: st.DataObject) -> None:
    rest_laws.total(CODECS[name], data.draw(spoiled(SHEETS[name].calls(command))), CODECS.values())


@pytest.mark.parametrize(("name", "command"), RECORDS)
@given(data=st.data())
def test_spoiled_records(name: str, command: str, data: st.DataObject) -> None:
    line = data.draw(spoiled(SHEETS[name].records(command))).body
    rest_laws.total_line(CODECS[name], line, CODECS.values())


@each_call
@of_row
@given(data=st.data())
def test_spoiled_answers(name: str, command: str, data: st.DataObject) -> None:
    answer = data.draw(SHEETS[name].answers(command))
    call = asked(decoded(CODECS[name], answer.call))
    bodies = [data.draw(spoiled_bytes(one.body)) for one in answer.responses]
    statuses = st.sampled_from((200, 204, 400, 404, 429, 500, 504, 0))
    responses = [Response(status=data.draw(statuses), body=body) for body in bodies]
    receipt_laws.total(CODECS[name], call, responses, CODECS.values())


@each_vendor
@given(body=st.binary(max_size=64), url=st.text(max_size=40), headers=st.dictionaries(st.text(), st.text(), max_size=2))
def test_any_bytes(name: str, body: bytes, url: str, headers: dict[str, str]) -> None:
    rest_laws.total(CODECS[name], Request(url=url, headers=headers, body=body), CODECS.values())
    rest_laws.total_line(CODECS[name], body, CODECS.values())


@each_vendor
@given(data=st.data(), url=st.text(max_size=40))
def test_any_url(name: str, data: st.DataObject, url: str) -> None:
    given = data.draw(SHEETS[name].calls(data.draw(st.sampled_from(SHEETS[name].CALLS)))).request
    base, mark, query = given.url.partition("?")
    urls = (url, base + url, base + "/" + url, f"{base}?{url}", f"{base}{mark}{query}&{url}", base.rpartition("/")[0])
    rest_laws.total(CODECS[name], Request(method=given.method, url=data.draw(st.sampled_from(urls)), body=given.body))


@each_vendor
@given(data=st.data())
def test_spoiled_dumps(name: str, data: st.DataObject) -> None:
    _, command = data.draw(st.sampled_from([one for one in (*CALLS, *RECORDS) if one[0] == name]))
    value = decoded(CODECS[name], data.draw(documents(name, command)))
    for codec in CODECS.values():
        rest_laws.total_load(codec, data.draw(spoiled_bytes(dump(value))))


@each_call
@of_row
@given(data=st.data())
def test_answers(name: str, command: str, data: st.DataObject) -> None:
    answer = data.draw(SHEETS[name].answers(command))
    receipt_laws.identity(CODECS[name], answer)
    receipt_laws.nothing_forgotten(CODECS[name], answer)
    receipt_laws.edits_win(CODECS[name], answer, *data.draw(receipt_changes))
    receipt_laws.pure(CODECS[name], answer)


@each_call
@of_row
@given(data=st.data())
def test_canonical_identity_of_receipts(name: str, command: str, data: st.DataObject) -> None:
    receipt_laws.canonical_identity(CODECS[name], data.draw(SHEETS[name].receipts(command)))


def lost_by(pair: RestPair, document: Document) -> frozenset[str]:
    return rest_laws.honest_loss(pair, CODECS[pair.source], CODECS[pair.target], document)


@each_pair
@given(data=st.data())
def test_honest_loss(pair: RestPair, data: st.DataObject) -> None:
    sheet = SHEETS[pair.source]
    lost_by(pair, data.draw(documents(pair.source, data.draw(st.sampled_from((*sheet.CALLS, *sheet.RECORDS))))))


@each_pair
def test_every_declared_loss_happens(pair: RestPair) -> None:
    sheet = SHEETS[pair.source]
    lost = {path for document in RARE[pair.source] for path in lost_by(pair, document)}
    kinds: dict[str, str] = {}

    @SAMPLE
    @given(data=st.data())
    def sample(command: str, data: st.DataObject) -> None:
        document = data.draw(documents(pair.source, command))
        kinds[command] = decoded(CODECS[pair.source], document).type
        lost.update(lost_by(pair, document))

    for number in range(ROUNDS):
        for command in (*sheet.CALLS, *sheet.RECORDS):
            wanted = {"any", kinds[command]} if command in kinds else set()
            if not wanted or any(path.partition(":")[0] in wanted for path in pair.declared - lost):
                seed(number)(sample)(command)
    assert sorted(pair.declared - lost) == []


@pytest.mark.parametrize(
    ("pair", "command"),
    [(pair, command) for pair in REST_PAIRS for command in SHEETS[pair.source].RECORDS],
    ids=lambda held: held if isinstance(held, str) else f"{held.source}-{held.target}",
)
@given(data=st.data())
def test_imported(pair: RestPair, command: str, data: st.DataObject) -> None:
    record = data.draw(SHEETS[pair.source].records(command))
    imported(pair, CODECS[pair.source], CODECS[pair.target], record)


@pytest.mark.parametrize(("name", "command"), RECORDS)
@given(data=st.data())
def test_nothing_of_a_record_alone_is_imported(name: str, command: str, data: st.DataObject) -> None:
    record: Any = decoded(CODECS[name], data.draw(SHEETS[name].records(command)))
    try:
        requests = CODECS[name].encode_import(record)
    except CannotExpress:
        return
    plain: Any = without_native(record)
    wanted = CODECS[name].encode_import(plain)
    assert [request.url for request in requests] == [request.url for request in wanted]
    assert [json.loads(request.body).keys() for request in requests] == [json.loads(one.body).keys() for one in wanted]
    for request in requests:
        call = CODECS[name].decode_send(request)
        assert isinstance(call, Import | Send)
        assert call.trace if name == "openim" else isinstance(call, Import)
        assert "" not in [who.id for who in (call.message.sender, *call.message.recipients) if who is not None]


@each_pair
@given(data=st.data())
def test_honest_answer(pair: RestPair, data: st.DataObject) -> None:
    document = data.draw(SHEETS[pair.source].calls(data.draw(st.sampled_from(SHEETS[pair.source].CALLS))))
    receipt_laws.honest_answer(pair, CODECS[pair.source], CODECS[pair.target], document, data.draw)


def test_every_vendor_has_its_documents() -> None:
    for name in VENDORS:
        assert len(SHEETS[name].CALLS) > 1
        assert SHEETS[name].RECORDS
    assert {(pair.source, pair.target) for pair in REST_PAIRS} == {(a, b) for a in VENDORS for b in VENDORS if a != b}
