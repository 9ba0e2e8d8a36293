"""What is worked out only when asked for, and what large documents cost."""

from functools import partial
from typing import Any

import msgspec

from imbridge import Request, Translation, dump, evolve, load, translate, vendor
from imbridge.model import AnyEvent
from tests.benchmarks.samples import PAIRS, VENDORS, compact, ring
from tests.benchmarks.timing import Job, prepared

Found = list[tuple[str, float, float | None]]
"""What was measured, how long it took, and the target if there is one."""

PARTS = 10_000
MEGABYTE = 1_000_000
LARGE = 20.0
"""How many milliseconds ten thousand parts may take."""

LISTS = ("tencent", "easemob")
"""Vendors whose messages may have many parts."""


def small(repeats: int) -> Found:
    """Return microseconds for a message that holds something only its own vendor can say."""
    jobs: dict[str, Job] = {}
    for name in VENDORS:
        codec = vendor(name)
        requests = [odd(request) for request in ring(name, "text")]
        for request in requests:
            check_exact(name, request)
        fresh, changed = partial(decoded, name, requests), partial(edited, name, requests, 0)
        jobs[f"{name}: exact encode"] = codec.encode_callback, fresh
        jobs[f"{name}: exact encode after editing the text"] = codec.encode_callback, changed
        jobs[f"{name}: native"] = native, fresh
        jobs[f"{name}: key"] = key, fresh
        jobs[f"{name}: dump, native included"] = dump, fresh
        jobs[f"{name}: load"] = load, partial(dumped, name, requests)
    for source, target in PAIRS:
        requests = [odd(request) for request in ring(source, "text")]
        jobs[f"{source} > {target}: losses"] = losses, partial(translated, source, target, requests)
    targets = {"exact encode": 50, "exact encode after editing the text": 50, "native": 25, "losses": 35}
    return [(name, taken, targets.get(name.partition(": ")[2])) for name, taken in prepared(jobs, repeats).items()]


def large(repeats: int) -> Found:
    """Return milliseconds for bodies of one megabyte and of ten thousand parts."""
    jobs: dict[str, Job] = {}
    targets: dict[str, float] = {}
    for name in VENDORS:
        jobs[f"{name}: decode one text of 1 MB"] = vendor(name).decode_callback, [long(name)].copy
    for source, target in PAIRS:
        turn = partial(translate, source=source, target=target)
        jobs[f"{source} > {target}: translate one text of 1 MB"] = turn, [long(source)].copy
    for name in LISTS:
        codec = vendor(name)
        few, many, strange = texts(name, PARTS // 10), texts(name, PARTS), texts(name, PARTS, extra={"X_Odd": 1})
        check_exact(name, strange, PARTS // 2)
        jobs[f"{name}: decode 1,000 texts"] = codec.decode_callback, [few].copy
        jobs[f"{name}: decode 10,000 texts"] = codec.decode_callback, [many].copy
        targets[f"{name}: decode 10,000 texts"] = LARGE
        for source, target in PAIRS:
            if source == name:
                about = f"{name} > {target}: translate 10,000 texts"
                jobs[about] = partial(translate, source=source, target=target), [many].copy
                targets[about] = LARGE
        for about, held in ("10,000 texts", [many]), ("10,000 texts, odd keys in each", [strange]):
            fresh, changed = partial(decoded, name, held), partial(edited, name, held, PARTS // 2)
            jobs[f"{name}: exact encode, {about}"] = codec.encode_callback, fresh
            jobs[f"{name}: exact encode, one edited, {about}"] = codec.encode_callback, changed
            jobs[f"{name}: native, {about}"] = native, fresh
        targets |= {f"{name}: exact encode, {which}10,000 texts": LARGE for which in ("", "one edited, ")}
    return [(name, taken / 1000, targets.get(name)) for name, taken in prepared(jobs, repeats).items()]


def check_exact(name: str, request: Request, index: int = 0) -> None:
    """Raise unless a callback comes back as it came, and with all of its own after an edit."""
    codec = vendor(name)
    event = codec.decode_callback(request)
    same = codec.encode_callback(event)
    if (same.url, same.body) != (request.url, request.body):
        raise AssertionError(f"{name}: not exact")
    body = codec.encode_callback(edit(event, index)).body
    if b"edited" not in body or body.count(b"X_Odd") != request.body.count(b"X_Odd"):
        raise AssertionError(f"{name}: the edit or native is gone")


def decoded(name: str, requests: list[Request]) -> list[AnyEvent]:
    return [vendor(name).decode_callback(request) for request in requests]


def edited(name: str, requests: list[Request], index: int) -> list[AnyEvent]:
    return [edit(event, index) for event in decoded(name, requests)]


def dumped(name: str, requests: list[Request]) -> list[bytes]:
    return [dump(event) for event in decoded(name, requests)]


def translated(source: str, target: str, requests: list[Request]) -> list[Translation]:
    return [translate(request, source, target) for request in requests]


def edit(event: AnyEvent, index: int) -> AnyEvent:
    return evolve(event, f"message.parts[{index}].text", "edited")


def native(event: AnyEvent) -> Any:
    return event.native.edits


def key(event: AnyEvent) -> str:
    return event.key


def losses(translation: Translation) -> Any:
    return translation.losses()


def odd(request: Request) -> Request:
    """Add a key that no codec knows."""
    return msgspec.structs.replace(request, body=request.body.replace(b"{", b'{"X_Odd":"as it came",', 1))


def long(name: str) -> Request:
    """Return a message whose text makes up a megabyte."""
    text = "one two three, vier und fünf, 六 七 " * (MEGABYTE // 40)
    request = ring(name, "text", size=1)[0]
    body = msgspec.json.decode(request.body)
    if name == "tencent":
        body["MsgBody"][0]["MsgContent"]["Text"] = text
    elif name == "openim":
        body["content"] = compact({"content": text})
    else:
        body["payload"]["bodies"][0]["msg"] = text
    return msgspec.structs.replace(request, body=compact(body).encode())


def texts(name: str, count: int, extra: dict[str, Any] | None = None) -> Request:
    """Return a message of many texts."""
    request = ring(name, "text", size=1)[0]
    body, lines = msgspec.json.decode(request.body), [f"line {n} of a long list" for n in range(count)]
    extra = extra or {}
    if name == "tencent":
        body["MsgBody"] = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": line, **extra}} for line in lines]
    else:
        body["payload"]["bodies"] = [{"type": "txt", "msg": line, **extra} for line in lines]
    return msgspec.structs.replace(request, body=compact(body).encode())
