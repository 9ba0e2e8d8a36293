"""Signed requests of the vendors, after the vectors of their manuals, and how to verify them."""

import json
from collections.abc import Sequence
from typing import Any

from imbridge import Evidence, Request, vendor
from imbridge.evidence import Secret

EASEMOB, TENCENT, OPENIM = (vendor(name) for name in ("easemob", "tencent", "openim"))

CALL, RULE, STAMP = "acme#demo_1399000111222333444", "Blue-Kite-88", 1733300000456
MD5 = "fd4be9ab8e1819cf98545cd0cc8794d2"

TOKEN, SECONDS = "xxxxyyyy", 1669872112
SHA256 = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061"
NOW = SECONDS * 1000
SIGNED = f"Sign={SHA256}&RequestTime={SECONDS}"

EASEMOB_VALID = Evidence(
    vendor="easemob", state="valid", covers=("/body/callId", "/body/timestamp"), secret=0, signed_at=STAMP
)
TENCENT_VALID = Evidence(vendor="tencent", state="valid", covers=("/query/RequestTime",), secret=0, signed_at=NOW)


def message(**members: Any) -> Request:
    body = {"callId": CALL, "timestamp": STAMP, "from": "ann", "payload": {"bodies": []}, "security": MD5}
    return text(json.dumps({name: value for name, value in {**body, **members}.items() if value is not ...}))


def text(body: str) -> Request:
    return Request(url="https://backend.example/hook", body=body.encode())


def line(query: str, body: bytes = b"{}") -> Request:
    return Request(url=f"https://backend.example/hook?{query}", body=body)


def easemob(sent: Request, secrets: Sequence[Secret] = (RULE,), **asked: Any) -> Evidence:
    return EASEMOB.verify(sent, now_ms=asked.pop("now_ms", STAMP), secrets=secrets, **asked)


def tencent(sent: Request, secrets: Sequence[Secret] = (TOKEN,), **asked: Any) -> Evidence:
    return TENCENT.verify(sent, now_ms=asked.pop("now_ms", NOW), secrets=secrets, **asked)
