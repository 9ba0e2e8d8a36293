"""The same design on pydantic: wire models, one canonical event, plain functions between them."""

from collections.abc import Callable
from itertools import permutations

from imbridge import Request
from tests.benchmarks.with_pydantic import easemob, openim, tencent
from tests.benchmarks.with_pydantic.model import Event, Written


def translator(source: str, target: str) -> Callable[[Request], Written]:
    read, write = READ[source], WRITE[target]

    def translate(request: Request) -> Written:
        return write(read(request))

    return translate


READ: dict[str, Callable[[Request], Event]] = {
    "tencent": tencent.read,
    "openim": openim.read,
    "easemob": easemob.read,
}
WRITE: dict[str, Callable[[Event], Written]] = {
    "tencent": tencent.write,
    "openim": openim.write,
    "easemob": easemob.write,
}
TRANSLATE = {pair: translator(*pair) for pair in permutations(READ, 2)}
ANSWER: dict[str, Callable[[Request], bytes]] = {
    "tencent": tencent.answer,
    "openim": openim.answer,
    "easemob": easemob.answer,
}
