"""A progress bar for who waits at a terminal."""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from imbridge.cli.output import printable, seen, stderr

LONGEST = 32
"""How many characters of a name leave room for the bar."""

PAUSE = 0.1
"""Seconds between two drawings."""


class Readable(Protocol):
    """What is read from a stream."""

    def read(self, size: int, /) -> bytes:
        """Read as much as there is, up to a size."""

    def readline(self, size: int, /) -> bytes:
        """Read a line, or its beginning."""


@contextmanager
def watched(stream: BinaryIO, name: str) -> Iterator[Readable]:
    """Draw on stderr how much of a file has been read, where that can be known and seen.

    There is no bar where the documents themselves scroll over the same screen.
    """
    size = remaining(stream) if seen(sys.stderr) and not seen(sys.stdout) else 0
    if not size or stderr().is_dumb_terminal:
        yield stream
        return
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=stderr(),
        transient=True,
        auto_refresh=False,  # no thread, which would go on drawing over a pager that makes us wait
        redirect_stdout=False,  # the documents are not ours to draw
        redirect_stderr=False,  # all that is told goes through the console anyhow
    ) as bar:
        bar.add_task(printable(name)[-LONGEST:], total=size)
        yield _Watched(stream, bar)


def remaining(stream: BinaryIO) -> int:
    """Return how many bytes are left of a regular file, 0 for anything that may go on forever."""
    try:
        status = os.fstat(stream.fileno())
        return status.st_size - stream.tell() if stat.S_ISREG(status.st_mode) else 0
    except (OSError, ValueError):  # no file at all
        return 0


class _Watched:
    """A stream that says how far it has been read."""

    def __init__(self, stream: BinaryIO, bar: Progress) -> None:
        self.stream = stream
        self.bar = bar
        self.done = 0
        self.drawn = time.monotonic()

    def read(self, size: int, /) -> bytes:
        return self.count(self.stream.read(size))

    def readline(self, size: int, /) -> bytes:
        return self.count(self.stream.readline(size))

    def count(self, data: bytes) -> bytes:
        self.done += len(data)
        now = time.monotonic()
        if now - self.drawn >= PAUSE:
            self.drawn = now
            self.bar.update(self.bar.task_ids[0], completed=self.done, refresh=True)
        return data
