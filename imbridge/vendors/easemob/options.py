"""What a user of Easemob may set."""

from typing import Literal

from imbridge import context


class Options(context.Options, frozen=True, kw_only=True):
    """What the console and the contract of the app say.

    `interception` is the console rule for a message that the app refuses: `report` tells its sender,
    `silent` lets the sender see success. `rewritable` is what a reply may put in a message's place:
    `text` (text and ext up to 1 KB, the default), or `any` kind but commands, up to 5 KB, which the
    vendor opens on request. A reply over 1,000 characters counts as an attack in either case.
    `generation` is how new events of groups and rooms are told: `G3` as `group_op_event`, `G2` as `muc`
    as far as that has a word for it; what came from the vendor goes back as it came.
    """

    interception: Literal["report", "silent"] = "report"
    rewritable: Literal["text", "any"] = "text"
    generation: Literal["G2", "G3"] = "G3"
