"""What stands for a part that a vendor has no words for.

A substitute is an ordinary part of the target: decoding never unwraps it, so the losses show it as
changed. Text stands for what is readable anyway; everything else becomes a custom part that holds the
canonical part.
"""

from collections.abc import Callable
from typing import assert_never

from imbridge.context import Context
from imbridge.model import (
    Audio,
    Card,
    Command,
    Custom,
    Face,
    File,
    Image,
    Location,
    Markdown,
    Media,
    Merged,
    Notice,
    Part,
    RichText,
    Text,
    UnknownPart,
    Video,
    tag_of,
)
from imbridge.model.canonical import canonical

READABLE = (Markdown, RichText, Notice)
"""Parts for which text stands."""


def fit(
    parts: tuple[Part, ...],
    kinds: frozenset[type],
    vendor: str,
    context: Context,
    custom: Callable[[Part], Custom] | None = None,
) -> tuple[Part, ...]:
    """Return parts that a vendor with words for `kinds` can say; raise CannotExpress by policy.

    `custom` makes the custom part that stands for another, where a vendor has a form of its own.
    """
    for part in parts:
        if part.__class__ not in kinds or (part.__class__ is UnknownPart and part.vendor != vendor):
            return tuple([_fit(part, kinds, vendor, context, custom or custom_for) for part in parts])
    return parts


def custom_for(part: Part) -> Custom:
    """Put a part into a custom one."""
    return Custom(data={"imb_part": canonical(part)}, description=readable(part), extension="imb.part")


def fold(parts: tuple[Part, ...]) -> Custom:
    """Put several parts into one."""
    return Custom(
        data={"imb_parts": [canonical(part) for part in parts]},
        description=" ".join(filter(None, map(readable, parts))),
    )


def readable(part: Part) -> str:
    """Return what a person would read in place of a part."""
    match part:
        case Text(text=text) | Markdown(text=text) | RichText(text=text):
            return text
        case Image():
            return "[Image]"
        case Audio():
            return "[Audio]"
        case Video():
            return "[Video]"
        case File(media=media):
            return _join("[File]", media.name)
        case Location(description=description):
            return _join("[Location]", description)
        case Face():
            return "[Face]"
        case Custom(description=description):
            return description or "[Custom]"
        case Command():
            return ""
        case Card(user=user):
            return _join("[Card]", user.nickname)
        case Merged(title=title, abstract=abstract):
            return "\n".join([_join("[Chat history]", title), *abstract])
        case Notice(code=code, text=text):
            return text or f"[Notice {code}]"
        case UnknownPart():
            return "[Message]"
        case _:
            assert_never(part)


def _fit(part: Part, kinds: frozenset[type], vendor: str, context: Context, custom: Callable[[Part], Custom]) -> Part:
    if isinstance(part, UnknownPart):
        if part.vendor == vendor:
            return part
    elif type(part) in kinds:
        return part
    kind = tag_of(part)
    context.substitute(kind, f"{vendor} has no such part")
    if isinstance(part, READABLE):
        return Text(text=readable(part))
    if context.choice(kind) == "text":
        media = _media(part)
        return Text(text=_join(readable(part), media.url if media is not None else None))
    return custom(part)


def _media(part: Part) -> Media | None:
    if isinstance(part, Image):
        return part.original
    return part.media if isinstance(part, Audio | Video | File | Merged) else None


def _join(label: str, more: str | None) -> str:
    return f"{label} {more}" if more else label
