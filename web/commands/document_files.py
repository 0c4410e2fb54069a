"""The files of documents: out of the store into a backup and back, whichever store it is."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from domain import storage

from . import files
from .archive import FILES
from .failure import CommandError, said_as, told
from .progress import Progress, say
from .seal import Seal, Sealed, Sealing

MEMBERS = f"{FILES}{storage.FOLDER}/"


async def copy(keys: Sequence[str], folder: Path) -> dict[str, Seal]:
    """Copies them into a folder under the names of their members, some bytes at a time.

    Shape: the members; what the store lacks is said and left out. Errors: CommandError, the store
    is away.
    """
    members = {}
    progress = Progress("files of documents")
    for key in keys:
        name = _member(key)
        try:
            members[name] = await _copied(key, folder / name)
            progress.advance()
        except storage.Missing:
            say(f"{name} is missing: the database names it, and the store does not have it.")
        except storage.StorageAway as error:
            raise CommandError(f"the storage of files does not answer: {told(error)}.") from error
    progress.done()
    return members


class Arriving:
    """Those of a backup, held back until the rows are stored.

    Shape: `folder` is on the data directory's disk; they take one of their own in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / storage.FOLDER
        self._folder.mkdir()
        self._keys: list[str] = []

    def hold(self, name: str, content: Sealed) -> None:
        """Errors: CommandError for a name under which no store has anything."""
        key = PurePosixPath(name).name
        with said_as(f"this backup is damaged: it holds a file named {name!r}"):
            if name != _member(key):
                raise ValueError("not where it belongs")
        files.hold(content, self._folder / key)
        self._keys.append(key)

    async def put_in_place(self) -> None:
        """Errors: CommandError, some are in the store and some not."""
        for key in self._keys:
            with said_as(f"all rows are back, but {_member(key)} cannot be stored; restore again"):
                await storage.current().put(key, self._folder / key)


def _member(key: str) -> str:
    """What its member is called. Errors: ValueError."""
    return f"{MEMBERS}{storage.place(key)}"


async def _copied(key: str, path: Path) -> Seal:
    """Errors: Missing, StorageAway."""
    sealing = Sealing()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as content:
        async for part in storage.current().read(key):
            content.write(part)
            sealing.see(part)
    return sealing.seal
