"""The baseline that people write today: dicts in, dicts out, with the standard library's `json`.

Says what the codecs say of a message that is sent to one user or to a group, and nothing of errors.
It opens the JSON texts that the codecs and the floor open, since the app's own data comes out in one
spelling whatever the one it came in. Each ordered pair has a function that goes straight from the one
vendor's names to the other's: nothing between them, and what they share is what any author would.
"""

from collections.abc import Callable

from imbridge import Request
from tests.benchmarks.by_hand.answers import answer_easemob, answer_openim, answer_tencent
from tests.benchmarks.by_hand.openim_easemob import easemob_to_openim, openim_to_easemob
from tests.benchmarks.by_hand.tencent_easemob import easemob_to_tencent, tencent_to_easemob
from tests.benchmarks.by_hand.tencent_openim import openim_to_tencent, tencent_to_openim
from tests.benchmarks.by_hand.texts import Written

TRANSLATE: dict[tuple[str, str], Callable[[Request], Written]] = {
    ("tencent", "openim"): tencent_to_openim,
    ("openim", "tencent"): openim_to_tencent,
    ("tencent", "easemob"): tencent_to_easemob,
    ("easemob", "tencent"): easemob_to_tencent,
    ("openim", "easemob"): openim_to_easemob,
    ("easemob", "openim"): easemob_to_openim,
}
ANSWER: dict[str, Callable[[Request], bytes]] = {
    "tencent": answer_tencent,
    "openim": answer_openim,
    "easemob": answer_easemob,
}
