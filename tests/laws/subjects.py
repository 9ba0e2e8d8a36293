"""Whom the laws are about: every vendor with its documents, every ordered pair, every server."""

from itertools import permutations

from hypothesis import settings
from hypothesis import strategies as st

from imbridge.codec import Codec
from imbridge.testing.documents import Document, Sheet, sheet
from imbridge.testing.judging import Server
from imbridge.testing.losses import Pair
from imbridge.testing.servers import SERVERS
from imbridge.testing.tables import PAIRS, SAYS
from imbridge.vendors import vendor, vendor_names

of_row = settings(max_examples=max(10, settings().max_examples // 10))
"""How many examples one kind of callback is tried with: there are hundreds of them."""

VENDORS = vendor_names()
SHEETS: dict[str, Sheet] = {name: sheet(name) for name in VENDORS}
CODECS: dict[str, Codec] = {name: vendor(name) for name in VENDORS}
ORDERED: tuple[Pair, ...] = tuple([PAIRS[pair] for pair in permutations(VENDORS, 2)])
ASKED: tuple[Server, ...] = tuple([server for server in SERVERS if server.vendor in VENDORS])


def documents(name: str, most: int = 4) -> st.SearchStrategy[Document]:
    """Return callbacks of every kind that a vendor has, with up to `most` unknown fields."""
    kinds = SHEETS[name]
    return kinds.callbacks(most=most) | kinds.reports(most=most) | kinds.others()


def commands(server: Server) -> tuple[str, ...]:
    """Return the commands of message callbacks that a release family has."""
    return tuple([command for command in SHEETS[server.vendor].COMMANDS if command not in server.lacks])


def asked_about(name: str) -> frozenset[str]:
    """Return the commands of a vendor that ask before a message is sent."""
    return frozenset([row.command for row in SAYS[name].rows.values() if row.tag == "message.sending"])
