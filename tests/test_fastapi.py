"""Canonical values as bodies and responses of FastAPI, and as components of its OpenAPI document."""

from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from openapi_spec_validator import validate
from pydantic import BaseModel, Field

from imbridge import vendor
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Merged,
    Message,
    MessageSending,
    MessageSent,
    Part,
    Participant,
    Reject,
    Text,
    UnknownPart,
    by_type,
    tag_of,
)
from imbridge.model.canonical import canonical
from tests.laws.samples import SAMPLES, request

TEXT = Text(text="High tide at six.")
STRANGE = UnknownPart(vendor="tencent", type="text", payload={"a": [1]})
SAID = Message(
    sender=Participant(id="ines"), parts=(TEXT, STRANGE, Merged(messages=(Message(parts=(TEXT,)),))), ext={"k": 1}
)


class Letter(BaseModel):
    """What a user might write."""

    message: Message
    parts: list[Annotated[Part, by_type]] = []
    event: AnyEvent | None = None
    ack: Annotated[Ack, Field(discriminator="type")] = Allow()


app = FastAPI(separate_input_output_schemas=False)  # pydantic gives any class that may hold itself two names otherwise


@app.post("/message")
def take_message(message: Annotated[Message, Body()]) -> Message:
    return message


@app.post("/messages")
def take_messages(messages: list[Message]) -> list[Message]:
    return messages[::-1]


@app.post("/embedded")
def take_two(
    message: Annotated[Message, Body()], sender: Annotated[Participant | None, Body()] = None
) -> Message | None:
    return message if message.sender == sender else None


@app.post("/event", response_model=Annotated[Ack, by_type])
def decide(event: Annotated[AnyEvent, Body(discriminator="type")]) -> Any:
    return Reject(reason=tag_of(event)) if isinstance(event, MessageSending) else {"type": "allow"}


@app.post("/part")
def take_part(part: Annotated[Part, by_type, Body()]) -> Annotated[Part, by_type]:
    return part


@app.post("/letter", response_model=list[Letter])
def take_letter(letter: Letter) -> Any:
    return [letter, letter.model_dump()]


@app.get("/decoded/{name}")
def decoded(name: str) -> Annotated[AnyEvent, Field(discriminator="type")]:
    return vendor(name).decode_callback(request(name, SAMPLES[name][0]))


client = TestClient(app)


@pytest.fixture(scope="module")
def described() -> Any:
    return client.get("/openapi.json").json()


def test_the_document_is_valid(described: Any) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_the_document_is_valid_where_bodies_and_responses_are_apart() -> None:
    apart = FastAPI()
    apart.include_router(app.router)
    described = apart.openapi()
    validate(described)
    assert {"Message-Input", "Message-Output", "Participant"} <= set(described["components"]["schemas"])


def test_every_class_is_one_component(described: Any) -> None:
    held = set(described["components"]["schemas"])
    assert {"Message", "Merged", "Text", "UnknownPart", "MessageSent", "UnknownEvent", "Reject", "Rewrite"} <= held
    assert [name for name in held if name.startswith("imbridge") or "Message-" in name] == []


def test_bodies_and_responses_refer_to_them(described: Any) -> None:
    post = described["paths"]["/message"]["post"]
    here = {"schema": {"$ref": "#/components/schemas/Message"}}
    assert post["requestBody"]["content"]["application/json"] == here
    assert post["responses"]["200"]["content"]["application/json"]["schema"]["$ref"] == here["schema"]["$ref"]
    told = described["paths"]["/part"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert told["discriminator"]["mapping"]["merged"] == "#/components/schemas/Merged"


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("/message", canonical(SAID), canonical(SAID)),
        ("/message", {"sender": {"id": "a", "nickname": None}}, canonical(Message(sender=Participant(id="a")))),
        ("/messages", [{}, canonical(SAID)], [canonical(SAID), canonical(Message())]),
        ("/embedded", {"message": canonical(SAID), "sender": {"id": "ines"}}, canonical(SAID)),
        ("/embedded", {"message": canonical(SAID)}, None),
        ("/event", canonical(MessageSending(message=SAID)), {"type": "reject", "reason": "message.sending"}),
        ("/event", canonical(MessageSent(message=SAID)), {"type": "allow"}),
        ("/part", canonical(STRANGE), canonical(STRANGE)),
    ],
)
def test_values_travel(path: str, body: Any, answer: Any) -> None:
    response = client.post(path, json=body)
    assert (response.status_code, response.json()) == (200, answer)


def test_a_model_of_the_users_travels() -> None:
    letter = Letter(message=SAID, parts=[STRANGE, TEXT], event=MessageSent(message=SAID), ack=Reject(code=7))
    response = client.post("/letter", json=letter.model_dump())
    assert response.status_code == 200
    assert [Letter.model_validate(one) for one in response.json()] == [letter, letter]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_decoded_event_is_answered_without_native(name: str) -> None:
    event = vendor(name).decode_callback(request(name, SAMPLES[name][0]))
    assert client.get(f"/decoded/{name}").json() == canonical(event)


def test_a_bad_body_is_told_in_words() -> None:
    response = client.post("/message", json={"parts": [{"type": "text", "text": 5}]})
    assert response.status_code == 422
    (problem,) = response.json()["detail"]
    assert problem["loc"] == ["body", "parts", 0, "text", "text"]
    assert problem["msg"] == "Input should be a valid string"
    assert client.post("/event", json={"type": "message.sent"}).status_code == 422
