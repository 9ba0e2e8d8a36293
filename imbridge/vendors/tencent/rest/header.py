"""What stands around every REST call of Tencent's, and what several of them share."""

from msgspec import Struct

from imbridge.context import Context
from imbridge.http import Request, escape, split_query
from imbridge.model import Call, Delivery, Merged, Message, Part, Participant, PushInfo
from imbridge.model.events.header import fingerprint
from imbridge.substitute import custom_for
from imbridge.vendors.tencent.enums import PRIORITIES, PRIORITY_NAMES, SKIPPED, SKIPPED_NAMES
from imbridge.vendors.tencent.events.header import flag_from_wire, word
from imbridge.vendors.tencent.wire import rest as wire
from imbridge.wire import encode, named, text_from_data

NO_UNREAD, NO_LAST = "NoUnread", "NoLastMsg"
NO_DELIVERY, NO_PUSH = Delivery(), PushInfo()
NO_ANDROID, NO_APNS = wire.Android(), wire.Apns()

SERVICES = {
    "send_group_msg": "group_open_http_svc",
    "send_group_system_notification": "group_open_http_svc",
    "group_msg_recall": "group_open_http_svc",
    "import_group_msg": "group_open_http_svc",
    "send_broadcast_msg": "group_open_http_svc",
    "send_official_account_msg": "official_account_open_http_svc",
}
"""Of whom a call is asked, where that is not `openim`; `modify_group_msg` is."""


class Header(Struct, gc=False):
    """What is known of a call beside its own fields."""

    command: str
    app: str | None


def header_from_wire(request: Request, command: str) -> Header:
    return Header(command, split_query(request.url).get("sdkappid") or None)


def call_url(command: str, context: Context) -> str:
    """Return where a call goes; identifier, usersig and random are the caller's to add."""
    app = f"sdkappid={escape(context.app)}&" if context.app else ""
    service = SERVICES.get(command, "openim")
    return f"{context.url.rstrip('/')}/v4/{service}/{command}?{app}contenttype=json"


def call_to_wire(body: object, command: str, context: Context) -> Request:
    return Request(url=call_url(command, context), body=encode(body))


def people(accounts: list[str] | str | None, pointer: str = "/To_Account") -> tuple[Participant, ...]:
    if accounts is None:
        return ()
    found = named([accounts] if isinstance(accounts, str) else accounts, pointer)
    return tuple([Participant(id=account) for account in found])


def sendable(parts: tuple[Part, ...], context: Context) -> tuple[Part, ...]:
    """Return parts that may be sent: merged history may not, unless the vendor itself did."""
    if context.own or not any(part.__class__ is Merged for part in parts):
        return parts
    context.substitute("merged", "tencent's REST interface takes no merged history")
    return tuple([custom_for(part) if part.__class__ is Merged else part for part in parts])


def random_of(call: Call, message: Message, context: Context) -> int:
    """Return the number by which the vendor knows what is sent twice: the same on each run, another once edited."""
    random = given_random(message, context)
    return drawn(call) if random is None else random


def given_random(message: Message, context: Context) -> int | None:
    """Return the number that a message has; of another vendor's only what is one here, an unsigned one of 32 bits."""
    random = message.id.random
    return random if random is None or context.own or 0 <= random < 2**32 else None


def drawn(value: Call | Message) -> int:
    """Return 32 bits that are the same for what says the same."""
    return int.from_bytes(fingerprint(value)[:4])


def delivery_from_wire(
    body: wire.Sent,
    receipt: int | None,
    *,
    priority: str | None = None,
    lifetime: int | None = None,
    sync: int | None = None,
) -> Delivery | None:
    online = body.MsgOnlineOnlyFlag if body.OnlineOnlyFlag is None else body.OnlineOnlyFlag
    control = body.SendMsgControl or ()
    delivery = Delivery(
        online_only=flag_from_wire(online),
        priority=PRIORITIES.get(priority, priority) if priority else None,
        lifetime=lifetime,
        sync_to_sender=SYNCED.get(sync or 0),
        receipt=flag_from_wire(receipt),
        count_unread=False if NO_UNREAD in control else None,
        update_conversation=False if NO_LAST in control else None,
        extensible=flag_from_wire(body.SupportMessageExtension),
        skip_callbacks=tuple([SKIPPED.get(name, name) for name in body.ForbidCallbackControl or ()]),
    )
    return None if delivery == NO_DELIVERY else delivery


def delivery_to_wire(body: wire.Sent, delivery: Delivery, context: Context) -> None:
    """Write what all sends can say of how a message is to be delivered."""
    control = [NO_UNREAD] if delivery.count_unread is False else []
    control += [NO_LAST] if delivery.update_conversation is False else []
    skipped = [word(name, SKIPPED_NAMES, context) for name in delivery.skip_callbacks]
    body.OnlineOnlyFlag = flag(delivery.online_only)
    body.SendMsgControl = control or None
    body.SupportMessageExtension = flag(delivery.extensible)
    body.ForbidCallbackControl = [name for name in skipped if name is not None] or None


def priority_to_wire(delivery: Delivery, context: Context) -> str | None:
    return word(delivery.priority, PRIORITY_NAMES, context)


def flag(said: bool | None) -> int | None:
    return None if said is None else int(said)


def sync_to_wire(delivery: Delivery) -> int | None:
    return None if delivery.sync_to_sender is None else 1 if delivery.sync_to_sender else 2


def push_from_wire(info: wire.Push | None) -> PushInfo | None:
    if info is None:
        return None
    android, apns = info.AndroidInfo or NO_ANDROID, info.ApnsInfo or NO_APNS
    push = PushInfo(
        mode=PUSH_MODES.get(info.PushFlag) if info.PushFlag is not None else None,
        title=info.Title or None,
        body=info.Desc or None,
        ext=info.Ext,
        ios_sound=apns.Sound or None,
        android_sound=android.Sound or None,
        ios_badge=None if apns.BadgeMode not in (0, 1) else apns.BadgeMode == 0,
        ios_title=apns.Title or None,
        ios_subtitle=apns.SubTitle or None,
        ios_mutable=flag_from_wire(apns.MutableContent),
    )
    return None if push == NO_PUSH else push


def push_to_wire(push: PushInfo | None) -> wire.Push | None:
    if push is None:
        return None
    apns = wire.Apns(
        Sound=push.ios_sound,
        BadgeMode=None if push.ios_badge is None else int(not push.ios_badge),
        Title=push.ios_title,
        SubTitle=push.ios_subtitle,
        MutableContent=flag(push.ios_mutable),
    )
    info = wire.Push(
        PushFlag=PUSH_FLAGS.get(push.mode or ""),
        Title=push.title,
        Desc=push.body,
        Ext=text_from_data(push.ext),
        AndroidInfo=None if push.android_sound is None else wire.Android(Sound=push.android_sound),
        ApnsInfo=None if apns == NO_APNS else apns,
    )
    return None if info == NO_INFO else info


NO_INFO = wire.Push()
SYNCED = {1: True, 2: False}
PUSH_MODES = {0: "normal", 1: "silent"}
PUSH_FLAGS = {"normal": 0, "silent": 1}
