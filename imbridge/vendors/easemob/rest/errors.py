"""What Easemob calls an error, and which family that is of.

The vendor's word for an error is often wide (`message_send_error`), and its description decides; a few
have a number (`error_code`), and others nothing but the HTTP status.
"""

import re

from imbridge.context import Context
from imbridge.http import Response
from imbridge.model import Call, Error, Recall
from imbridge.receipts import family_of_status, number
from imbridge.vendors.easemob.wire import rest as wire

DESCRIBED = (
    ("too large", "too_large"),
    ("size can't exceed limit", "too_many"),
    ("reach limit", "rate_limited"),
    ("reached api limit", "rate_limited"),
    ("exceed recall time limit", "too_late"),
    ("not_found msg", "not_found_message"),
    ("custom logic denied", "rejected"),
    ("blocked by external logic", "rejected"),
    ("custom internal error", "webhook_failed"),
)
"""What is part of a description, whatever the error is called."""

GROUP = re.compile(r"group(?![a-z])").search
NUMBERED = {14001: "malformed", 14002: "malformed", 14005: "malformed", 14007: "too_large", 508: "rejected"}
SEND_ERROR, RECALL_ERROR = "message_send_error", "message_recall_error"

NAMED = {
    "json_parse": "malformed",
    "invalid_request_body": "malformed",
    "illegal_argument": "malformed",
    SEND_ERROR: "malformed",
    "auth_bad_access_token": "unauthenticated",
    "unauthorized": "unauthenticated",
    "forbidden_op": "forbidden",
    "service_resource_not_found": "not_found_user",  # or a group, as the description says
    "organization_application_not_found": "not_found_group",
    "storage_object_not_found": "not_found_message",
    "concurrent_operation_error": "already_exists",
    "reach_limit": "rate_limited",
    "resource_limited": "rate_limited",
    "message_rewrite_error": "conflict",
    "unsupported_service_operation": "unsupported",
}

CODES: dict[str, int | str] = {
    "malformed": "json_parse",
    "unauthenticated": "auth_bad_access_token",
    "forbidden": "forbidden_op",
    "not_found_user": "service_resource_not_found",
    "not_found_group": "service_resource_not_found",
    "not_found_message": "storage_object_not_found",
    "already_exists": "concurrent_operation_error",
    "rejected": SEND_ERROR,
    "too_late": RECALL_ERROR,
    "too_large": 14007,
    "too_many": SEND_ERROR,
    "rate_limited": "reach_limit",
    "conflict": "message_rewrite_error",
    "unsupported": "unsupported_service_operation",
    "webhook_failed": SEND_ERROR,
    "timeout": 408,
    "server": 500,
}
"""What is written for an error of another vendor's."""

WORDS: dict[tuple[int | str, str], str] = {
    ("service_resource_not_found", "not_found_group"): "group not found",
    (RECALL_ERROR, "not_found_message"): "not_found msg",
    (RECALL_ERROR, "too_late"): "exceed recall time limit",
    (SEND_ERROR, "rejected"): "custom logic denied",
    (SEND_ERROR, "too_many"): "params to's size can't exceed limit",
    (SEND_ERROR, "webhook_failed"): "custom internal error",
}
"""What the description says where the name is of several families."""

OTHER = "web_application"
TOO_LARGE = "Request Entity Too Large"

STATUSES = {
    "unauthenticated": 401,
    "forbidden": 403,
    "not_found_user": 404,
    "not_found_group": 404,
    "not_found_message": 404,
    "already_exists": 409,
    "conflict": 409,
    "unsupported": 405,
    "timeout": 408,
    "rate_limited": 429,
    "server": 500,
    "unknown": 500,
}
"""The HTTP status of a family, where it is not 400."""

REFUSED = frozenset({(SEND_ERROR, "rate_limited"), (RECALL_ERROR, "too_late"), (RECALL_ERROR, "not_found_message")})
"""Errors whose HTTP status is 403, others of the same name having another."""

HTTP = range(400, 600)


def error_from_wire(body: wire.Answer, response: Response) -> Error:
    name = None if body.error is None else str(body.error)
    code = number(body.error_code) if body.error_code is not None else name
    return Error(
        code=code if code is not None else response.status,
        family=family_of(name, number(body.error_code), body.error_description, response.status),
        reason=body.error_description or None,
        detail=body.exception or None,
    )


def error_to_wire(error: Error, call: Call, context: Context) -> tuple[int, wire.Answer]:
    """Return the status and the body that say an error of a call."""
    own = error.code if context.own else None
    code = code_of(error.family, call) if own is None else own
    reason = described(error, code) if own is None else error.reason
    body = wire.Answer(error_description=reason, exception=error.detail)
    if isinstance(code, int) and code in NUMBERED:
        body.error, body.error_code = SEND_ERROR, code
    elif isinstance(code, int) and code in HTTP:
        body.error = OTHER if own is None else None
        return code, body
    elif isinstance(code, int):
        body.error, body.error_code = SEND_ERROR, code
    else:
        body.error = code
    return status_of(error, code), body


def code_of(family: str, call: Call) -> int | str:
    """Return what stands for an error of another vendor's; a message is missing from a recall in words of its own."""
    if family == "not_found_message" and isinstance(call, Recall):
        return RECALL_ERROR
    return CODES.get(family, OTHER)


def described(error: Error, code: int | str) -> str | None:
    """Return the reason of another vendor's error, the words that tell its family in front if it lacks them."""
    words = WORDS.get((code, error.family))
    if words is None or error.reason is None:
        return words or error.reason
    told = error.reason.lower()
    named = GROUP(told) if error.family == "not_found_group" else words in told
    return error.reason if named else f"{words}: {error.reason}"


def status_of(error: Error, code: int | str) -> int:
    if (code, error.family) in REFUSED:
        return 403
    if code == TOO_LARGE:
        return 413
    if code == OTHER and error.family == "malformed":
        return 400
    return STATUSES.get(error.family, 500 if code == OTHER else 400)


def family_of(name: str | None, number: int | None, description: str | None, status: int) -> str:
    if number in NUMBERED:
        return NUMBERED[number]
    told = f"{name or ''}\n{description or ''}".lower()
    for words, family in DESCRIBED:
        if words in told:
            return family
    if name == "service_resource_not_found" and GROUP(told):
        return "not_found_group"
    return NAMED.get(name or "") or family_of_status(status)


def told_from_wire(text: str | None) -> Error:
    """Read why a message was not taken back, which is told in words alone."""
    return Error(code=text or None, family=family_of(text, None, None, 0))
