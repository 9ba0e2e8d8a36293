"""Instant-messaging webhooks, messages and acks of several vendors in one canonical model."""

from imbridge.errors import (
    CannotExpress,
    ImbridgeError,
    Malformed,
    TooLarge,
    UnknownVendor,
    Unverified,
)
from imbridge.evidence import Evidence
from imbridge.http import Endpoint, Request, Response
from imbridge.model import evolve
from imbridge.storage import dump, load
from imbridge.translation import (
    HistoryTranslation,
    Loss,
    SendTranslation,
    Translation,
    ack_losses,
    pair_losses,
    translate,
    translate_history,
    translate_send,
)
from imbridge.vendors import vendor, vendor_names

__all__ = [
    "CannotExpress",
    "Endpoint",
    "Evidence",
    "HistoryTranslation",
    "ImbridgeError",
    "Loss",
    "Malformed",
    "Request",
    "Response",
    "SendTranslation",
    "TooLarge",
    "Translation",
    "UnknownVendor",
    "Unverified",
    "ack_losses",
    "dump",
    "evolve",
    "load",
    "pair_losses",
    "translate",
    "translate_history",
    "translate_send",
    "vendor",
    "vendor_names",
]
