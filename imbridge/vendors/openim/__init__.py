"""OpenIM: its callbacks, messages and replies.

What the vendor cannot say: more than one part in a message; a message id before there is one; group
types of other vendors; a device address; how many are unread. What its server ignores: a change to a
message outside the modify hook, a refusal on release 3.6, a partial refusal, a silent discard. Nothing
that it sends is signed.
"""

from typing import Any

from imbridge.codec import Codec
from imbridge.form import Body, Form
from imbridge.vendors.openim.acks import ack_from_wire, ack_to_wire
from imbridge.vendors.openim.events import CATALOGUE, event_from_wire, event_to_wire, key_fields, singles
from imbridge.vendors.openim.messages import CONTENTS
from imbridge.vendors.openim.options import Options
from imbridge.vendors.openim.rest import CATALOGUE as CALLS
from imbridge.vendors.openim.rest import RECORDS, calls, receipts, records
from imbridge.vendors.openim.signature import sign_request, verify_request
from imbridge.vendors.openim.wire import acks, parts
from imbridge.vendors.openim.wire.messages import Message
from imbridge.vendors.openim.wire.push import Push
from imbridge.vendors.openim.wire.rest import Answer
from imbridge.wire import Documents, Texts, by_tag


def elements(body: Body) -> list[Any] | None:
    if body.get("callbackCommand") not in WITH_CONTENT:  # other hooks have members of these names too
        return None
    return [{"contentType": body.get("contentType"), "content": body.get("content")}]


def with_elements(body: Body, elements: list[Any]) -> Body:
    return {**body, **elements[0]}


def element_pointer(index: int) -> str:
    return "/body"


def documents() -> Documents:
    contents = {code: content.reader.shape for code, content in CONTENTS.items()}
    inside = (Message, Push, parts.Nested, acks.ModifyAck)
    return Documents(
        callbacks=by_tag(CATALOGUE.by_shape),
        acks={
            "ack.v3": acks.Ack,
            "ack.v2": acks.AckV2,
            "ack.modify": acks.ModifyAck,
            "ack.create_group": acks.CreateGroupAck,
            "ack.set_group_info": acks.SetGroupInfoAck,
            "ack.set_group_info_ex": acks.SetGroupInfoExAck,
            "ack.invite": acks.InviteAck,
            "ack.members_join": acks.MembersJoinAck,
            "ack.member_join": acks.MemberJoinAck,
            "ack.set_member": acks.SetMemberAck,
            "ack.update_user": acks.UpdateUserAck,
            "ack.register": acks.RegisterAck,
            "ack.remark": acks.RemarkAck,
            "ack.import_friends": acks.ImportAck,
            "ack.conversation": acks.ConversationAck,
            "ack.push": acks.PushAck,
        },
        texts=(Texts(inside, kind="contentType", text="content", shapes=contents),),
        calls=CALLS.shapes,
        answers={"answer": Answer},
        records=RECORDS.shapes,
    )


WITH_CONTENT = frozenset(by_tag([shape for shape in CATALOGUE.by_shape if issubclass(shape, Message | Push)]))

callbacks = Form(
    vendor="openim",
    options=Options(),
    from_wire=event_from_wire,
    to_wire=event_to_wire,
    key_fields=key_fields,
    singles=singles,
    elements=elements,
    with_elements=with_elements,
    element_pointer=element_pointer,
    element_members=frozenset({"contentType", "content"}),
    kept_headers=("operationID",),
    secret_pointers=("/body/secret/",),
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
)

codec = Codec(
    name="openim",
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
