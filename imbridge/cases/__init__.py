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
from imbridge.cases.suite import Case, Located, gaps, gather

__all__ = [
    "Case",
    "Located",
    "RecordedRequest",
    "RecordedResponse",
    "check",
    "gaps",
    "gather",
    "recorded_request",
    "recorded_response",
    "request_of",
    "response_of",
    "rewrite",
    "update",
]
