"""What it costs to start, in interpreters of their own."""

from tests.benchmarks.timing import processes

BARE = "pass"
IMPORT = "import imbridge"
DECODE = """
import imbridge
for name in imbridge.vendor_names():
    imbridge.vendor(name)
imbridge.vendor("tencent").decode_callback(imbridge.Request(
    url="https://chat.example.com/?SdkAppid=1400098765&CallbackCommand=C2C.CallbackAfterSendMsg&contenttype=json",
    body=b'{"CallbackCommand":"C2C.CallbackAfterSendMsg","From_Account":"a","To_Account":"b","MsgTime":1781000000,'
    b'"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"hi"}}]}'))
"""


def startup(repeats: int) -> list[tuple[str, float, float | None]]:
    """Return what was measured, in milliseconds, each beside its target."""
    taken = processes({name: name for name in (BARE, IMPORT, DECODE)}, repeats)
    return [
        ("import imbridge", taken[IMPORT] - taken[BARE], 60),
        ("import, load every vendor, decode one message", taken[DECODE] - taken[BARE], 120),
    ]
