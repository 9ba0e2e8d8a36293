"""The tables of all vendors, by name."""

from imbridge.testing.openim_says import OPENIM
from imbridge.testing.says import Says
from imbridge.testing.tencent_says import TENCENT

SAYS: dict[str, Says] = {says.vendor: says for says in (TENCENT, OPENIM)}
