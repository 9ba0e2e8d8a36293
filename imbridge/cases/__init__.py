"""The conformance suite as values: what a case says, and whether the code says the same.

No disk is touched here: text comes in, lines and text come out. `specs/README.md` describes the format.
"""

from imbridge.cases.outcome import check, rewrite, update
from imbridge.cases.recorded import (
    RecordedRequest,
    RecordedResponse,
    recorded_request,
    recorded_response,
    request_of,
    response_of,
)
from imbridge.cases.suite import AnyCase, CallCase, Case, Located, RecordCase, gaps, gather
from imbridge.cases.table import event_table, part_table, with_events

__all__ = [
    "AnyCase",
    "CallCase",
    "Case",
    "Located",
    "RecordCase",
    "RecordedRequest",
    "RecordedResponse",
    "check",
    "event_table",
    "gaps",
    "gather",
    "part_table",
    "recorded_request",
    "recorded_response",
    "request_of",
    "response_of",
    "rewrite",
    "update",
    "with_events",
]
