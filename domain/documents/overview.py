"""An overview: the other side of each connection with what was shared last. Rule: B6 D1."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.documents import tie
from domain.documents.document import IS_THERE
from domain.documents.listed import COLUMNS, Listed
from domain.profiles.actor import Actor, Staff

LATEST = 3
_SIDES = {
    True: ("families", "c.family"),
    False: ("providers", "c.provider"),
}
# Numbered within each connection, so that one question brings the latest of all.
_LATEST = f"""
SELECT c.id, c.family, c.provider, f.name, o.name, coalesce(n.count, 0), {COLUMNS}
FROM connections c JOIN families f ON f.id = c.family JOIN {{table}} o ON o.id = {{column}}
LEFT JOIN (SELECT d.id, d.connection, row_number() OVER w AS place, count(*) OVER (
    PARTITION BY d.connection) AS count FROM documents d WHERE {IS_THERE} AND {{seen}}
  WINDOW w AS (PARTITION BY d.connection ORDER BY d.stored_at DESC, d.id DESC)) n
  ON n.connection = c.id AND n.place <= {LATEST}
LEFT JOIN documents d ON d.id = n.id LEFT JOIN profiles p ON p.id = d."by"
LEFT JOIN document_previews v ON v.document = d.id {{ties}}
WHERE {{reached}} AND (c.ended_at IS NULL OR n.id IS NOT NULL)
ORDER BY lower(o.name), o.id, lower(f.name), c.id, n.place, n.id
"""


class Other(NamedTuple):
    """A family or a provider. Shape: documents_count of all that the reader sees; family is the
    one whose documents these are.
    """

    connection: Id
    family: Id
    provider: Id
    family_name: str
    name: str
    documents_count: int


async def of(*, by: Actor) -> list[tuple[Other, list[Listed]]]:
    """By name; those with whom nothing is shared yet, too, but for what was ended. Rule: B6."""
    table, column = _SIDES[isinstance(by, Staff)]
    ties, shelves, seen = tie.joins(by), reach.shelves(by), reach.documents(by)
    sql = _LATEST.replace("{table}", table).replace("{column}", column)
    sql = sql.replace("{seen}", seen.sql).replace("{reached}", shelves.sql)
    sql = sql.replace("{ties}", ties.sql)
    found: dict[Id, tuple[Other, list[Listed]]] = {}
    for row in await database.rows(sql, *seen.values, *ties.values, *shelves.values):
        other = Other(*row[:6])
        documents = found.setdefault(other.connection, (other, []))[1]
        if row[6] is not None:
            documents.append(Listed(*row[6:]))
    return list(found.values())
