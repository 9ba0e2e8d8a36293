"""OpenIM's REST side: requests, records of history, answers, and what can be said in them.

Written from the vendor's documents and the server's source alone.
"""

from imbridge.testing.openim_rest_answers import answers
from imbridge.testing.openim_rest_calls import CALLS, calls
from imbridge.testing.openim_rest_receipts import receipts
from imbridge.testing.openim_rest_records import RECORDS, records
from imbridge.testing.openim_rest_said import said

__all__ = ["CALLS", "RECORDS", "answers", "calls", "receipts", "records", "said"]
