"""A miscount: a package whose counts are not the sums of its entries. Rule: K1."""

from uuid import UUID

from domain import database
from domain.credits.entry import COUNTS

_MISCOUNTED = f"""
SELECT p.id FROM packages p WHERE ({", ".join(f"p.{count}_count" for count in COUNTS)}) <> (
  SELECT {", ".join(f"coalesce(sum(e.{count}), 0)" for count in COUNTS)}
  FROM entries e WHERE e.package = p.id)
"""


async def packages() -> list[UUID]:
    """None, where triggers speak."""
    return [id for (id,) in await database.rows(_MISCOUNTED)]
