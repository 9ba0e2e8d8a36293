"""What Easemob signs, and checking it: `security` is MD5 over `callId`, the rule's secret and `timestamp`.

Nothing else is covered, the payload least of all: who sees one callback can send any message with its
three members. The vendor states no window; one that the caller asks for is held against `timestamp`.
"""

import re
from hashlib import md5
from json import JSONDecoder
from typing import Any, NamedTuple

from msgspec.structs import replace

from imbridge.errors import CannotExpress, ImbridgeError, Malformed, Unverified
from imbridge.evidence import Check, Evidence, absent, check_window, matching
from imbridge.http import Request
from imbridge.wire import parse


class Member(NamedTuple):
    """A member of the body, and where its value stands in the text; numbers are texts, as they are spelled."""

    name: str
    value: Any
    is_text: bool
    start: int
    end: int


def verify_request(request: Request, check: Check) -> Evidence:
    """Check `security`, then `timestamp` where the caller asks for a window, then the app where it insists on one.

    The app is the `appkey` of the body or, as not every callback has it, what `callId` begins with.
    """
    members = members_of(text_of(request))
    security = only(members, "security", Unverified)
    if security is None or (security.value is None and not security.is_text):
        evidence = absent("easemob", check)
    else:
        if not security.is_text:
            raise Unverified("wanted a text", pointer="/body/security")
        call, time = covered(members, Unverified)
        secret = matching(check, lambda key: signature_of(call, key, time), security.value)
        signed_at = int(time)
        check_window(check, signed_at, check.window_ms)
        covers = ("/body/callId", "/body/timestamp")
        evidence = Evidence(vendor="easemob", state="valid", covers=covers, secret=secret, signed_at=signed_at)
    if check.app is not None and app_of(members) != check.app:
        raise Unverified("another app, or none", pointer="/body/appkey")
    return evidence


def sign_request(request: Request, secret: bytes, now_ms: int | None) -> Request:
    """Set `security`: where it stands if it does, else at the end; no other byte changes."""
    text = text_of(request)
    members = members_of(text)
    security = only(members, "security", CannotExpress)
    call, time = covered(members, CannotExpress)
    signature = signature_of(call, secret, time)
    if security is None:
        end = members[-1].end
        text = f'{text[:end]},"security":"{signature}"{text[end:]}'
    elif security.value != signature or not security.is_text:
        text = f'{text[: security.start]}"{signature}"{text[security.end :]}'
    else:
        return request
    return replace(request, body=text.encode())


def signature_of(call: str, secret: bytes, time: str) -> str:
    # MD5 is the vendor's choice; the flag is for Pythons that refuse it
    return md5(call.encode() + secret + time.encode(), usedforsecurity=False).hexdigest()


def covered(members: list[Member], wrong: type[ImbridgeError]) -> tuple[str, str]:
    """Return the two members that are signed, the time as it is spelled; raise for what cannot be."""
    call, time = only(members, "callId", wrong), only(members, "timestamp", wrong)
    if call is None or not call.is_text or not _is_unicode(call.value):
        raise wrong("what is signed is missing or no text", pointer="/body/callId")
    if time is None or not isinstance(time.value, str) or not _MILLISECONDS(time.value):
        raise wrong("what is signed is missing or no whole number", pointer="/body/timestamp")
    return call.value, "0" if time.value == "-0" and not time.is_text else time.value  # the same number


def app_of(members: list[Member]) -> str | None:
    """Return the app that a callback names."""
    app, call = only(members, "appkey", Unverified), only(members, "callId", Unverified)
    if app is not None and app.is_text:
        return str(app.value)
    return call.value.rpartition("_")[0] or None if call is not None and call.is_text else None


def only(members: list[Member], name: str, wrong: type[ImbridgeError]) -> Member | None:
    """Return a member; raise for one that stands there twice, of which others may take the other."""
    found = [member for member in members if member.name == name]
    if len(found) > 1:
        raise wrong("there more than once", pointer=f"/body/{name}")
    return found[0] if found else None


def text_of(request: Request) -> str:
    """Return a body as text; raise Malformed for what is not a JSON object."""
    if not isinstance(parse(request.body), dict):
        raise Malformed("wanted an object")
    return request.body.decode()


def members_of(text: str) -> list[Member]:
    """Return the members of an object in order, doubled ones too.

    The standard library's decoder is the one that says where a value ends.
    """
    found: list[Member] = []
    try:
        at = _next(text, text.index("{") + 1)
        while text[at] != "}":
            name, at = _JSON.raw_decode(text, at)
            start = _next(text, text.index(":", at) + 1)
            value, end = _JSON.raw_decode(text, start)
            found.append(Member(name, value, text[start] == '"', start, end))
            at = _next(text, end)
            if text[at] == ",":
                at = _next(text, at + 1)
    except (IndexError, RecursionError, ValueError):
        raise Malformed("not JSON") from None
    return found


def _next(text: str, at: int) -> int:
    """Return where the next token begins."""
    space = _SPACE(text, at)
    return space.end() if space else at


def _is_unicode(text: str) -> bool:
    return text.isascii() or not _SURROGATE(text)


_JSON = JSONDecoder(parse_int=str, parse_float=str)
_SPACE = re.compile(r"[ \t\n\r]*").match
_MILLISECONDS = re.compile(r"-?[0-9]{1,19}").fullmatch
_SURROGATE = re.compile("[\ud800-\udfff]").search
