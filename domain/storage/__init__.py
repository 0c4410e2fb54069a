"""Where files are kept: in a folder of the data directory, or in an S3 for several machines."""

from functools import lru_cache
from pathlib import Path

from domain import settings
from domain.storage.folder import Folder
from domain.storage.store import (
    PART_BYTES,
    Damaged,
    Kept,
    Missing,
    Needed,
    StorageAway,
    Store,
    place,
)

__all__ = [
    "FOLDER",
    "PART_BYTES",
    "Damaged",
    "Kept",
    "Missing",
    "Needed",
    "StorageAway",
    "Store",
    "current",
    "place",
]

FOLDER = "documents"


def current() -> Store:
    """This instance's store, as its settings choose."""
    chosen = settings.current()
    return of(chosen.s3_url, chosen.s3_public_url, chosen.data_dir)


@lru_cache(maxsize=4)
def of(s3_url: str | None, public_url: str | None, data_dir: Path) -> Store:
    """Shape: as in the settings; kept, for an S3's connections stay open."""
    if s3_url is None:
        return Folder(data_dir / FOLDER)
    # Its client takes a quarter of a second to read, at each start.
    from domain.storage.s3 import S3

    return S3(s3_url, public_url)
