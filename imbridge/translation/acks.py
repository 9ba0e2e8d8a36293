"""Several replies to what was asked in several requests, as one ack."""

from collections.abc import Iterable, Sequence

from imbridge.errors import CannotExpress
from imbridge.model import (
    Ack,
    Allow,
    AnyEvent,
    Discard,
    Failed,
    MemberChanges,
    Partial,
    Reject,
    Relation,
    Rewrite,
    Verdict,
)


def joined_acks(asked: Sequence[AnyEvent], answers: Sequence[Ack]) -> Ack:
    """Return as one ack what was answered to each of the events that one was said in."""
    if not answers:
        return Allow()
    if all(answer == answers[0] for answer in answers):
        return answers[0]
    refused = [verdict for one, answer in zip(asked, answers, strict=True) for verdict in refusals(one, answer)]
    changes = [answer.changes for answer in answers if isinstance(answer, Rewrite)]
    members = [member for change in changes if isinstance(change, MemberChanges) for member in change.members]
    if changes and (refused or not members):
        raise CannotExpress("some replies refuse or change what others do not")
    if members:
        return Rewrite(changes=MemberChanges(members=tuple(members)))
    return Partial(verdicts=tuple(refused)) if refused else Failed()


def refusals(asked: AnyEvent, answer: Ack) -> Iterable[Verdict]:
    """Return whom an answer refuses of those that were asked about."""
    if isinstance(answer, Partial):
        return answer.verdicts
    if not isinstance(answer, Reject | Discard):
        return ()
    code, reason = (answer.code, answer.reason) if isinstance(answer, Reject) else (None, None)
    held = getattr(asked, asked.many) if asked.many else ()
    ids = [one.user_id if isinstance(one, Relation) else one.id for one in held]
    if not ids:
        raise CannotExpress("some replies refuse what others do not")
    return [Verdict(id=id, code=code, reason=reason) for id in ids]
