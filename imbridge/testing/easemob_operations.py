"""Easemob callbacks about groups and rooms, in the vendor's newer form.

Written from the vendor's documents alone.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from imbridge.testing.documents import ABSENT, MISSING, Draw, Odd, Raw, maybe, own_text, seldom
from imbridge.testing.easemob_callbacks import Maker, Tree
from imbridge.testing.easemob_envelope import Setting, envelope, groups, users
from imbridge.testing.jsons import counts, free_texts, millis, objects, urls, words

Payload = Callable[[Draw, Setting], Tree]

FOREVER = 4638873600000
"""A time in the year 2117, which stands for no end."""

listed: st.SearchStrategy[list[str]] = st.lists(users, min_size=1, max_size=3, unique=True)


def lexical(draw: Draw, value: Any) -> Any:
    """Write a number or switch as the samples do, as text, or as the tables say; it may be absent."""
    if value is ABSENT:
        return value
    text = str(value).lower()
    return Odd(draw(st.sampled_from((text, text, value))))


def info(draw: Draw, setting: Setting) -> Tree:
    """Draw what a group is like."""
    owner = draw(users)
    short = setting.jid(owner, "")
    return {
        "title": maybe(draw, words),
        "description": seldom(draw, maybe(draw, words), Odd("")),
        "owner": maybe(draw, st.sampled_from((short, short, Odd(owner), Odd(setting.jid(owner))))),
        "custom": maybe(draw, free_texts | st.builds(own_text, objects, st.booleans()) | st.just("").map(Odd)),
        "avatar": maybe(draw, urls),
        "created": lexical(draw, maybe(draw, millis)),
        "max_users": lexical(draw, maybe(draw, counts)),
        **{
            name: lexical(draw, maybe(draw, st.booleans()))
            for name in ("public", "mute", "disabled", "allow_user_invites")
        },
        "invite_need_confirm": maybe(draw, st.just(Odd("true"))),
        "mute_duration": maybe(draw, st.sampled_from((Odd(-1), Odd(0), Odd(3600)))),
        "last_modified": maybe(draw, st.just(Odd("1733300000456"))),
    }


def create(draw: Draw, setting: Setting) -> Tree:
    members = draw(listed)
    roles = draw(st.dictionaries(st.sampled_from(members), st.sampled_from(("owner", "admin", "Fridge")), max_size=2))
    return {
        "role": seldom(draw, Raw(roles), MISSING if not roles else Raw(roles)),
        "member": members,
        "info": info(draw, setting),
    }


def members(field: str = "member") -> Payload:
    return lambda draw, setting: {field: draw(listed)}


def until(draw: Draw, setting: Setting) -> Tree:
    end = seldom(draw, draw(millis.filter(lambda end: end < 2**62)), FOREVER, FOREVER, Odd(str(FOREVER)))
    return {"member": draw(listed), "expire_timestamp": end}


def disable(draw: Draw, setting: Setting) -> Tree:
    value = draw(st.booleans())
    said: Tree = seldom(draw, {"disable": value}, {"disable": MISSING, "disabled": Odd(value)})
    return said


def new_owner(draw: Draw, setting: Setting) -> Tree:
    return {"owner": seldom(draw, draw(users), MISSING, Odd("")), "new_owner": draw(users)}


def files(draw: Draw, setting: Setting) -> Tree:
    return {"share_file": draw(st.lists(words, min_size=1, max_size=2, unique=True))}


PAYLOADS: dict[str, Payload] = {
    "CREATE": create,
    "DELETE": lambda draw, setting: {},
    **{f"JOIN/{type}": members() for type in ("DIRECT", "INVITE", "APPLY")},
    **{f"LEAVE/{type}": members() for type in ("QUIT", "KICK", "BLOCK", "DELETE")},
    "UPDATE/INFO": lambda draw, setting: {"info": info(draw, setting)},
    "UPDATE/OWNER": lambda draw, setting: {
        "owner": seldom(draw, draw(users), MISSING, Odd("")),
        "new_owner": draw(users),
    },
    "UPDATE/MUTE": lambda draw, setting: {"mute": draw(st.booleans())},
    "UPDATE/DISABLE": disable,
    "UPDATE/ANNOUNCEMENT": lambda draw, setting: {"announcement": seldom(draw, draw(words), ABSENT, Odd(""))},
    "ADMIN/ADD": members("admin"),
    "ADMIN/REMOVE": members("admin"),
    "MUTE/ADD": until,
    "MUTE/REMOVE": members(),
    "BLOCK/ADD": until,
    "BLOCK/REMOVE": members(),
    "WHITE/ADD": members(),
    "WHITE/REMOVE": members(),
    "SHIELD/ADD": lambda draw, setting: {},
    "SHIELD/REMOVE": lambda draw, setting: {},
    "SHARE_FILE/ADD": files,
    "SHARE_FILE/REMOVE": files,
    "UPDATE/REMOVE": files,
    "ROOM_SUPER_ADMIN/ADD": members("admin"),
    "ROOM_SUPER_ADMIN/REMOVE": members("admin"),
}
"""What the newer form says beside who and where, by operation and type."""

OF_GROUPS = ("JOIN/INVITE", "UPDATE/DISABLE", "UPDATE/REMOVE")
OF_HIMSELF = ("JOIN/DIRECT", "LEAVE/QUIT")


def operation(name: str, unnamed: bool = False) -> Maker:
    """Return what draws an operation; `unnamed`, of one member whom nothing else names."""

    def make(draw: Draw, setting: Setting) -> Tree:
        group = name in OF_GROUPS or name.startswith(("SHIELD", "SHARE_FILE"))
        everywhere = name.startswith("ROOM_SUPER_ADMIN")
        scope = "GROUP" if group else "CHATROOM" if everywhere else draw(st.sampled_from(("GROUP", "CHATROOM")))
        what, _, type = name.partition("/")
        operator = seldom(draw, draw(users), "@ppAdmin")
        if unnamed:
            operator = Odd("")
        elif name not in OF_HIMSELF and not name.startswith("SHIELD"):
            operator = seldom(draw, operator, "")
        head = {key: value for key, value in envelope(draw, setting).items() if key != "msg_id"}
        payload = {**PAYLOADS[name](draw, setting), "type": type or ABSENT}
        if unnamed:
            payload["member"] = payload["member"][:1]
        return {
            **head,
            "id": "" if everywhere else draw(groups),
            "type": scope,
            "event": "group_op_event",
            "operation": what,
            "operator": operator,
            "payload": seldom(draw, ABSENT, Odd({})) if name == "DELETE" else payload,
            "member_count": maybe(draw, counts) if what == "JOIN" else seldom(draw, ABSENT, Odd(7)),
        }

    return make


OPERATIONS: dict[str, Maker] = {
    **{f"group_op_event:{name}": operation(name) for name in PAYLOADS},
    **{f"group_op_event:{name} unnamed": operation(name, unnamed=True) for name in OF_HIMSELF},
}
