"""What OpenIM signs: nothing. Its open-source server sends no signature, no token and no shared secret."""

from imbridge.errors import ImbridgeError
from imbridge.evidence import Check, Evidence
from imbridge.http import Request


def verify_request(request: Request, check: Check) -> Evidence:
    """Say that nothing is proven: the state is `none`, it covers nothing, whatever secrets there are.

    So let nobody else reach the url: keep it in a private network, or behind a gateway that demands a
    client certificate or lets the server's address pass only. Ids in a callback can be chosen by any client
    that reaches the url. A bridge to or from OpenIM wants to be told in words what it trusts instead
    (`trust="behind mTLS at the gateway"`). An app or a window is refused, since no check would be made.
    """
    if check.app is not None:
        raise ImbridgeError("a callback names no app that could be insisted on")
    if check.window_ms is not None:
        raise ImbridgeError("a callback has no signed time that could be held against a window")
    return Evidence(vendor="openim", state="none")


def sign_request(request: Request, secret: bytes, now_ms: int | None) -> Request:
    """Return the request as it is."""
    return request
