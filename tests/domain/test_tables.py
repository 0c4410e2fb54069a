"""The tables as the code describes them are those that the migrations make, on both engines."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from piccolo.columns import (
    UUID,
    BigInt,
    Boolean,
    Bytea,
    Column,
    Date,
    ForeignKey,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import TABLE_REGISTRY, Table

from domain import database
from domain.tables import TABLES

TYPES = {
    BigInt: "BIGINT",
    Boolean: "BOOLEAN",
    Bytea: "BYTEA",
    Date: "DATE",
    Integer: "INTEGER",
    SmallInt: "SMALLINT",
    Text: "TEXT",
    Timestamptz: "TIMESTAMPTZ",
    UUID: "UUID",
}
POSTGRES_TYPES = {"CHARACTER VARYING": "VARCHAR", "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}

COLUMNS = {
    "sqlite": """
SELECT t.name, c.name, c.type, c."notnull" = 0 AND c.pk = 0, c.pk = 1
FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
  AND t.name NOT LIKE 'message_words%'
""",
    "postgres": """
SELECT t.relname, c.attname, upper(format_type(c.atttypid, c.atttypmod)), NOT c.attnotnull,
  EXISTS (SELECT FROM pg_constraint k
    WHERE k.conrelid = t.oid AND k.contype = 'p' AND k.conkey = ARRAY[c.attnum])
FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
  AND c.attnum > 0 AND NOT c.attisdropped AND c.attgenerated = ''
""",
}
"""But what the database works out by itself, to be searched. Rule: C5."""
REFERENCES = {
    "sqlite": """
SELECT t.name, f."from", f."table", f."to", f.on_delete
FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
""",
    "postgres": """
SELECT conrelid::regclass::text, c.attname, confrelid::regclass::text, r.attname,
  CASE confdeltype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' END
FROM pg_constraint
JOIN pg_attribute c ON c.attrelid = conrelid AND c.attnum = conkey[1]
JOIN pg_attribute r ON r.attrelid = confrelid AND r.attnum = confkey[1]
WHERE contype = 'f'
""",
}
UNIQUE = {
    "sqlite": """
SELECT t.name, (SELECT group_concat(name, ',') FROM
  (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
FROM sqlite_master t, pragma_index_list(t.name) i
WHERE t.type = 'table' AND i."unique" AND NOT i.partial AND i.origin <> 'pk'
  AND t.name NOT LIKE 'message_words%'
""",
    "postgres": """
SELECT indrelid::regclass::text, (SELECT string_agg(a.attname, ',' ORDER BY k.place)
  FROM unnest(indkey::int[]) WITH ORDINALITY AS k (number, place)
  JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = k.number)
FROM pg_index WHERE indisunique AND indpred IS NULL AND NOT indisprimary
  AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
""",
}
NAMED = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'table' AND name <> 'migration'",
    "postgres": """
SELECT 'CONSTRAINT "' || conname || '" ' || CASE contype WHEN 'c' THEN 'CHECK' ELSE 'UNIQUE' END
FROM pg_constraint WHERE contype IN ('c', 'u') AND conname ~ '^[A-Z]\\d+_'
""",
}
_NAMED = re.compile(r'CONSTRAINT "(\w+)"\s+(?:CHECK|UNIQUE)')


class Shape(NamedTuple):
    """A column as far as both engines and the code can say it."""

    type: str
    is_nullable: bool
    is_key: bool


def ours() -> Iterable[type[Table]]:
    return [table for table in TABLE_REGISTRY if table.__module__.startswith("domain.")]


def columns_of(table: type[Table]) -> Iterable[tuple[str, Column]]:
    return ((column._meta.db_column_name, column) for column in table._meta.columns)


def shape(column: Column) -> Shape:
    """What the code says of a column."""
    plain = column
    while isinstance(plain, ForeignKey):
        plain = plain._foreign_key_meta.resolved_target_column
    named = f"VARCHAR({plain.length})" if isinstance(plain, Varchar) else TYPES[type(plain)]
    return Shape(named, column._meta.null, column._meta.primary_key)


def own_type(engines: str) -> str:
    """An engine's word for a type, as our SQL has it."""
    word, _, rest = engines.partition("(")
    return POSTGRES_TYPES.get(word, word) + (f"({rest}" if rest else "")


def test_every_table_is_known_and_stands_after_those_it_refers_to() -> None:
    assert set(TABLES) == set(ours())
    for place, table in enumerate(TABLES):
        for key in table._meta.foreign_key_columns:
            parent = key._foreign_key_meta.resolved_references
            assert TABLES.index(parent) <= place, f"{table} before {parent}"


async def test_columns_are_those_of_the_schema(database_url: str) -> None:
    found: dict[str, dict[str, Shape]] = {}
    for table, column, type_, is_nullable, is_key in await database.rows(
        COLUMNS[database.dialect()]
    ):
        shaped = Shape(own_type(type_), bool(is_nullable), bool(is_key))
        found.setdefault(table, {})[column] = shaped
    del found["migration"]
    described = {
        table._meta.tablename: {name: shape(column) for name, column in columns_of(table)}
        for table in TABLES
    }
    assert described == found


async def test_foreign_keys_are_those_of_the_schema(database_url: str) -> None:
    described = {
        (
            table._meta.tablename,
            key._meta.db_column_name,
            key._foreign_key_meta.resolved_references._meta.tablename,
            key._foreign_key_meta.resolved_target_column._meta.db_column_name,
            key._foreign_key_meta.on_delete.value,
        )
        for table in TABLES
        for key in table._meta.foreign_key_columns
    }
    assert described == set(await database.rows(REFERENCES[database.dialect()]))


async def test_what_is_unique_alone_is_so_in_the_schema(database_url: str) -> None:
    found = await database.rows(UNIQUE[database.dialect()])
    described = {
        (table._meta.tablename, name)
        for table in TABLES
        for name, column in columns_of(table)
        if column._meta.unique and not column._meta.primary_key
    }
    alone = {(table, columns) for table, columns in found if "," not in columns}
    assert described == alone - {("migration", "name")}


async def test_named_constraints_are_those_of_the_schema(database_url: str) -> None:
    found = await database.rows(NAMED[database.dialect()])
    described = {each._meta.name for table in TABLES for each in table._meta.constraints}
    assert described == {name for (text,) in found for name in _NAMED.findall(text)}


def test_indices_stand_in_the_sql_alone() -> None:
    """Here nothing would make them, and somebody would believe that they are there."""
    found = [
        f"{table.__name__}.{name}"
        for table in TABLES
        for name, column in columns_of(table)
        if column._meta.index
    ]
    assert found == []
