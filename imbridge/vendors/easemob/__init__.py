"""Easemob (环信, also EasyIM and Agora Chat): its callbacks, messages and replies.

What the vendor cannot say: sequence numbers and a client's message id; nicknames, avatars and who was
the origin; the sender's device in a message from elsewhere; codes of a refusal; stickers, cards, rich
text. A message in a room is told from one in a group by `content_type` or before it is sent only.
"""

from typing import Any

from imbridge.codec import Codec
from imbridge.form import Body, Form
from imbridge.vendors.easemob.acks import ack_from_wire, ack_to_wire
from imbridge.vendors.easemob.enums import KINDS_OF_CHAT
from imbridge.vendors.easemob.events import CATALOGUE, COPIES, event_from_wire, event_to_wire, key_fields, singles
from imbridge.vendors.easemob.messages import BESIDE, is_flat
from imbridge.vendors.easemob.options import Options
from imbridge.vendors.easemob.rest import CATALOGUE as CALLS
from imbridge.vendors.easemob.rest import RECORDS, calls, receipts, records
from imbridge.vendors.easemob.signature import sign_request, verify_request
from imbridge.vendors.easemob.wire.acks import Ack, Done
from imbridge.vendors.easemob.wire.rest import Answer
from imbridge.wire import Documents


def elements(body: Body) -> list[Any] | None:
    payload = body.get("payload")
    bodies = payload.get("bodies") if isinstance(payload, dict) else None
    return bodies if isinstance(bodies, list) else None


def with_elements(body: Body, elements: list[Any]) -> Body:
    return {**body, "payload": {**body["payload"], "bodies": elements}}


def nested(body: Body) -> Body | None:
    """Put a payload that is a body itself into the list where bodies usually stand."""
    payload, kind = body.get("payload"), body.get("chat_type")
    if not isinstance(kind, str) or kind not in KINDS_OF_CHAT or body.get("step") == "push":
        return None
    if not isinstance(payload, dict) or not is_flat(payload):
        return None
    flat = {key: value for key, value in payload.items() if key not in BESIDE}
    beside = {key: value for key, value in payload.items() if key in BESIDE}
    return {**body, "payload": {"bodies": [flat], **beside}}


def flattened(body: Body) -> Body:
    """Undo `nested`, where there is still one body."""
    payload = body.get("payload")
    bodies = payload.get("bodies") if isinstance(payload, dict) else None
    if isinstance(payload, dict) and isinstance(bodies, list) and len(bodies) == 1 and isinstance(bodies[0], dict):
        beside = {key: value for key, value in payload.items() if key != "bodies"}
        return {**body, "payload": {**bodies[0], **beside}}
    return body


def flat_pointer(pointer: str) -> str:
    """Return where in a flat document a pointer into the nested one leads."""
    return "/body/payload" if pointer == "/shape" else pointer.replace("/body/payload/bodies/0", "/body/payload", 1)


def element_pointer(index: int) -> str:
    return f"/body/payload/bodies/{index}"


def documents() -> Documents:
    return Documents(
        callbacks=CATALOGUE.shapes,
        acks={"reply": Ack, "reply.after": Done},
        calls=CALLS.shapes,
        answers={"answer": Answer},
        records=RECORDS.shapes,
    )


callbacks = Form(
    vendor="easemob",
    options=Options(),
    from_wire=event_from_wire,
    to_wire=event_to_wire,
    key_fields=key_fields,
    singles=singles,
    elements=elements,
    with_elements=with_elements,
    element_pointer=element_pointer,
    usual=nested,
    as_given=flattened,
    given_pointer=flat_pointer,
    element_members=frozenset({"bodies"}),
    element_holder="payload",
    copies=COPIES,
    secret_pointers=("/body/security/",),
    says=frozenset({"message.conversation.topic_id", "message.quote.preview", "message.quote.kind"}),
)

codec = Codec(
    name="easemob",
    options=Options(),
    callbacks=callbacks,
    calls=calls,
    receipts=receipts,
    records=records,
    ack_from_wire=ack_from_wire,
    ack_to_wire=ack_to_wire,
    verify_request=verify_request,
    sign_request=sign_request,
    documents=documents,
)
