"""What each vendor's events are known by, and the ids that follow from it."""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote

from tests.benchmarks.with_pydantic.model import Event

Fields = tuple[str | int | None, ...]


def tencent_fields(event: Event) -> Fields:
    message = event.message
    conversation, sender = message.conversation, message.sender.id
    if conversation.kind == "direct":
        return event.command, None, sender, message.recipients[0].id, message.id.server
    if event.type == "message.sent":
        return event.command, conversation.id, None, message.id.seq
    return event.command, conversation.id, None, sender, message.id.random, event.occurred_at


def openim_fields(event: Event) -> Fields:
    message = event.message
    recipient = message.recipients[0].id if message.recipients else None
    return event.command, message.id.server, recipient, message.conversation.id


def easemob_fields(event: Event) -> Fields:
    message = event.message
    return event.callback_id, message.recipients[0].id if message.recipients else message.conversation.id


def digest(event: Event) -> bytes:
    fields = ["" if field is None else quote(str(field), safe="") for field in FIELDS[event.vendor](event)]
    return sha256(f"{event.vendor}:{event.type}:{'|'.join(fields)}".encode()).digest()


def hex_id(event: Event) -> str:
    return digest(event).hex()[:32]


def decimal_id(event: Event) -> str:
    return str(int(digest(event).hex()[:15], 16)).zfill(18)


def numbers(event: Event) -> tuple[int, int]:
    held = digest(event)
    return int.from_bytes(held[:4], "big"), int.from_bytes(held[4:8], "big")


FIELDS: dict[str, Callable[[Event], Fields]] = {
    "tencent": tencent_fields,
    "openim": openim_fields,
    "easemob": easemob_fields,
}
