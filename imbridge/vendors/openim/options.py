"""What a user of OpenIM may set."""

from typing import Literal

from imbridge import context

Release = Literal["2", "3.0", "3.5", "3.6", "3.7"]


class Options(context.Options, frozen=True, kw_only=True):
    """`release` names the family of server releases, which read a reply in different ways.

    "2" is all of v2, "3.0" is v3.0–v3.4, "3.7" is v3.7 and everything since. With "3.0" a text is sent
    under both of the names by which these releases read it. `admin` is who sends what has no sender:
    the server's administrator by default.
    """

    release: Release = "3.7"
    admin: str = "imAdmin"
