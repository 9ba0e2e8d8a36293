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
from imbridge.translation import Loss, Translation, ack_losses, pair_losses, translate
from imbridge.vendors import vendor, vendor_names

__all__ = [
    "CannotExpress",
    "Endpoint",
    "Evidence",
    "ImbridgeError",
    "Loss",
    "Malformed",
    "Request",
    "Response",
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
    "vendor",
    "vendor_names",
]
