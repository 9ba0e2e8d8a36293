"""The JSON Schemas that lie beside the cases."""

from pathlib import Path

from imbridge.schema import files

FOLDER = "schema"
"""The folder of a suite that holds no cases."""


def stale(suite: Path) -> dict[Path, bytes]:
    """Return what is to be written into a suite that has schemas, by file: those that differ or are missing."""
    folder = suite / FOLDER
    if not folder.is_dir():
        return {}
    wanted = {folder / name: text for name, text in files().items()}
    return {path: text for path, text in wanted.items() if not path.is_file() or path.read_bytes() != text}
