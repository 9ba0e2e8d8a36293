"""What all of Easemob's callbacks share: the server's own members, and the spellings of an id.

Written from the vendor's documents alone.
"""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, maybe, seldom
from imbridge.testing.jsons import ids, millis, words

PEOPLE, GROUPS = ("@easemob.com", "@conference.easemob.com")

VOLATILE = tuple([f"/body/{name}" for name in ("security", "securityVersion", "ecurityVersion", "host")])
"""What a retry may carry otherwise: signature and server node."""

KINDS = {"direct": ("user", "chat"), "group": ("group", "groupchat"), "room": ("room", "chatroom")}
"""What `content_type` and `payload.type` call each kind of conversation."""

users: st.SearchStrategy[str] = ids.map(lambda id: id.partition("/")[0] or "ann")
"""Ids without a slash, which begins the resource of a JID."""

groups = st.sampled_from(("280000000000001", "test_123")) | users
digits = st.sampled_from(("1399000111222333444", "9223372036854775807", "5I02W-XX-8278a"))
devices = st.sampled_from(("5F2C", "a_b/c")) | words

PLATFORMS = ("ios", "android", "win", "webim", "linux", "other", "Fridge")

resources: st.SearchStrategy[str] = st.builds(
    lambda platform, device: f"/{platform}{device}", st.sampled_from(PLATFORMS), st.just("") | devices.map("_".__add__)
)
"""Devices as they stand behind the long form of an id."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a callback is settled before its members are drawn."""

    command: str
    kind: str
    generation: int
    app: str | None

    def jid(self, user: str, domain: str = "@easemob.com") -> str:
        """Write an id in the long form."""
        return f"{self.app}_{user}{domain}" if self.app else f"{user}{domain}"


def sender(draw: Draw, setting: Setting) -> Any:
    """Draw `from` of anybody, seldom of nobody."""
    return seldom(draw, spelled(draw, setting, draw(users)), "")


def spelled(draw: Draw, setting: Setting, user: str) -> Any:
    """Write the id of who acts: bare, with a device behind it, or in a spelling that says the same."""
    match draw(st.sampled_from((*("bare",) * 6, "device", "device", "odd", "odd"))):
        case "bare":
            return user
        case "device":
            return setting.jid(user) + draw(resources)
        case _:
            long, short = setting.jid(user), setting.jid(user, "")
            odd = [f"{user}/ios_5F", f"{short}/android_5F", f"{long}/", f"{long}/windows_5F"]
            odd += [long, f"{user}@easemob.com", *([] if short == user else [short])]
            return Odd(draw(st.sampled_from(odd)))


def place(draw: Draw, setting: Setting, id: str, domain: str) -> Any:
    """Write an id of a recipient, group or thread: bare, seldom in the long form."""
    long, short = setting.jid(id, domain), setting.jid(id, "")
    odd = [Odd(long), Odd(f"{long}/ios_5F"), *([Odd(short)] if short != id else [])]
    return draw(st.sampled_from((*(id,) * 9, *odd)))


def envelope(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Draw the members that are the server's own, by generation."""
    misspelt = setting.generation == 0 and draw(st.booleans())
    version = "ecurityVersion" if misspelt else "securityVersion"
    versioned = setting.generation < 3 or setting.command != "presend"
    return {
        "callId": seldom(draw, draw(words), "", MISSING),
        "timestamp": seldom(draw, draw(millis), 0, MISSING, Odd("1733300000456"), Odd(0.5)),
        "msg_id": seldom(draw, draw(digits), draw(words), "", MISSING, Odd(1399000111222333444)),
        "appkey": seldom(draw, setting.app or ABSENT, *([] if setting.app else [Odd(""), Odd(5)])),
        "security": maybe(draw, st.sampled_from(("ab" * 16, "1231234560")).map(Odd)),
        version: maybe(draw, st.just(Odd("1.0.0"))) if versioned else ABSENT,
        "host": maybe(draw, st.just(Odd("msync@n1"))) if setting.generation else ABSENT,
    }


def long_form(draw: Draw, setting: Setting, user: str) -> Any:
    """Write who acts as operations of the older form do: with domain, perhaps with a device."""
    long = setting.jid(user)
    odd = [Odd(user), Odd(f"{long}/"), *([Odd(setting.jid(user, ""))] if setting.app else [])]
    return draw(st.sampled_from((*(long,) * 4, *(long + draw(resources),) * 4, *odd)))
