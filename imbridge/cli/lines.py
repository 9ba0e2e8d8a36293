"""The documents of a file or of stdin, one at a time, however many there are."""

import sys
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Raw

from imbridge.cases.suite import UNREADABLE
from imbridge.cli.progress import Readable, watched
from imbridge.errors import ImbridgeError

STDIN = Path("-")
BOM = b"\xef\xbb\xbf"
LIMIT = 64 * 1024 * 1024
"""How many bytes of one document are read; a body may be a quarter of it, and half of that escapes."""


def documents(path: Path) -> Generator[tuple[int, bytes]]:
    """Yield the JSON documents of a file (`-` is stdin), each with the number of its first line.

    JSON Lines are read line by line. The file is one document where neither of its first two lines
    is an object by itself: two, so that a broken first line costs only itself. Of a document beyond
    LIMIT one byte more than that is given. Raises ImbridgeError for what cannot be read.
    """
    try:
        with _opened(path) as file, watched(file, Path(name_of(path)).name) as stream:
            lines = _lines(stream)
            head = list(islice(lines, 1))
            if head and not _is_object(head[0][1]):
                head += islice(lines, 1)
            if len(head) == 2 and not _is_object(head[1][1]):
                (line, first), (then, second) = head
                begun = first + b"\n" * (then - line) + second + b"\n"
                yield line, begun + stream.read(max(0, LIMIT + 1 - len(begun)))
            else:
                yield from chain(head, lines)
    except OSError as problem:
        raise ImbridgeError(f"cannot be read: {problem.strerror or problem}") from None


def name_of(path: Path) -> str:
    """Return what a file is called in a message."""
    return "stdin" if path == STDIN else str(path)


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    if path != STDIN:
        return path.open("rb")
    if sys.stdin is None:
        raise ImbridgeError("cannot be read: closed")
    return nullcontext(sys.stdin.buffer)


def _lines(stream: Readable) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank; of one beyond LIMIT the end is skipped."""
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        rest = line
        while len(line) > LIMIT and rest and not rest.endswith(b"\n"):
            rest = stream.readline(LIMIT)
        line = (line.removeprefix(BOM) if number == 1 else line).rstrip()
        if line:
            yield number, line


def _is_object(line: bytes) -> bool:
    try:
        _object(line)
    except UNREADABLE:
        return False
    return True


_object = msgspec.json.Decoder(dict[str, Raw]).decode
