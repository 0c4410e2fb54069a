"""A script: what a migration says to an engine.

Shape: in its folder `NAME.sql` is for both engines and runs first, `NAME.sqlite.sql` or
`NAME.postgres.sql` after it; a statement ends with a semicolon before an empty line, for triggers
hold semicolons too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_END = re.compile(r";\s*?\n\s*\n|;\s*\Z")
_COMMENT = re.compile(r"^\s*--.*\n?", re.M)


def of(folder: Path, engine_type: str) -> list[str]:
    """Its statements, in order."""
    return [
        statement for path in _files(folder, engine_type) for statement in split(path.read_text())
    ]


def split(text: str) -> Iterator[str]:
    """The statements of a file; comments between them are left out, those within stay."""
    for part in _END.split(text):
        if _COMMENT.sub("", part).strip():
            yield part.strip()


def _files(folder: Path, engine_type: str) -> list[Path]:
    both = [path for path in sorted(folder.glob("*.sql")) if not path.suffixes[:-1]]
    return both + sorted(folder.glob(f"*.{engine_type}.sql"))
