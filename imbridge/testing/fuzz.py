"""Fuzz what takes bytes from others: `python -m imbridge.testing.fuzz --target decode --seconds 30`.

With atheris installed the bytes are guided by coverage; else Hypothesis spoils valid callbacks. Both
run the law `total`, and stop at the first input that breaks it.
"""

import argparse
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.errors import ImbridgeError
from imbridge.http import Request, Response
from imbridge.model import AnyEvent
from imbridge.storage import dump, load
from imbridge.testing import laws, receipt_laws, rest_laws
from imbridge.testing.acks import REPLIES
from imbridge.testing.documents import Document, sheet
from imbridge.testing.rest import rest_sheet
from imbridge.testing.spoil import spoiled, spoiled_bytes
from imbridge.vendors import vendor, vendor_names

Job = Callable[[st.DataObject], None]


def codecs() -> list[Codec]:
    return [vendor(name) for name in vendor_names()]


def decode(data: st.DataObject) -> None:
    """Decode a spoiled callback, and do with the event what a bridge does."""
    codec = data.draw(st.sampled_from(codecs()))
    kinds = sheet(codec.name)
    documents = kinds.callbacks(most=1) | kinds.reports(most=1) | kinds.others()
    laws.total(codec, data.draw(spoiled(documents)), codecs())


def ack(data: st.DataObject) -> None:
    """Decode a reply, a good one or noise."""
    codec = data.draw(st.sampled_from(codecs()))
    kinds = sheet(codec.name)
    event = codec.decode_callback(data.draw(kinds.callbacks(most=0) | kinds.reports(most=0)).request)
    noise = st.builds(Response, body=st.binary(max_size=60))
    laws.total_ack(codec, data.draw(REPLIES[codec.name] | noise), event)


def undump(data: st.DataObject) -> None:
    """Load a spoiled dump, and encode what comes of it."""
    codec = data.draw(st.sampled_from(codecs()))
    dumped = dump(codec.decode_callback(data.draw(sheet(codec.name).callbacks()).request))
    laws.total_load(codec, data.draw(spoiled_bytes(dumped)))


def rest(data: st.DataObject) -> None:
    """Decode a spoiled REST request and what answers it, or a spoiled record of history."""
    codec = data.draw(st.sampled_from(codecs()))
    kinds = rest_sheet(codec.name)
    if data.draw(st.booleans()):
        document = data.draw(spoiled(kinds.records(data.draw(st.sampled_from(kinds.RECORDS)))))
        rest_laws.total_line(codec, document.body, codecs())
        return
    command = data.draw(st.sampled_from(kinds.CALLS))
    rest_laws.total(codec, data.draw(spoiled(kinds.calls(command))), codecs())
    answer = data.draw(kinds.answers(command))
    call = codec.decode_send(answer.call.request)
    answers = [Response(status=one.status, body=data.draw(spoiled_bytes(one.body))) for one in answer.responses]
    receipt_laws.total(codec, call, answers, codecs())


TARGETS: dict[str, Job] = {"decode": decode, "ack": ack, "load": undump, "rest": rest}


def one_input(target: str, data: bytes) -> None:
    """Try one input of bytes, as a coverage-guided fuzzer makes them."""
    for codec in codecs():
        if target == "decode":
            laws.total(codec, Request(url="https://app.example/?CallbackCommand=", body=data), codecs())
        elif target == "ack":
            laws.total_ack(codec, Response(body=data), asked(codec))
        elif target == "rest":
            for command in rest_sheet(codec.name).CALLS:
                rest_laws.total(codec, Request(url=f"https://app.example/messages/{command}", body=data), codecs())
            rest_laws.total_line(codec, data, codecs())
        else:
            try:
                load(data)
            except ImbridgeError:
                continue


def asked(codec: Codec) -> AnyEvent:
    """Return an event to reply to: the plainest that the vendor's documents have."""
    found: list[AnyEvent] = []

    @settings(max_examples=1, database=None, phases=[Phase.generate], derandomize=True)
    @given(callback=sheet(codec.name).callbacks(most=0))
    def plainest(callback: Document) -> None:
        found.append(codec.decode_callback(callback.request))

    plainest()
    return found[0]


def spoil(target: str, seconds: float, examples: int = 500) -> int:
    """Run rounds of Hypothesis until the time is over; return how many inputs were tried."""
    tried = 0

    @settings(
        max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
    )
    @given(data=st.data())
    def round_of(data: st.DataObject) -> None:
        nonlocal tried
        tried += 1
        TARGETS[target](data)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        round_of()
    return tried


def guide(target: str, seconds: float) -> None:
    """Hand over to atheris, which exits by itself."""
    atheris: Any = import_module("atheris")
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}"], lambda data: one_input(target, data))
    atheris.Fuzz()


def main(arguments: list[str] | None = None) -> None:
    """Fuzz one target for some seconds."""
    parser = argparse.ArgumentParser(prog="imbridge.testing.fuzz", description="Fuzz what takes bytes from others.")
    parser.add_argument("--target", choices=sorted(TARGETS), default="decode")
    parser.add_argument("--seconds", type=float, default=30)
    wanted = parser.parse_args(arguments)
    if find_spec("atheris") is not None:
        guide(wanted.target, wanted.seconds)
    else:
        print(f"{wanted.target}: {spoil(wanted.target, wanted.seconds)} inputs, nothing broken")


if __name__ == "__main__":
    main()
