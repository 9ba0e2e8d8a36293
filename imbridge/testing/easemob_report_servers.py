"""What Easemob's server makes of a reply about an edit, and sends on.

Written from the vendor's documents alone. The reply is that about a new message; of the payload that
it has, only the content takes the place of what was there, since which message is edited is not the
backend's to say.
"""

import json
from dataclasses import replace

from imbridge.http import Request
from imbridge.testing.easemob_server import EASEMOB
from imbridge.testing.judging import Judged, Server


def sent_on(request: Request, judged: Judged) -> Request:
    """Return the callback as it would be for the edit that the server lets through."""
    body = json.loads(request.body)
    content = {name: value for name, value in judged.changes.get("payload", {}).items() if name in ("bodies", "ext")}
    payload = {**body["payload"], **content}
    return Request(url=request.url, headers=request.headers, body=json.dumps({**body, "payload": payload}).encode())


EDITING: tuple[Server, ...] = tuple([replace(server, sent_on=sent_on) for server in EASEMOB])
