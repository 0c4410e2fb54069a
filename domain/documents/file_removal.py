"""Removing files from the store, once the database does not know them any more."""

from domain import outbox, storage

KIND = "file_removal"


async def plan(*keys: str) -> None:
    """Within the transaction in which they cease to count, so that none is forgotten."""
    await outbox.put(KIND, {"keys": list(keys)})


async def remove(keys: list[str]) -> None:
    """Errors: StorageAway; then it is tried again."""
    await storage.current().remove(keys)
