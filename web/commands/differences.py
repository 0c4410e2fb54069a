"""How what is in the store differs from what has files, in words for an operator."""

from collections.abc import Sequence

from domain import database, inventory, migrations, settings, storage
from domain.health import Unwell
from domain.inventory import Differences

from . import instance
from .failure import CommandError, told

_NAMED_MOST = 5


async def found() -> str:
    """Shape: the rest of a sentence. Errors: Unwell, files are missing or the store is away."""
    try:
        async with instance.opened(settings.current()):
            if await migrations.due():
                return "what they belong to is not known before `lernfaden migrate`"
            differences = await inventory.differences()
    except (CommandError, database.OtherRelease):
        return "what they belong to is not known without the database"
    except storage.StorageAway as error:
        raise Unwell(f"The storage of files does not answer: {told(error)}.") from error
    return _said(differences)


def _said(differences: Differences) -> str:
    """Errors: Unwell, files are missing."""
    missing, unnamed = differences
    left = (
        f"what no document or agreement has named for an hour ({_named(unnamed)}) may be deleted "
        "there, unless another instance keeps it"
        if unnamed
        else ""
    )
    if missing:
        raise Unwell(
            f"documents or agreements lack their files in {storage.current().where()} "
            f"({_named(missing)}): put them there again from a backup that has "
            "them, where they lie in `files/documents/`, "
            f"or have documents shared anew{left and f'; {left}'}."
        )
    return left or "each document and agreement has its own"


def _named(keys: Sequence[str]) -> str:
    """How many, and the first of them by name."""
    more = ", …" if len(keys) > _NAMED_MOST else ""
    return f"{len(keys)}: {', '.join(keys[:_NAMED_MOST])}{more}"
