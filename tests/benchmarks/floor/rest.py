"""REST sends and records of history, read and written with nothing in between."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from imbridge import Request
from tests.benchmarks.floor.openim import Text
from tests.benchmarks.floor.rest_shapes import EasemobSend, Exported, Found, OpenimSend, Roamed, TencentSend, Untagged
from tests.benchmarks.floor.tencent import split
from tests.benchmarks.floor.texts import encode, read_object

Sent = tuple[str, bytes, dict[str, str]]
"""A url, a body and headers."""


class Output(Struct):
    """A request or a record with its texts still open."""

    body: Any
    ext: dict[str, Any] | None = None
    content: Text | None = None
    base: str = ""
    query: list[tuple[str, str]] = []
    headers: dict[str, str] = {}


def decoder(shape: Any) -> Callable[[Any], Any]:
    return msgspec.json.Decoder(shape).decode


CALLS = {"sendmsg": decoder(TencentSend), "send_msg": decoder(OpenimSend), "users": decoder(EasemobSend)}
CONTENTS = {101: decoder(Text)}
BODIES = {"txt": decoder(Untagged)}
read_roamed, read_found, read_exported = decoder(Roamed), decoder(Found), decoder(Exported)


def read_tencent_send(request: Request) -> None:
    split(request.url)
    command = request.url.partition("?")[0].rpartition("/")[2]
    open_cloud(CALLS[command](request.body))


def read_openim_send(request: Request) -> None:
    body = CALLS[request.url.rpartition("/")[2]](request.body)
    CONTENTS[body.contentType](body.content)
    read_object(body.ex)


def read_easemob_send(request: Request) -> None:
    body = CALLS[request.url.rpartition("/")[2]](request.body)
    BODIES[body.type](body.body)


def read_tencent_record(line: bytes) -> None:
    open_cloud(read_roamed(line))


def read_openim_record(line: bytes) -> None:
    log = read_found(line).chatLog
    CONTENTS[log.contentType](log.content)
    read_object(log.ex)


def open_cloud(body: TencentSend | Roamed) -> dict[str, Any]:
    return read_object(body.CloudCustomData or "")


def tencent_output(body: TencentSend | Roamed) -> Output:
    return Output(body, open_cloud(body))


def openim_send_output(body: OpenimSend) -> Output:
    output = Output(body, read_object(body.ex or ""))
    output.body.content = CONTENTS[body.contentType](body.content)
    return output


def easemob_send_output(body: EasemobSend) -> Output:
    output = Output(body)
    output.body.body = BODIES[body.type](body.body)
    return output


def openim_record_output(body: Found) -> Output:
    return Output(body, read_object(body.chatLog.ex), CONTENTS[body.chatLog.contentType](body.chatLog.content))


def write_tencent(output: Output) -> bytes:
    output.body.CloudCustomData = encode(output.ext).decode()
    return encode(output.body)


def write_openim_send(output: Output) -> bytes:
    output.body.ex = encode(output.ext).decode()
    return encode(output.body)


def write_openim_record(output: Output) -> bytes:
    log = output.body.chatLog
    log.content, log.ex = encode(output.content).decode(), encode(output.ext).decode()
    return encode(output.body)


def write_easemob(output: Output) -> bytes:
    return encode(output.body)


def send_output(target: str, request: Request) -> Output:
    """Take a request apart, so that it can be written again."""
    base, _, query = request.url.partition("?")
    output = OUTPUTS["send", target](CALLS[base.rpartition("/")[2]](request.body))
    output.base, output.headers = base, dict(request.headers)
    output.query = [(name, value) for name, _, value in [pair.partition("=") for pair in query.split("&") if pair]]
    return output


def history_output(target: str, line: bytes) -> Output:
    """Take a record apart, so that it can be written again."""
    return OUTPUTS["history", target](RECORDS[target](line))


def send_translator(source: str, target: str) -> Callable[[tuple[Request, Output]], Sent]:
    read, write = READ["send", source], WRITE["send", target]

    def translate(job: tuple[Request, Output]) -> Sent:
        read(job[0])
        output = job[1]
        url = output.base
        if output.query:
            url = f"{url}?{'&'.join([f'{name}={value}' for name, value in output.query])}"
        return url, write(output), output.headers

    return translate


def history_translator(source: str, target: str) -> Callable[[tuple[bytes, Output]], bytes]:
    read, write = READ["history", source], WRITE["history", target]

    def translate(job: tuple[bytes, Output]) -> bytes:
        read(job[0])
        return write(job[1])

    return translate


RECORDS = {"tencent": read_roamed, "openim": read_found, "easemob": read_exported}
READ: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("send", "tencent"): read_tencent_send,
    ("send", "openim"): read_openim_send,
    ("send", "easemob"): read_easemob_send,
    ("history", "tencent"): read_tencent_record,
    ("history", "openim"): read_openim_record,
    ("history", "easemob"): read_exported,
}
OUTPUTS: dict[tuple[str, str], Callable[[Any], Output]] = {
    ("send", "tencent"): tencent_output,
    ("send", "openim"): openim_send_output,
    ("send", "easemob"): easemob_send_output,
    ("history", "tencent"): tencent_output,
    ("history", "openim"): openim_record_output,
    ("history", "easemob"): Output,
}
WRITE: dict[tuple[str, str], Callable[[Output], bytes]] = {
    ("send", "tencent"): write_tencent,
    ("send", "openim"): write_openim_send,
    ("send", "easemob"): write_easemob,
    ("history", "tencent"): write_tencent,
    ("history", "openim"): write_openim_record,
    ("history", "easemob"): write_easemob,
}
