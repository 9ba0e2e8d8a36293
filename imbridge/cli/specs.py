"""The conformance suite on disk: `imbridge specs check` and `imbridge specs update`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from imbridge.cases import check as problems_of
from imbridge.cases import gaps, gather, rewrite, with_events
from imbridge.cli.completion import spec_files
from imbridge.cli.output import complain, write
from imbridge.cli.schemas import FOLDER, stale
from imbridge.errors import ImbridgeError
from imbridge.vendors import vendor_names

specs = typer.Typer(
    help="Run the conformance suite, or rewrite what it expects.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        autocompletion=spec_files,
        metavar="PATHS",
        help="A suite, a vendor's folder in it, or spec files.",
        show_default="specs",
    ),
]
SUITE = [Path("specs")]


@specs.command()
def check(paths: Paths = None) -> None:
    """Hold the code against the cases; exit with 1 if any disagrees.

    \b
    Examples:
      imbridge specs check
      imbridge specs check specs/tencent
    """
    raise typer.Exit(report(paths or SUITE))


@specs.command()
def update(paths: Paths = None) -> None:
    """Rewrite the expected halves that disagree, and the schemas of a suite that has any.

    What has changed is for you to review in the diff. A case whose event or error is empty is
    refused, since that is to be written from the vendor's manual and not from what the code does.
    So is one whose event became an error, or the reverse.

    \b
    Examples:
      imbridge specs update specs/openim/content.json && git diff specs
    """
    paths = paths or SUITE
    for name, text in files_in(paths).items():
        try:
            new, refusals = rewrite(text, Path(name).parent.name)
        except ImbridgeError as problem:
            complain(f"{name}: {problem}")
            continue
        for line in refusals:
            write(f"refused {name}: {line}")
        if new != text:
            Path(name).write_bytes(new)
            write(f"rewrote {name}")
    for path in [path for path in paths if is_suite(path)]:
        for file, new in {**stale(path), **stale_table(path)}.items():
            file.write_bytes(new)
            write(f"rewrote {file.as_posix()}")
    raise typer.Exit(report(paths))


def report(paths: Iterable[Path]) -> int:
    """Write what disagrees, and how many cases do; return the exit code."""
    located, wrong = gather(files_in(paths))
    if any(is_suite(path) for path in paths):
        wrong += gaps(located)
    wrong += [f"{path}: no spec files" for path in paths if not files_in([path])]
    for line in wrong:
        write(line)
    disagreeing = 0
    for file, name, case in located:
        found = problems_of(case, name)
        disagreeing += bool(found)
        if found:
            write("\n    ".join([f"{file}: {case.about}", *found]))
    write(f"{len(located)} cases: {len(located) - disagreeing} agree, {disagreeing} disagree")
    return 1 if wrong or disagreeing else 0


def stale_table(suite: Path) -> dict[Path, bytes]:
    """Return the page of a suite whose table of events is not what its cases say."""
    page = suite / "README.md"
    if not page.is_file():
        return {}
    text = page.read_text(encoding="utf-8")
    new = with_events(text, gather(files_in([suite]))[0])
    return {page: new.encode()} if new != text else {}


def files_in(paths: Iterable[Path]) -> dict[str, bytes]:
    """Read the spec files in suites and folders, or the files themselves, by path."""
    found: dict[str, bytes] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(path.glob("*/*.json" if is_suite(path) else "*.json"))
        for file in files:
            if file.parent.name != FOLDER:
                found[_named(file)] = file.read_bytes()
    return found


def is_suite(path: Path) -> bool:
    """Tell whether a folder holds vendors' folders, rather than one vendor's files."""
    return path.is_dir() and path.resolve().name not in vendor_names() and not any(path.glob("*.json"))


def _named(file: Path) -> str:
    """Return a path from which the vendor can be told: the name of a file's folder."""
    return (file if file.parent.name else file.resolve()).as_posix()
