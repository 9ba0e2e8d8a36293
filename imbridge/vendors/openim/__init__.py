"""OpenIM: its callbacks, messages and replies.

What the vendor cannot say: more than one part in a message; a message id before there is one; group
types of other vendors; a device address; how many are unread. What its server ignores: a change to a
message outside the modify hook, a refusal on release 3.6, a partial refusal, a silent discard. Nothing
that it sends is signed.
"""

from typing import Any

from imbridge.codec import Body, Codec
from imbridge.vendors.openim import wire
from imbridge.vendors.openim.acks import ack_from_wire, ack_to_wire
from imbridge.vendors.openim.events import EVENTS, event_from_wire, event_to_wire, key_fields
from imbridge.vendors.openim.messages import CONTENTS
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.signature import sign_request, verify_request
from imbridge.wire import Documents, Texts, by_tag


def elements(body: Body) -> list[Any] | None:
    return [{"contentType": body.get("contentType"), "content": body.get("content")}]


def with_elements(body: Body, elements: list[Any]) -> Body:
    return {**body, **elements[0]}


def element_pointer(index: int) -> str:
    return "/body"


def documents() -> Documents:
    contents = {code: content.reader.shape for code, content in CONTENTS.items()}
    inside = (wire.Message, wire.Nested, wire.ModifyAck)
    return Documents(
        callbacks=by_tag(EVENTS),
        acks={"ack.v3": wire.Ack, "ack.v2": wire.AckV2, "ack.modify": wire.ModifyAck},
        texts=(Texts(inside, kind="contentType", text="content", shapes=contents),),
    )


codec = Codec(
    name="openim",
    options=Options(),
    event_from_wire=event_from_wire,
    event_to_wire=event_to_wire,
    ack_from_wire=ack_from_wire,
    ack_to_wire=ack_to_wire,
    verify_request=verify_request,
    sign_request=sign_request,
    key_fields=key_fields,
    elements=elements,
    with_elements=with_elements,
    element_pointer=element_pointer,
    element_members=frozenset({"contentType", "content"}),
    kept_headers=("operationID",),
    says=frozenset(
        {
            "trace",
            "platform",
            "message.id.client",
            "message.id.seq",
            "message.sender.nickname",
            "message.sender.avatar",
            "message.origin",
            "message.delivery",
        }
    ),
    documents=documents,
)
