"""What stands around every REST call of Easemob's, and its message bodies."""

import re
from decimal import Decimal
from typing import Any

from msgspec import UNSET, Raw, Struct, ValidationError
from msgspec.json import Decoder

from imbridge.context import Context
from imbridge.errors import CannotExpress, Malformed
from imbridge.http import Request, escape, unescape
from imbridge.model import Custom, Data, Delivery, Location, Merged, Message, Part, Participant, UnknownPart
from imbridge.substitute import fit
from imbridge.vendors.easemob import messages
from imbridge.vendors.easemob.enums import PRIORITIES, PRIORITY_NAMES
from imbridge.vendors.easemob.events.header import word
from imbridge.vendors.easemob.wire import parts
from imbridge.vendors.easemob.wire import rest as wire
from imbridge.wire import MAP_KEYS, TEXT, encode, escaped, parse, text_from_data, text_of

ONLINE = "ROUTE_ONLINE"
LEADING = "/messages/"
MESSAGES, V2, REWRITE = "messages", "v2", "rewrite/"
JAVA_TEXT = "text"
NO_DELIVERY = Delivery()
COMMANDS = frozenset(
    {
        *("users", "chatgroups", "chatrooms", "chatgroups/users", "chatrooms/users"),
        *("broadcast", "users/broadcast", "chatrooms/broadcast", "users/import", "chatgroups/import"),
        *("msg_recall", "batch_recall", "recall"),
    }
)
"""The calls, by the path behind `messages`; behind none is v2's one, and `rewrite` has an id behind it."""


class Header(Struct, gc=False):
    """What is known of a call beside its own fields."""

    command: str
    app: str | None
    id: str | None  # in the path


def path_of(url: str) -> tuple[str, str, str]:
    """Return of a URL what is before its path, and `/{org}/{app}` and the call as far as they are there."""
    url = url.partition("?")[0]
    head, _, tail = url.rpartition(LEADING)
    if tail in COMMANDS and "://" in head:
        *before, org, name = head.split("/")
        if len(before) > 2:  # scheme, nothing, host
            return "/".join(before), f"/{org}/{name}", tail
    scheme, found, rest = url.partition("://")
    host, slash, path = (rest if found else url).partition("/")
    steps = path.split("/")
    for index, step in enumerate(steps):
        tail = "/".join(steps[index + 1 :])
        if step == MESSAGES and (tail in COMMANDS or tail.startswith(REWRITE) or not tail):
            app = "/".join(steps[max(index - 2, 0) : index]) if index > 1 else ""
            base = "/".join(steps[: max(index - 2, 0)]) if index > 1 else "/".join(steps[:index])
            front = (scheme + found if found else "") + host + (slash + base if base else "")
            return front, f"/{app}" if app else "", tail
    return url, "", ""


def split_url(url: str) -> tuple[str, str]:
    """Tell the host from the app and the call."""
    front = path_of(url)[0]
    return front, url[len(front) :]


def header_from_wire(request: Request, command: str | None) -> Header:
    front, app, tail = path_of(request.url)
    if command is None:
        if front == request.url.partition("?")[0]:
            raise Malformed("the url names no call that there is a value for")
        command = "rewrite" if tail.startswith(REWRITE) else tail or V2
    org, _, name = app[1:].partition("/")
    id = unescape(tail.removeprefix(REWRITE)) if tail.startswith(REWRITE) else None
    return Header(command, f"{unescape(org)}#{unescape(name)}" if app else None, id)


def call_to_wire(body: object, command: str, context: Context, id: str | None = None) -> Request:
    org, found, name = (context.app or "").partition("#")
    if context.app and not found:
        raise CannotExpress("wants an app of the form org#app")
    app = f"/{escape(org)}/{escape(name)}" if found else ""
    tail = "" if command == V2 else f"/{command}"
    if id is not None:
        return Request(
            method="PUT", url=f"{context.url.rstrip('/')}{app}/messages{tail}/{escape(id)}", body=encode(body)
        )
    return Request(url=f"{context.url.rstrip('/')}{app}/messages{tail}", body=encode(body))


def sender_from_wire(body: Any) -> Participant | None:
    if body.from_ == "":
        raise Malformed("an empty sender", pointer="/from")
    return Participant(id=body.from_) if body.from_ else None


def ext_of(body: Any) -> Any:
    if body.ext is None:
        raise Malformed("null where an object should be", pointer="/ext")
    return None if body.ext is UNSET else body.ext


def sender_to_wire(message: Message) -> Any:
    return message.sender.id if message.sender is not None and message.sender.id else UNSET


def delivery_from_wire(body: Any, timed: bool) -> Delivery | None:
    level = body.chatroom_msg_level
    delivery = Delivery(
        online_only=True if body.routetype == ONLINE else None,
        priority=PRIORITIES.get(level, level) if level else None,
        sync_to_sender=body.sync_device,
        receipt=body.need_group_ack if timed else None,
    )
    return None if delivery == NO_DELIVERY else delivery


def delivery_to_wire(body: Any, message: Message, context: Context) -> None:
    delivery = message.delivery or NO_DELIVERY
    body.sync_device = delivery.sync_to_sender
    body.routetype = ONLINE if delivery.online_only else None
    kind = message.conversation.kind
    if context.own or kind == "room":
        body.chatroom_msg_level = word(delivery.priority, PRIORITY_NAMES, context)
    if isinstance(body, wire.SendV3):
        body.need_group_ack = delivery.receipt if context.own or kind == "group" else None
        body.msg_timestamp = message.sent_at


def part_from_wire(raw: Raw) -> tuple[Part, ...]:
    """Read a body with its type; the Java SDK calls a text `text`."""
    (part,) = messages.parts_from_wire([raw])
    if isinstance(part, UnknownPart) and part.type == JAVA_TEXT and isinstance(part.payload, dict):
        return messages.parts_from_wire([Raw(encode({**part.payload, "type": "txt"}))])
    return (part,)


def typed_part_from_wire(type: str, body: Raw) -> tuple[Part, ...]:
    """Read a body whose type stands beside it."""
    shape = messages.SHAPES.get(type)
    if shape is not None:
        try:
            return (messages.FROM_WIRE[shape](DECODERS[shape](body)),)
        except (ValidationError, Malformed):
            pass
    held = parse(body)
    if not isinstance(held, dict):
        return (UnknownPart(vendor=messages.NAME, type=type, payload=held),)
    return part_from_wire(Raw(encode({**held, "type": type})))


def part_to_wire(fitting: tuple[Part, ...], context: Context) -> Any:
    """Write the one part of a message as a body with its type."""
    if len(fitting) != 1:
        raise CannotExpress("needs one part")
    part = fitting[0]
    if isinstance(part, Location):
        return parts.Loc(lat=degrees(part.latitude), lng=degrees(part.longitude), addr=part.description)
    if isinstance(part, Custom):
        exts = None if part.data is None else texts(part.data)
        return parts.CustomBody(customEvent=part.name, customExts=exts)
    (body,) = messages.parts_to_wire(fitting, context)
    return body


def typed_part_to_wire(fitting: tuple[Part, ...], context: Context) -> tuple[str, Raw]:
    """Write it as its type, and a body without."""
    body = part_to_wire(fitting, context)
    if not isinstance(body, Struct):
        part = fitting[0]
        assert isinstance(part, UnknownPart)
        return part.type, Raw(encode(part.payload))
    type = str(body.__struct_config__.tag)
    rest = encode(body)[len(f'{{"type":"{type}"') :]  # the tag comes first
    return type, Raw(b"{" + rest.removeprefix(b","))


def degrees(number: float) -> str:
    """Write a coordinate as the shortest decimal text; one very near to a meridian too has no exponent."""
    text = text_of(number)
    return text if "e" not in text else format(Decimal(text), "f")


def texts(data: Data) -> dict[str, Any]:
    """Write data into a map of texts, here without numbers among them."""
    if isinstance(data, dict) and len(data) <= MAP_KEYS and all(isinstance(held, str) for held in data.values()):
        return escaped(data)
    return {TEXT: text_from_data(data)}


def fitted(given: tuple[Part, ...], context: Context) -> tuple[Part, ...]:
    """Return parts that may be sent: no merged history, and no custom part with a name that is refused."""
    if context.own or (len(given) == 1 and given[0].__class__ in PLAIN_KINDS):
        return given
    fitting = fit(given, SENDABLE, messages.NAME, context, messages.stand_in)
    return tuple([part if is_named_well(part) else misnamed(part, context) for part in fitting])


def misnamed(part: Part, context: Context) -> Part:
    context.substitute("custom", "easemob refuses its name")
    return messages.stand_in(part)


def is_named_well(part: Part) -> bool:
    return not isinstance(part, Custom) or part.name is None or NAME(part.name) is not None


NAME = re.compile(r"[a-zA-Z0-9-_/.]{1,32}").fullmatch
SENDABLE = messages.KINDS - {Merged}
PLAIN_KINDS = SENDABLE - {Custom, UnknownPart}
"""What may be sent, and of that what may be sent whatever is in it."""

DECODERS = {shape: Decoder(shape).decode for shape in messages.FROM_WIRE}
