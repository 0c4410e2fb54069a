"""How what is in the store differs from what has files, in words for an operator."""

from collections.abc import Sequence

from domain import database, inventory, migrations, settings, storage
from domain.health import Unwell
from domain.inventory import Differences, Read

from . import instance
from .failure import CommandError, told

_NAMED_MOST = 5


READ_MOST_BYTES = 256 * 1024 * 1024
"""As much as is read of files each time, in a few seconds."""


async def found(*, every_file: bool) -> str:
    """Shape: the rest of a sentence. Errors: Unwell, files are missing or damaged, or the store is
    away.
    """
    try:
        async with instance.opened(settings.current()):
            if await migrations.due():
                return "what they belong to is not known before `lernfaden migrate`"
            differences = await inventory.differences()
            read = await inventory.read(None if every_file else READ_MOST_BYTES)
    except (CommandError, database.OtherRelease):
        return "what they belong to is not known without the database"
    except storage.StorageAway as error:
        raise Unwell(f"The storage of files does not answer: {told(error)}.") from error
    return _said(differences, read)


def _said(differences: Differences, read: Read) -> str:
    """Errors: Unwell, files are missing or damaged."""
    left = _left(differences.unnamed)
    if wrong := _wrong(differences, read):
        raise Unwell(
            f"{wrong}: put them there again from a backup that has "
            "them, where they lie in `files/documents/`, "
            f"or have documents shared anew{left and f'; {left}'}."
        )
    said = left or "each document and agreement has its own"
    return f"{said}. {read.read_count} of {read.all_count} were read, and are what was put there"


def _wrong(differences: Differences, read: Read) -> str:
    missing, damaged = differences.missing, sorted({*differences.damaged, *read.damaged})
    where = storage.current().where()
    said = {
        f"documents or agreements lack their files in {where}": missing,
        f"files are damaged in {where}": damaged,
    }
    return " and ".join(f"{what} ({_named(keys)})" for what, keys in said.items() if keys)


def _left(unnamed: Sequence[str]) -> str:
    if not unnamed:
        return ""
    return (
        f"what no document or agreement has named for an hour ({_named(unnamed)}) may be deleted "
        "there, unless another instance keeps it"
    )


def _named(keys: Sequence[str]) -> str:
    """How many, and the first of them by name."""
    more = ", …" if len(keys) > _NAMED_MOST else ""
    return f"{len(keys)}: {', '.join(keys[:_NAMED_MOST])}{more}"
