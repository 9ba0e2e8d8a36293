"""The tables of all vendors, by name."""

from imbridge.testing.easemob_losses import EASEMOB_OPENIM, EASEMOB_TENCENT, OPENIM_EASEMOB, TENCENT_EASEMOB
from imbridge.testing.easemob_says import EASEMOB
from imbridge.testing.losses import TO_OPENIM, TO_TENCENT, Pair
from imbridge.testing.openim_says import OPENIM
from imbridge.testing.says import Says
from imbridge.testing.tencent_says import TENCENT

SAYS: dict[str, Says] = {says.vendor: says for says in (TENCENT, OPENIM, EASEMOB)}

PAIRS: dict[tuple[str, str], Pair] = {
    (pair.source, pair.target): pair
    for pair in (TO_OPENIM, TO_TENCENT, EASEMOB_TENCENT, EASEMOB_OPENIM, TENCENT_EASEMOB, OPENIM_EASEMOB)
}
