"""What stands in JSON that other people write: texts, numbers, whole values, free data."""

import json
from typing import Any

import msgspec
from hypothesis import strategies as st

WORDS = (
    "a",
    "Ünïcode",
    "你好",
    "🙂",
    "two words",
    "<b>&amp;</b>",
    'quote " and \\ slash',
    "a/b~c",
    "percent %41 + plus",
    "nul\x00\x01",
    "line\u2028line\n",
    "{",
    "{not json",
    ' {"led":"by a blank"}',
    "[1]",
    "null",
    "@TGS#_2",
    "x" * 40,
)
"""Texts that have broken somebody's parser."""

KEYS = ("k", "key two", "imb_text", "imb_text$", "imbridge", "type", "native", "", "数", "a/b")

plain: st.SearchStrategy[str] = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)

texts: st.SearchStrategy[str] = st.sampled_from(("", *WORDS)) | plain
"""Any text."""

words: st.SearchStrategy[str] = st.sampled_from(WORDS) | plain.filter(bool)
"""Any text that says something."""

_NAMES = ("alice", "bob", "u_1", "@TOA#_x", "ünï code", "0", "a|b%c", "x/y")

ids: st.SearchStrategy[str] = st.sampled_from(_NAMES) | plain.filter(bool)
"""An id of a user, group or message."""

urls: st.SearchStrategy[str] = st.sampled_from(("https://files.example/a.jpg", "https://files.example/?b=1&c=%20", "x"))

u32: st.SearchStrategy[int] = st.sampled_from((1, 2**31, 2**32 - 1)) | st.integers(1, 2**32 - 1)
"""An unsigned 32-bit number that says something."""

counts: st.SearchStrategy[int] = st.integers(1, 2**40)
"""Bytes, pixels, seconds: zero says nothing."""

millis: st.SearchStrategy[int] = st.sampled_from((1000, 1700000000123, 2**53, 2**63 - 1)) | st.integers(1000, 2**42)
"""Milliseconds since the epoch."""

seconds: st.SearchStrategy[int] = st.sampled_from((1, 1700000000, 2**32 - 1)) | st.integers(1, 2**32)
"""Seconds since the epoch."""

degrees: st.SearchStrategy[int | float] = st.sampled_from((0, 1, 1.0, -0.0, -122.419416, 22.5429123456789)) | st.floats(
    -180, 180
)

whole: st.SearchStrategy[int] = st.sampled_from((0, 1, -1, 2**31, 2**63 - 1, 2**64, 10**30)) | st.integers()

_leaves = st.none() | st.booleans() | whole | st.floats(allow_nan=False, allow_infinity=False) | texts

_keys: st.SearchStrategy[str] = st.sampled_from(KEYS) | plain

values: st.SearchStrategy[Any] = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3), max_leaves=4
)
"""Any JSON value."""

objects: st.SearchStrategy[dict[str, Any]] = st.dictionaries(_keys, values, min_size=1, max_size=3)
"""A JSON object with something in it."""


def is_object_text(text: str) -> bool:
    """Tell whether a text holds a JSON object, beginning with its brace."""
    if not text.startswith("{"):
        return False
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


free_texts: st.SearchStrategy[str] = words.filter(lambda text: not is_object_text(text))
"""A text that says something and is no JSON object."""

data: st.SearchStrategy[dict[str, Any] | str] = objects | free_texts
"""The app's own data, in its one spelling."""


def compact(value: Any) -> str:
    """Write JSON as compact text, keys in order."""
    return msgspec.json.encode(value).decode()


def loose(value: Any) -> str:
    """Write the same JSON in another spelling."""
    return json.dumps(value, ensure_ascii=True, indent=1)
