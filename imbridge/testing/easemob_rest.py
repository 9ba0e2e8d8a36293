"""Easemob's REST side: its calls, its answers, its lines of history, and what they can say.

Written from the vendor's documents alone.
"""

from imbridge.testing.easemob_rest_answers import answers
from imbridge.testing.easemob_rest_calls import MAKERS, calls
from imbridge.testing.easemob_rest_records import records
from imbridge.testing.easemob_rest_says import receipts, said

__all__ = ["CALLS", "RECORDS", "answers", "calls", "receipts", "records", "said"]

CALLS: tuple[str, ...] = tuple(MAKERS)
"""The commands of calls."""

RECORDS: tuple[str, ...] = ("history",)
"""The commands of lines of history."""
