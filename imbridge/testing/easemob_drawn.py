"""All Easemob callbacks that are about no message, by row of the table."""

import json

from hypothesis import strategies as st

from imbridge.http import Request
from imbridge.testing.differences import at
from imbridge.testing.documents import Document, Draw, finish, url
from imbridge.testing.easemob_callbacks import FOLLOW_UPS, Maker
from imbridge.testing.easemob_envelope import VOLATILE, Setting
from imbridge.testing.easemob_notices import CONTACTS, NOTICES
from imbridge.testing.easemob_old_operations import OLD_OPERATIONS
from imbridge.testing.easemob_operations import OPERATIONS

MAKERS: dict[str, Maker] = {**FOLLOW_UPS, **OPERATIONS, **OLD_OPERATIONS, **CONTACTS, **NOTICES}

REPORTS = tuple(sorted(MAKERS))

ELEMENTS = "/body/payload/bodies"

TOLD = ("msg_id", "id", "from", "operator", "user", "contentUri", "messageId", "to", "payload/edit_message_id")
"""Members that say what happened, where the vendor's own id of the callback does not."""


def identity(body: dict[str, object], row: str) -> tuple[str, ...]:
    """Return what tells one callback from another: the vendor's id and whom it is about; else any leaf does."""

    def told(name: str) -> bool:
        held = at(body, f"/{name}")
        return isinstance(held, str) and held != ""

    if not told("callId"):
        return tuple([f"/body/{name}" for name in TOLD if told(name)])
    whom = "to" if row.startswith(("roster", "muc:kick", "muc:invite")) else "target"
    return ("/body/callId", *([f"/body/{whom}"] if told(whom) else []))


@st.composite
def reports(draw: Draw, rows: tuple[str, ...] = REPORTS, most: int = 4) -> Document:
    """Draw a callback that is about no message, with up to `most` unknown fields."""
    row = draw(st.sampled_from(rows))
    setting = Setting(row, "", 3, draw(st.sampled_from(("acme#demo", "acme#demo_x", None))))
    finished, walk = finish(draw, {"query": {}, "body": MAKERS[row](draw, setting)}, ELEMENTS, most)
    body = finished["body"]
    return Document(
        vendor="easemob",
        request=Request(
            url=url(draw(st.sampled_from(("https://app.example/hook", "http://localhost"))), finished["query"]),
            headers={"Content-Type": "application/json"},
            body=json.dumps(body, ensure_ascii=draw(st.booleans())).encode(),
        ),
        native=frozenset(walk.native),
        unknown=tuple(walk.unknown),
        identity=identity(body, row),
        volatile=VOLATILE,
        row=row,
        phase="before" if row.endswith(" before") else None,
    )
