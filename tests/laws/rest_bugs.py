"""Mistakes in what the codecs make of REST documents and answers, each with its law."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from msgspec.structs import replace as evolved

from imbridge.codec import Codec
from imbridge.errors import CannotExpress
from imbridge.http import Response
from imbridge.model import MessageId
from tests.laws.bugs import TICKS, in_message

Change = Callable[[Any], Any]
Install = Callable[[Codec], Codec]


@dataclass(frozen=True, kw_only=True)
class RestBug:
    """A mistake, and the law that must not hold with it for the documents of one command."""

    vendor: str
    command: str
    about: str
    law: str
    install: Install
    of_answers: bool = False


def reads(change: Change, form: str = "calls") -> Install:
    """Change what is read of a call, a record or an answer."""
    return lambda codec: _with(codec, form, "from_wire", change)


def writes(change: Change, form: str = "calls") -> Install:
    """Change the body of what is written."""

    def changed(written: Any) -> Any:
        return evolved(written, body=json.dumps(change(json.loads(written.body))).encode())

    return lambda codec: _with(codec, form, "to_wire", changed)


def answers(change: Change) -> Install:
    """Change what is read of an answer."""
    return reads(change, "receipts")


def _with(codec: Codec, form: str, name: str, change: Change) -> Codec:
    held = getattr(codec, form)
    original = getattr(held, name)
    changed: dict[str, Any] = {name: lambda *given: change(original(*given))}
    return replace(codec, **{form: replace(held, **changed)})


def of(**new: Any) -> Change:
    return lambda value: evolved(value, **{name: held for name, held in new.items() if hasattr(value, name)})


def message(**new: Any) -> Change:
    return lambda value: in_message(value, **new)


def without(name: str) -> Change:
    return lambda body: {key: held for key, held in body.items() if key != name}


def put(name: str, change: Change) -> Change:
    """Change one member of a body, where it is."""
    return lambda body: {**body, name: change(body[name])} if name in body else body


def first(name: str) -> Change:
    return lambda value: evolved(value, **{name: getattr(value, name)[:1]}) if hasattr(value, name) else value


def louder(text: Any) -> Any:
    return f"{text.swapcase()}!" if isinstance(text, str) else text


def later(value: Any) -> Any:
    """Read a time as if it were coarser than it is."""
    sent_at = value.message.sent_at
    return in_message(value, sent_at=sent_at * 1000) if sent_at else value


def turned(value: Any) -> Any:
    """Take whom a message is for for who sent it."""
    sender, recipients = value.message.sender, value.message.recipients
    return in_message(value, sender=recipients[0], recipients=(sender,)) if sender and recipients else value


def first_user(value: Any) -> Any:
    return in_message(value, recipients=value.message.recipients[:1])


def both_turned(value: Any) -> Any:
    return evolved(value, sender=value.peer, peer=value.sender)


def to(kind: str) -> Change:
    return lambda value: in_message(value, conversation=evolved(value.message.conversation, kind=kind))


def topicless(value: Any) -> Any:
    return in_message(value, conversation=evolved(value.message.conversation, topic_id=None))


def no_mode(value: Any) -> Any:
    push = value.message.push
    return in_message(value, push=evolved(push, mode=None)) if push else value


def looked_up(names: tuple[str, ...]) -> Change:
    """Look a level up as if there were no others."""

    def change(value: Any) -> Any:
        delivery = value.message.delivery if hasattr(value.message, "delivery") else None
        if delivery is not None and delivery.priority is not None:
            dict.fromkeys(names)[delivery.priority]
        return value

    return change


def crashed_on(tag: str) -> Change:
    def change(value: Any) -> Any:
        if any(type(part).__name__ == tag for part in value.message.parts):
            raise KeyError(tag)
        return value

    return change


def insist(name: str) -> Change:
    def change(body: Any) -> Any:
        if not body.get(name):
            raise CannotExpress(name)
        return body

    return change


def ticking(name: str) -> Change:
    return put(name, lambda held: next(TICKS))


def no_ids(receipt: Any) -> Any:
    return evolved(receipt, results=tuple([evolved(one, id=MessageId()) for one in receipt.results]))


def nobody(receipt: Any) -> Any:
    return evolved(receipt, results=tuple([evolved(one, target=None) for one in receipt.results]))


def no_failures(receipt: Any) -> Any:
    """Take each of several for done."""
    return evolved(receipt, results=tuple([evolved(one, error=None) for one in receipt.results]))


def no_reason(receipt: Any) -> Any:
    return evolved(receipt, error=evolved(receipt.error, reason=None)) if receipt.error else receipt


def of_family(name: str) -> Change:
    return lambda receipt: evolved(receipt, error=evolved(receipt.error, family=name)) if receipt.error else receipt


def all_well(body: bytes) -> Install:
    """Answer that all is well, whatever became of it."""
    return lambda codec: _with(codec, "receipts", "to_wire", lambda response: Response(body=body))


def stumbling(receipt: Any) -> Any:
    if receipt.error is not None and receipt.error.family == "unknown":
        raise KeyError(receipt.error.code)
    return receipt


def in_seconds(receipt: Any) -> Any:
    results = [evolved(one, sent_at=one.sent_at and one.sent_at // 1000) for one in receipt.results]
    return evolved(receipt, results=tuple(results))


Rows = tuple[tuple[str, str, str, Install], ...]

EASEMOB: Rows = (
    ("users", "the app's own data is not read", "nothing_forgotten", reads(message(ext=None))),
    ("users", "push information is not read", "canonical_identity", reads(message(push=None))),
    ("users", "the sender is the recipient", "canonical_identity", reads(turned)),
    ("users", "nobody asked for is nobody", "identity", writes(insist("from"))),
    ("chatgroups", "the first of several groups is all", "nothing_forgotten", reads(first("also"))),
    ("chatgroups/users", "all of a group get it", "nothing_forgotten", reads(message(recipients=()))),
    ("chatrooms", "a level of the future is looked up", "total", reads(looked_up(("high", "normal", "low")))),
    ("chatrooms", "a room is a group", "canonical_identity", reads(to("group"))),
    ("users/broadcast", "who is offline gets it too", "canonical_identity", reads(of(scope="all_users"))),
    ("msg_recall", "a reason is shouted", "edits_win", writes(put("recallMessageExtensionInfo", louder))),
    ("v2", "extra data stays at home", "honest_loss", writes(without("ext"))),
    ("msg_recall", "what is too late is not forced", "canonical_identity", reads(of(force=False))),
    ("msg_recall", "no reason is given", "nothing_forgotten", reads(of(reason=None))),
    ("batch_recall", "the first of several messages is all", "nothing_forgotten", reads(first("messages"))),
    ("rewrite", "new data is always added", "canonical_identity", reads(of(merge_ext=True))),
    ("rewrite", "every edit is another one", "pure", writes(lambda body: {**body, "user": str(next(TICKS))})),
    ("users/import", "a time is taken for seconds", "canonical_identity", reads(later)),
    ("users/import", "what was read is not", "nothing_forgotten", reads(message(is_read=None))),
    ("history", "no line was sent or received", "nothing_forgotten", reads(of(direction=None), "records")),
    ("history", "a line goes to its sender", "canonical_identity", reads(turned, "records")),
)

EASEMOB_ANSWERS: Rows = (
    ("users", "a message that was sent has no id", "nothing_forgotten", answers(no_ids)),
    ("users", "no error has a reason", "nothing_forgotten", answers(no_reason)),
    ("users", "each error is the server's", "canonical_identity", answers(of_family("server"))),
    ("users", "a code of the future is looked up", "total", answers(stumbling)),
    ("users", "all is well", "honest_answer", all_well(b'{"data":{}}')),
    ("batch_recall", "no recall fails", "nothing_forgotten", answers(no_failures)),
)

OPENIM: Rows = (
    ("send_msg", "the app's own data is not read", "nothing_forgotten", reads(message(ext=None))),
    ("send_msg", "a silent message is pushed", "nothing_forgotten", reads(no_mode)),
    ("send_msg", "the sender is the recipient", "canonical_identity", reads(turned)),
    ("send_msg", "a text is shouted", "edits_win", writes(put("content", put("content", louder)))),
    ("send_msg", "extra data stays at home", "honest_loss", writes(without("ex"))),
    ("send_msg", "an unknown content is looked up", "total", reads(crashed_on("UnknownPart"))),
    ("send_msg", "whoever sends has a name", "identity", writes(insist("senderNickname"))),
    ("batch_send_msg", "the first of several is all", "canonical_identity", reads(first_user)),
    ("batch_send_msg", "all are but those named", "canonical_identity", reads(of(scope="targets"))),
    ("send_simple_msg", "a text is markdown no longer", "canonical_identity", reads(message(parts=()))),
    ("send_business_notification", "every notice is another one", "pure", writes(ticking("reliabilityLevel"))),
    ("revoke_msg", "nobody takes it back", "canonical_identity", reads(of(actor=None))),
    ("revoke_msg", "the other one is forgotten", "canonical_identity", reads(of(peer=None))),
    ("modify_message", "nothing is new", "canonical_identity", reads(of(parts=None))),
    ("search_msg", "nothing is ever revoked", "canonical_identity", reads(message(state=None), "records")),
    ("pull_msg_by_seq", "all is read", "canonical_identity", reads(message(is_read=True), "records")),
)

OPENIM_ANSWERS: Rows = (
    ("send_msg", "a message that was sent has no id", "nothing_forgotten", answers(no_ids)),
    ("send_msg", "no error has a reason", "nothing_forgotten", answers(no_reason)),
    ("send_msg", "each error is the server's", "canonical_identity", answers(of_family("server"))),
    ("send_msg", "a time is in seconds", "canonical_identity", answers(in_seconds)),
    ("batch_send_msg", "nobody fails", "nothing_forgotten", answers(no_failures)),
    ("send_msg", "all is well", "honest_answer", all_well(b'{"errCode":0,"errMsg":"","errDlt":""}')),
)

TENCENT: Rows = (
    ("sendmsg", "the app's own data is not read", "nothing_forgotten", reads(message(ext=None))),
    ("sendmsg", "push information is not read", "nothing_forgotten", reads(message(push=None))),
    ("sendmsg", "how to deliver is not read", "nothing_forgotten", reads(message(delivery=None))),
    ("sendmsg", "the sender is the recipient", "canonical_identity", reads(turned)),
    ("sendmsg", "a message has a number", "identity", writes(insist("MsgSeq"))),
    ("sendmsg", "extra data stays at home", "honest_loss", writes(without("CloudCustomData"))),
    ("batchsendmsg", "the first of several is all", "nothing_forgotten", reads(first_user)),
    ("send_group_msg", "nobody is mentioned", "nothing_forgotten", reads(message(mentions=()))),
    ("send_group_msg", "a topic is the whole community", "nothing_forgotten", reads(topicless)),
    ("send_group_msg", "all of a group get it", "nothing_forgotten", reads(message(recipients=()))),
    ("send_group_msg", "a level of the future is looked up", "total", reads(looked_up(("high", "normal", "low")))),
    ("send_group_system_notification", "a notice is shouted", "edits_win", writes(put("Content", louder))),
    ("send_official_account_msg", "a channel is a group", "canonical_identity", reads(to("group"))),
    ("admin_msgwithdraw", "the sender is the recipient", "canonical_identity", reads(both_turned)),
    ("group_msg_recall", "the first of several messages is all", "nothing_forgotten", reads(first("messages"))),
    ("group_msg_recall", "no reason is given", "nothing_forgotten", reads(of(reason=None))),
    ("modify_group_msg", "new data is not read", "nothing_forgotten", reads(of(ext=None))),
    ("importmsg", "what is imported is new", "canonical_identity", reads(of(live=True))),
    ("import_group_msg", "the first of several messages is all", "nothing_forgotten", reads(of(more=()))),
    ("import_group_msg", "every import is another one", "pure", writes(lambda b: {**b, "GroupId": str(next(TICKS))})),
    ("admin_getroammsg", "nothing is ever recalled", "nothing_forgotten", reads(message(state=None), "records")),
    ("group_msg_get_simple", "a time is finer than it is", "canonical_identity", reads(later, "records")),
)

TENCENT_ANSWERS: Rows = (
    ("sendmsg", "a message that was sent has no key", "nothing_forgotten", answers(no_ids)),
    ("sendmsg", "no error has a reason", "nothing_forgotten", answers(no_reason)),
    ("sendmsg", "each error is the server's", "canonical_identity", answers(of_family("server"))),
    ("send_group_msg", "a time is finer than it is", "canonical_identity", answers(in_seconds)),
    ("batchsendmsg", "nobody fails", "nothing_forgotten", answers(no_failures)),
    ("sendmsg", "all is well", "honest_answer", all_well(b'{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}')),
)


BUGS = tuple(
    [
        RestBug(vendor=name, command=command, about=about, law=law, install=install, of_answers=of_answers)
        for name, rows, of_answers in (
            ("easemob", EASEMOB, False),
            ("easemob", EASEMOB_ANSWERS, True),
            ("openim", OPENIM, False),
            ("openim", OPENIM_ANSWERS, True),
            ("tencent", TENCENT, False),
            ("tencent", TENCENT_ANSWERS, True),
        )
        for command, about, law, install in rows
    ]
)
