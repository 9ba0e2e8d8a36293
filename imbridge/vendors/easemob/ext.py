"""What stands in Easemob's `ext` beside the app's own data: mentions, a quote, push information."""

from typing import Any

import msgspec
from msgspec import Struct, ValidationError, convert

from imbridge.context import Context
from imbridge.model import Data, Mention, Message, MessageId, Participant, PushInfo, Quote
from imbridge.vendors.easemob.enums import QUOTED, QUOTED_NAMES
from imbridge.vendors.easemob.wire import parts as wire
from imbridge.wire import data_from_object, object_from_data

EVERYONE = "all"


class Said(Struct, frozen=True, gc=False):
    """What an `ext` holds: the app's own data, and what the vendor's reserved keys mean."""

    ext: Data | None = None
    mentions: tuple[Mention, ...] = ()
    quote: Quote | None = None
    push: PushInfo | None = None


def ext_from_wire(held: Any) -> Said:
    """Read `ext`: what the reserved keys say, as far as they have their documented shape."""
    if not held:
        return NOTHING_SAID
    if isinstance(held, str):
        return Said(held)
    if LIFTED.isdisjoint(held):
        return Said(data_from_object(held))
    rest = dict(held)
    mentions, quote, push = mentions_from_wire(rest), quote_from_wire(rest), push_from_wire(rest)
    return Said(data_from_object(rest), mentions, quote, push)


def ext_to_wire(message: Message, context: Context) -> dict[str, Any]:
    held = object_from_data(message.ext)
    if not message.mentions and message.quote is None and message.push is None:  # nearly always
        return held
    held = dict(held)
    if message.mentions:
        held["em_at_list"] = mentions_to_wire(message.mentions)
    if message.quote is not None:
        held["msgQuote"] = quote_to_wire(message.quote, context)
    if message.push is not None:
        push_to_wire(message.push, held)
    return held


def mentions_from_wire(rest: dict[str, Any]) -> tuple[Mention, ...]:
    held = rest.get("em_at_list")
    if held == EVERYONE:
        mentions: tuple[Mention, ...] = (Mention(everyone=True),)
    elif isinstance(held, list) and all(isinstance(id, str) and id for id in held):
        mentions = tuple([Mention(id=id) for id in held])
    else:
        return ()
    if mentions:
        del rest["em_at_list"]
    return mentions


def mentions_to_wire(mentions: tuple[Mention, ...]) -> list[str] | str:
    if any(mention.everyone for mention in mentions):
        return EVERYONE
    return [mention.id for mention in mentions if mention.id]


def quote_from_wire(rest: dict[str, Any]) -> Quote | None:
    try:
        quote = convert(rest["msgQuote"], wire.MsgQuote)
    except (KeyError, ValidationError):
        return None
    del rest["msgQuote"]
    return Quote(
        message=Message(
            id=MessageId(server=quote.msgID or None),
            sender=Participant(id=quote.msgSender) if quote.msgSender else None,
        ),
        preview=quote.msgPreview or None,
        kind=QUOTED.get(quote.msgType, quote.msgType) or None,
    )


def quote_to_wire(quote: Quote, context: Context) -> wire.MsgQuote:
    kind, sender = quote.kind or "", quote.message.sender
    return wire.MsgQuote(
        msgID=quote.message.id.server or "",
        msgPreview=quote.preview or "",
        msgSender=sender.id if sender is not None else "",
        msgType=QUOTED_NAMES.get(kind, kind if context.own else ""),
    )


def push_from_wire(rest: dict[str, Any]) -> PushInfo | None:
    mode = lifted_mode(rest)
    shown, apns = lifted(rest, "em_push_ext", wire.PushExt), lifted(rest, "em_apns_ext", wire.ApnsExt)
    push = PushInfo(
        mode=mode,
        title=shown.title,
        body=shown.content,
        ext=data_from_object(shown.custom) if shown.custom else None,
        ios_sound=apns.em_push_sound,
        ios_title=apns.em_push_title,
        ios_category=apns.em_push_category,
        ios_mutable=apns.em_push_mutable_content,
    )
    return None if push == NO_PUSH else push


def push_to_wire(push: PushInfo, held: dict[str, Any]) -> None:
    """Write push information among the rest of an `ext`."""
    if push.mode in MODES:
        for key in MODES.values():
            if held.get(key) is True:  # of two that are true neither counts
                del held[key]
        held[MODES[push.mode]] = True
    shown = wire.PushExt(
        title=push.title,
        content=push.body,
        custom=object_from_data(push.ext) if push.ext is not None else None,
    )
    apns = wire.ApnsExt(
        em_push_title=push.ios_title,
        em_push_category=push.ios_category,
        em_push_sound=push.ios_sound,
        em_push_mutable_content=push.ios_mutable,
    )
    for key, said in ("em_push_ext", msgspec.to_builtins(shown)), ("em_apns_ext", msgspec.to_builtins(apns)):
        beside = held.get(key)
        if said:
            held[key] = {**beside, **said} if isinstance(beside, dict) else said


def lifted_mode(rest: dict[str, Any]) -> str | None:
    """Take the push mode out of an `ext`: of two flags exactly one is true."""
    modes = [mode for mode, key in MODES.items() if rest.get(key) is True]
    if len(modes) != 1:
        return None
    del rest[MODES[modes[0]]]
    return modes[0]


def lifted(rest: dict[str, Any], key: str, shape: Any) -> Any:
    """Take the members that a struct knows, and that say something, out of an object within an `ext`."""
    held = rest.get(key)
    if not isinstance(held, dict):
        return shape()
    said: dict[str, Any] = {}
    for name in shape.__struct_fields__:
        try:
            value = getattr(convert({name: held.get(name)}, shape), name)
        except ValidationError:
            continue
        if value or value is False:
            said[name] = value
    if said:
        rest[key] = {name: value for name, value in held.items() if name not in said}
        if not rest[key]:
            del rest[key]
    return shape(**said)


NO_PUSH = PushInfo()

NOTHING_SAID = Said()

MODES = {"silent": "em_ignore_notification", "forced": "em_force_notification"}

LIFTED = frozenset({"em_at_list", "msgQuote", "em_push_ext", "em_apns_ext", *MODES.values()})
"""Keys of `ext` that mean something to the vendor and have a field of their own in the model."""
