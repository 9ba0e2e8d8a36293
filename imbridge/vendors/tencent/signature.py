"""What Tencent IM signs, and checking it: `Sign` is SHA-256 over the token and `RequestTime`.

Nothing else is covered, neither the body nor the other parameters: who sees one url can send any body
with it for as long as the window is open.
"""

import re
from hashlib import sha256

from msgspec.structs import replace

from imbridge.errors import CannotExpress, Unverified
from imbridge.evidence import Check, Evidence, absent, check_window, matching
from imbridge.http import Request, query_pairs

WINDOW_MS = 60_000
"""How far from now the vendor advises to accept a request."""

_SECONDS = re.compile(r"[0-9]{1,16}").fullmatch


def verify_request(request: Request, check: Check) -> Evidence:
    """Check `Sign`, then `RequestTime` against the window, then `SdkAppid` where the caller insists on one."""
    pairs = query_pairs(request.url)
    signature = only(pairs, "Sign")
    if signature is None:
        evidence = absent("tencent", check)
    else:
        time = only(pairs, "RequestTime")
        if time is None or not _SECONDS(time):
            raise Unverified("wanted the seconds that are signed", pointer="/query/RequestTime")
        secret = matching(check, lambda token: signature_of(token, time), signature)
        signed_at = int(time) * 1000
        check_window(check, signed_at, WINDOW_MS if check.window_ms is None else check.window_ms)
        covers = ("/query/RequestTime",)
        evidence = Evidence(vendor="tencent", state="valid", covers=covers, secret=secret, signed_at=signed_at)
    if check.app is not None and only(pairs, "SdkAppid") != check.app:
        raise Unverified("another app, or none", pointer="/query/SdkAppid")
    return evidence


def sign_request(request: Request, secret: bytes, now_ms: int | None) -> Request:
    """Set `Sign` and `RequestTime`: where they stand if they do, else at the end."""
    if now_ms is None:
        raise CannotExpress("what is signed is the time of the request: give the time that it is now")
    time = str(now_ms // 1000)
    missing = {"Sign": signature_of(secret, time), "RequestTime": time}
    wanted = dict(missing)
    base, _, query = request.url.partition("?")
    pairs = []
    for pair in query.split("&") if query else ():
        name, value = next(iter(query_pairs(f"?{pair}")), ("", ""))
        if name not in wanted:
            pairs.append(pair)
        elif missing.pop(name, None) is not None:  # of a doubled one only the first stays
            pairs.append(pair if value == wanted[name] else f"{name}={wanted[name]}")
    pairs += [f"{name}={value}" for name, value in missing.items()]
    return replace(request, url=f"{base}?{'&'.join(pairs)}")


def signature_of(token: bytes, time: str) -> str:
    return sha256(token + time.encode()).hexdigest()


def only(pairs: list[tuple[str, str]], name: str) -> str | None:
    """Return a parameter; raise Unverified for one that stands there twice, of which others may take the other."""
    found = [value for held, value in pairs if held == name]
    if len(found) > 1:
        raise Unverified("there more than once", pointer=f"/query/{name}")
    return found[0] if found else None
