"""Translate a REST request from one vendor to another, and the answer to it back."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from imbridge.codec import Codec
from imbridge.context import Policy
from imbridge.errors import CannotExpress
from imbridge.form import Form, WholeNative
from imbridge.http import Endpoint, Request, Response
from imbridge.model import Call, Edit, Import, Recall, Send
from imbridge.model.canonical import canonical
from imbridge.translation.losses import Loss, loss, native_losses, only_one, unlike
from imbridge.vendors import loaded


class SendTranslation(Struct, eq=False, gc=False):
    """What became of one REST request; `send` and `losses` are finished when asked for."""

    requests: tuple[Request, ...]
    source: Codec
    target: Codec
    _call: Call
    _policy: Policy

    def __repr__(self) -> str:
        return f"SendTranslation({self.source.name} to {self.target.name}, {len(self.requests)} requests)"

    @property
    def send(self) -> Call:
        """The canonical send, recall, edit or import, native included."""
        rest(self.source).attach(self._call)
        return self._call

    @property
    def request(self) -> Request:
        """The one request; raises CannotExpress unless there is exactly one."""
        if len(self.requests) != 1:
            raise CannotExpress(f"came to {len(self.requests)} requests: use requests", vendor=self.target.name)
        return self.requests[0]

    def receipt(self, responses: Sequence[Response]) -> Response:
        """Return in the source's format what the target answered to the requests, in their order."""
        receipt = self.target.decode_receipt(responses, to=self._call, policy=self._policy)
        answers = self.source.encode_receipt(receipt, to=self._call)
        return answers[0]

    def losses(self) -> tuple[Loss, ...]:
        """Return what the target's servers will not learn, or will learn otherwise."""
        call, source, target = self._call, rest(self.source), rest(self.target)
        if not self.requests:
            return (Loss(path="", kind="dropped", was=canonical(call)),)
        read = [target.read(request) for request in self.requests]
        arrived = joined(read, call)
        found = [loss(one) for one in unlike(call, arrived, only_one(source.says, target.says, ENVELOPE))]
        if isinstance(call, Import) and isinstance(read[0], Send):
            found.insert(0, Loss(path="type", kind="changed", was=call.type, now=read[0].type))
        if source.vendor != target.vendor and isinstance(call.native, WholeNative):
            call.native.keep()
            found += native_losses(call.native)
        return tuple(found)


def translate_send(
    request: Request,
    source: str | Codec,
    target: str | Codec,
    *,
    command: str | None = None,
    endpoint: Endpoint | None = None,
    policy: Policy = None,
) -> SendTranslation:
    """Turn a REST request of `source` (a send, recall, edit or import) into the same of `target`.

    `command` names the call where the url does not. Raises Malformed or TooLarge for what is no such
    request, CannotExpress for what the target has no words for and the policy no substitute.
    """
    a = source if isinstance(source, Codec) else loaded(source)
    b = target if isinstance(target, Codec) else loaded(target)
    call: Any = rest(a).read(request, command)
    if a.name == b.name:
        rest(a).attach(call)
    return SendTranslation(b.encode_send(call, endpoint=endpoint, policy=policy), a, b, call, policy)


def rest(codec: Codec) -> Form:
    """Return how a vendor's REST calls are read and written."""
    if codec.calls is None:
        raise CannotExpress("has no REST side here", vendor=codec.name)
    return codec.calls


ENVELOPE = frozenset({"vendor", "command", "app"})
"""Fields that differ between vendors by nature."""


def joined(calls: Sequence[Call], sent: Call) -> Call:
    """Return as one call what took several requests."""
    first, *others = calls
    if isinstance(sent, Import):
        return _joined_imports(calls, sent)
    if not others:
        return first
    match first:
        case Recall():
            ids = [id for call in calls if isinstance(call, Recall) for id in call.messages]
            return replace(first, messages=tuple(ids))
        case Send():
            return _joined_sends(first, [call for call in calls if isinstance(call, Send)])
        case Import() | Edit():
            return first


def _joined_imports(calls: Sequence[Any], sent: Import) -> Import:
    """Join messages of the past, sent or imported, and those that each hold one part of a message."""
    held = [one for call in calls for one in (call.message, *getattr(call, "more", ()))]
    counts = [max(1, len(one.parts)) for one in (sent.message, *sent.more)]
    if len(held) == sum(counts):
        pieces = iter(held)
        whole = [[next(pieces) for _ in range(count)] for count in counts]
        held = [replace(of[0], parts=tuple([part for one in of for part in one.parts])) for of in whole]
    first, *others = held
    return replace(sent, message=first, more=tuple(others), live=getattr(calls[0], "live", None))


def _joined_sends(first: Send, calls: list[Send]) -> Send:
    """Join sends to other targets, and sends of further parts to the same."""
    recipients = {user.id: user for call in calls for user in call.message.recipients}
    groups = dict.fromkeys([group for call in calls for group in (call.message.conversation.id, *call.also)])
    start = (first.message.recipients[:1], first.message.conversation.id)
    parts = [
        part
        for call in calls
        if (call.message.recipients[:1], call.message.conversation.id) == start
        for part in call.message.parts
    ]
    said = [call.message for call in calls]
    message = replace(
        first.message,
        recipients=tuple(recipients.values()),
        parts=tuple(parts),
        mentions=next((one.mentions for one in said if one.mentions), ()),
        quote=next((one.quote for one in said if one.quote is not None), None),
    )
    also = [group for group in groups if group is not None and group != first.message.conversation.id]
    return replace(first, message=message, also=tuple(also))
