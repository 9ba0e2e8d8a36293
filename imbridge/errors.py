"""Every error that imbridge raises on purpose, each with the HTTP status to answer."""


class ImbridgeError(Exception):
    """Say what was wrong, where, and in whose document.

    `pointer` is a JSON pointer into the document where one is known. No message ever holds a whole
    body or a secret.
    """

    status = 500

    def __init__(self, detail: str, *, vendor: str | None = None, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.vendor = vendor
        self.pointer = pointer

    def __str__(self) -> str:
        where = f"{self.vendor or ''}{f' at {self.pointer}' if self.pointer else ''}".strip()
        return f"{where}: {self.detail}" if where else self.detail


class Malformed(ImbridgeError):
    """Their bytes are not what their documents promise."""

    status = 400


class Unverified(ImbridgeError):
    """Their signature is missing, wrong or too old."""

    status = 401


class CannotExpress(ImbridgeError):
    """A vendor was asked to say what it has no words for."""

    status = 422


class TooLarge(ImbridgeError):
    """A document is beyond a limit of size, depth or count."""

    status = 413


class UnknownVendor(ImbridgeError, LookupError):
    """No vendor goes by this name."""

    status = 404


MISTYPED = (AssertionError, AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError)
"""What a value of the wrong type makes Python raise."""
