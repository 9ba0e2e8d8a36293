"""Mistakes in what Easemob's codec makes of callbacks that are about no new message, each with its law."""

from typing import Any

from msgspec import UNSET
from msgspec.structs import replace as evolved

from imbridge.model import Allow, Failed, MessageEdited, Participant
from tests.laws.bugs import document, dull, field, put
from tests.laws.easemob_group_bugs import OF_GROUPS, Bugs, in_payload, of_all, of_each, with_
from tests.laws.tencent_report_bugs import first, of_kind, spelled, swapped


def after(event: Any) -> Any:
    """Take what is about to be edited for what has been."""
    return MessageEdited(**{name: getattr(event, name) for name in event.__struct_fields__ if name != "native"})


def long_ago(event: Any) -> Any:
    return evolved(event, occurred_at=event.message.sent_at)


def by_its_author(event: Any) -> Any:
    return evolved(event, actor=event.message.sender)


def the_other_way(event: Any) -> Any:
    return evolved(event, actor=event.peer, peer=event.actor)


def answered_by_who_asked(relation: Any) -> Any:
    return evolved(relation, owner_id=relation.user_id, user_id=relation.owner_id)


def made(message: Any) -> Any:
    """Take a reaction that was taken back for one that was made."""
    reactions = [
        evolved(one, changes=tuple([evolved(c, operation="create") for c in one.changes])) for one in message.reactions
    ]
    return evolved(message, reactions=tuple(reactions))


def out_of_its_thread(event: Any) -> Any:
    last = event.last_message
    if last is None:
        return event
    return evolved(event, last_message=evolved(last, conversation=evolved(last.conversation, topic_id=None)))


def without_port(event: Any) -> Any:
    return evolved(event, client_ip=event.client_ip and event.client_ip.rpartition(":")[0])


def other_code(event: Any) -> Any:
    words = {"fail": "error", "error": "fail"}
    return evolved(event, error=event.error and evolved(event.error, code=words.get(event.error.code)))


def for_good(event: Any) -> Any:
    return evolved(event, stage="sent", error=None)


def stumble(event: Any) -> Any:
    return {"login": event, "logout": event, "replaced": event}[event.reason]


OF_MESSAGES: Bugs = {
    "what was recalled is forgotten": (
        "recall direct",
        "nothing_forgotten",
        document("recall", reads=with_(messages=())),
    ),
    "a room is a group": ("recall group", "canonical_identity", document("recall", reads=of_kind("group"))),
    "an edit is its author's": ("edit direct", "canonical_identity", document("edit", reads=by_its_author)),
    "an edit that is asked about has been made": (
        "edit direct before",
        "canonical_identity",
        document("edit", reads=after),
    ),
    "an edit is as old as the message": ("edit group", "canonical_identity", document("edit", reads=long_ago)),
    "which message is edited is not written": (
        "edit group",
        "edits_win",
        document("edit", writes=in_payload("edit_message_id", "another")),
    ),
    "who reads has written": ("read_ack direct", "canonical_identity", document("read_ack", reads=the_other_way)),
    "what a group has read was between two": (
        "read_ack group",
        "canonical_identity",
        document("read_ack", writes=lambda body: put(in_payload("type", UNSET)(body), "content_type", UNSET)),
    ),
    "a message is delivered to nobody": (
        "delivery_ack direct",
        "canonical_identity",
        document("delivery_ack", reads=with_(peer=None)),
    ),
    "a conversation is read up to nothing": (
        "channel_ack direct",
        "nothing_forgotten",
        document("channel_ack", reads=with_(up_to=None)),
    ),
    "a reaction taken back is made": (
        "notify:reaction direct",
        "canonical_identity",
        document("notify:reaction", reads=of_each("messages", made)),
    ),
    "the second message reacted to is forgotten": (
        "notify:reaction group",
        "canonical_identity",
        document("notify:reaction", reads=first("messages")),
    ),
    "the number of entries is one": (
        "notify:reaction group",
        "nothing_forgotten",
        document("notify:reaction", writes=in_payload("num", 1)),
    ),
    "what was said in a thread was said in its group": (
        "notify:thread",
        "canonical_identity",
        document("notify:thread", reads=out_of_its_thread),
    ),
    "a rewritten edit is let through as it was": (
        "edit direct before",
        "verdict",
        spelled(b'"payload"', b'"paylod"'),
    ),
    "a refused edit is let through": ("edit direct before", "verdict", spelled(b'"valid":false', b'"valid":true')),
    "an answer about an edit that cannot be read allows it": (
        "edit direct before",
        "verdict",
        field("ack_from_wire", lambda ack: Allow() if isinstance(ack, Failed) else ack),
    ),
}

OF_USERS: Bugs = {
    "whoever is asked is named with a domain": (
        "roster:add",
        "nothing_forgotten",
        document("roster:add", writes=lambda body: put(body, "to", f"{body.to}@easemob.com")),
    ),
    "who asks has answered": (
        "roster:remote_accept",
        "canonical_identity",
        document("roster:remote_accept", reads=of_each("relations", answered_by_who_asked)),
    ),
    "no is yes": (
        "roster:decline",
        "canonical_identity",
        document("roster:decline", reads=of_all("relations", response="agree")),
    ),
    "the key lacks whom it is about": ("roster:ban", "stable_key", field("key_fields", lambda key: dull(key, 1))),
    "whoever is replaced logs out": (
        "user_status",
        "canonical_identity",
        document("user_status", reads=swapped("reason", "replaced", "logout")),
    ),
    "an address has no port": ("user_status", "nothing_forgotten", document("user_status", reads=without_port)),
    "a reason of the future is looked up": ("user_status", "total", document("user_status", reads=stumble)),
    "somebody else comes": (
        "user_status",
        "canonical_identity",
        document("user_status", reads=with_(user=Participant(id="somebody else"))),
    ),
    "what is refused passes": (
        "keyword_alert direct",
        "canonical_identity",
        document("keyword_alert", reads=swapped("verdict", "pass", "block")),
    ),
    "what is recalled is replaced": (
        "moderation group",
        "canonical_identity",
        document("moderation", reads=swapped("verdict", "recall", "replace")),
    ),
    "a push that failed was sent": ("push direct", "canonical_identity", document("push", reads=for_good)),
    "an error is a failure": ("push group", "canonical_identity", document("push", reads=other_code)),
}

REPORT_BUGS: Bugs = {**OF_MESSAGES, **OF_GROUPS, **OF_USERS}
