"""The floor: what no translation that reads and writes typed JSON can go below, and nothing more.

Typed decode of the body and of each JSON text in it that the codec opens, the query taken apart; on
the way out, encode of a struct that is there already, of the texts inside it, and the url. There is
nothing between the two: no model, no mapping, no derived ids.
"""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import msgspec
from msgspec import Struct

from imbridge import Request
from tests.benchmarks.floor import easemob, openim, tencent
from tests.benchmarks.floor.texts import Written, encode

Job = tuple[Request, Any]


class Reply(Struct, kw_only=True, omit_defaults=True):
    """An answer, of any vendor."""

    ActionStatus: str | None = None
    ErrorCode: int | None = None
    ErrorInfo: str | None = None
    actionCode: int | None = None
    errCode: int | None = None
    errMsg: str | None = None
    errDlt: str | None = None
    nextCode: int | None = None
    valid: bool | None = None
    code: str | None = None


def reply(body: bytes) -> Reply:
    """Return the struct that `body`, an answer of any vendor, is the encoding of."""
    return msgspec.json.decode(body, type=Reply)


def translator(source: str, target: str) -> Callable[[Job], Written]:
    read, write = READ[source], WRITE[target]

    def translate(job: Job) -> Written:
        read(job[0])
        return write(job[1])

    return translate


def answerer(source: str) -> Callable[[Job], bytes]:
    read = READ[source]

    def answer(job: Job) -> bytes:
        read(job[0])
        return encode(job[1])

    return answer


READ: dict[str, Callable[[Request], Any]] = {
    "tencent": tencent.read,
    "openim": openim.read,
    "easemob": easemob.read,
}
WRITE: dict[str, Callable[[Any], Written]] = {
    "tencent": tencent.write,
    "openim": openim.write,
    "easemob": easemob.write,
}
OUTPUTS: dict[str, Callable[[Request], Any]] = {
    "tencent": tencent.output,
    "openim": openim.output,
    "easemob": easemob.output,
}
TRANSLATE = {pair: translator(*pair) for pair in permutations(READ, 2)}
ANSWER = {vendor: answerer(vendor) for vendor in READ}
