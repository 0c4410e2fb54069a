"""The constraint that a driver's error speaks of, by the same name on both engines."""

import re

import asyncpg

FOREIGN_KEY = "foreign_key"

_COLUMNS = re.compile(r"\((.+?)\)=\(")
_SQLITE_FAILED = re.compile(
    r"^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?$", re.S
)
_SQLITE_INDEX = re.compile(r"^index '(.*)'$")


def of_sqlite(message: str) -> str:
    if not (match := _SQLITE_FAILED.match(message)):
        return message
    kind, what = match.groups()
    if kind == "FOREIGN KEY":
        return FOREIGN_KEY
    if index := _SQLITE_INDEX.match(what):
        return index[1]
    if kind != "UNIQUE":
        return str(what)
    table, _, column = what.partition(".")
    return f"{table}.{column}".replace(f", {table}.", ",")


def of_postgres(error: asyncpg.IntegrityConstraintViolationError) -> str:
    if isinstance(error, asyncpg.ForeignKeyViolationError | asyncpg.RestrictViolationError):
        return FOREIGN_KEY
    if isinstance(error, asyncpg.NotNullViolationError):
        return f"{error.table_name}.{error.column_name}"
    if isinstance(error, asyncpg.UniqueViolationError):
        columns = _COLUMNS.search(error.detail or "")
        if columns and "(" not in columns[1]:
            return f"{error.table_name}.{columns[1].replace(', ', ',').replace(chr(34), '')}"
    return error.constraint_name or str(error)
