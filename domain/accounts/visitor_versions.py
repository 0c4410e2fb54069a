"""Versions of a visitor's own topics, which come with the visitor in the same query."""

from functools import cache
from uuid import UUID

from domain import database, reach, topics

SHOWN = ("session", "credits", "connection", "people", "document", "message")
"""Aspects of a visitor's family, or of the visitor where there is none."""
OF_CONNECTIONS = ("credits", "document", "message")
"""Aspects of the families that an educator teaches, by connection."""

# What most pages show is theirs, so its versions come with them, and a page that has not changed
# costs one query. In one text, for a row of its own each would be dearer.
_VERSIONS = f"""
(SELECT {{joined}}(t.name || '=' || t.version, ' ') FROM topics t WHERE t.name IN (
  {topics.names_of("coalesce(m.family, p.id)", SHOWN)}, {topics.names_of("p.id", ["told"])})),
(SELECT {{joined}}(t.name || '=' || t.version, ' ')
  FROM ({reach.CONNECTIONS_OF_EDUCATOR.format("p.id")}) k
  JOIN topics t ON t.name IN ({topics.names_of("k.connection", OF_CONNECTIONS)})),
(SELECT {{joined}}(t.name || '=' || t.version, ' ')
  FROM ({reach.CONNECTIONS_OF_CHILD.format("p.id")}) k
  JOIN topics t ON t.name IN (CASE WHEN k.may_share THEN 'document:' || k.id END,
    CASE WHEN k.may_write THEN 'message:' || k.id END))
"""
_JOINED = {"sqlite": "group_concat", "postgres": "string_agg"}


def asked_in(sql: str) -> str:
    """The query of a visitor, with its `{versions}` asked for."""
    return _with_versions(sql, database.dialect())


def read(profile: UUID, owner: UUID, *touched: str | None) -> dict[str, int]:
    """Shape: touched as `name=version name=version`, or None; what nobody has touched yet is 0."""
    names = [topics.name("told", profile), *(topics.name(aspect, owner) for aspect in SHOWN)]
    pairs = (each.split("=") for text in touched for each in (text or "").split())
    return dict.fromkeys(names, 0) | {name: int(version) for name, version in pairs}


@cache
def _with_versions(sql: str, dialect: str) -> str:
    return sql.replace("{versions}", _VERSIONS.replace("{joined}", _JOINED[dialect]))
