"""Tencent IM (腾讯云即时通信 IM): its callbacks, messages and replies.

What the vendor cannot say: nicknames, avatars, trace ids and who was the origin; milliseconds of a
message's time (`EventTime` aside); a second custom part; mentions before a group message is sent; a
rewrite of anything but parts and ext. What it says and no one signs: the body (`Sign` covers the
request time only).
"""

from typing import Any

from imbridge.codec import Codec
from imbridge.form import Body, Form
from imbridge.vendors.tencent.acks import ack_from_wire, ack_to_wire
from imbridge.vendors.tencent.events import CATALOGUE, event_from_wire, event_to_wire, key_fields, singles
from imbridge.vendors.tencent.options import Options
from imbridge.vendors.tencent.rest import CATALOGUE as CALLS
from imbridge.vendors.tencent.rest import RECORDS, calls, receipts, records
from imbridge.vendors.tencent.signature import sign_request, verify_request
from imbridge.vendors.tencent.wire.acks import Ack
from imbridge.vendors.tencent.wire.rest import Answer
from imbridge.wire import Documents


def elements(body: Body) -> list[Any] | None:
    found = body.get("MsgBody")
    return found if isinstance(found, list) else None


def with_elements(body: Body, elements: list[Any]) -> Body:
    return {**body, "MsgBody": elements}


def element_pointer(index: int) -> str:
    return f"/body/MsgBody/{index}"


def documents() -> Documents:
    return Documents(
        callbacks=CATALOGUE.shapes,
        acks={"ack": Ack},
        calls=CALLS.shapes,
        answers={"answer": Answer},
        records=RECORDS.shapes,
    )


callbacks = Form(
    vendor="tencent",
    options=Options(),
    from_wire=event_from_wire,
    to_wire=event_to_wire,
    key_fields=key_fields,
    singles=singles,
    elements=elements,
    with_elements=with_elements,
    element_pointer=element_pointer,
    element_members=frozenset({"MsgBody"}),
    secret_pointers=("/query/Sign/",),
    says=frozenset(
        {
            "occurred_at",
            "client_ip",
            "unread_count",
            "platform",
            "message.id.client",
            "message.id.seq",
            "message.id.random",
            "message.delivery",
            "message.conversation.type",
            "message.conversation.topic_id",
            "message.quote.preview",
            "message.quote.kind",
            "message.quote.root_id",
        }
    ),
)

codec = Codec(
    name="tencent",
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
