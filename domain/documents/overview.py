"""An overview: the other side of each connection with what was shared last. Rule: D1."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.documents.listed import COLUMNS, Listed
from domain.profiles.actor import Actor, Staff

LATEST = 3
_SIDES = {
    True: ("families", "c.family"),
    False: ("providers", "c.provider"),
}
# Numbered within each connection, so that one question brings the latest of all.
_LATEST = f"""
SELECT o.id, o.name, n.count, {COLUMNS}
FROM connections c JOIN {{table}} o ON o.id = {{column}}
LEFT JOIN (SELECT x.id, x.connection, row_number() OVER w AS place, count(*) OVER (
    PARTITION BY x.connection) AS count FROM documents x
  WHERE x.stored_at IS NOT NULL AND x.removed_at IS NULL
  WINDOW w AS (PARTITION BY x.connection ORDER BY x.stored_at DESC, x.id DESC)) n
  ON n.connection = c.id AND n.place <= {LATEST}
LEFT JOIN documents d ON d.id = n.id LEFT JOIN profiles p ON p.id = d."by"
WHERE {{reached}} AND c.ended_at IS NULL ORDER BY lower(o.name), o.id, n.place, n.id
"""


class Other(NamedTuple):
    """A family or a provider. Shape: documents_count of all documents that are there."""

    id: Id
    name: str
    documents_count: int


async def of(*, by: Actor) -> list[tuple[Other, list[Listed]]]:
    """By name; those with whom nothing is shared yet, too."""
    table, column = _SIDES[isinstance(by, Staff)]
    reached = reach.connections(by)
    sql = _LATEST.replace("{table}", table).replace("{column}", column)
    found: dict[Id, tuple[Other, list[Listed]]] = {}
    for row in await database.rows(sql.replace("{reached}", reached.sql), *reached.values):
        other = Other(row[0], row[1], row[2] or 0)
        documents = found.setdefault(other.id, (other, []))[1]
        if row[3] is not None:
            documents.append(Listed(*row[3:]))
    return list(found.values())
