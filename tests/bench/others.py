"""Sessions of others, as many as one likes: families that have a session every week.

Choice: rows straight into the tables, because a million by the product's own functions would take
an hour; the database's rules hold for them all the same, but for foreign keys, which are right by
construction.
"""

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import asyncpg

from domain import clock
from tests.bench.databases import is_postgres
from web.commands.progress import Progress

ZONE = "Europe/Berlin"
ROOM = "https://meet.lernfaden.example/lena"
WEEKS_PAST, WEEKS_AHEAD = 36, 4
WEEKS = WEEKS_PAST + WEEKS_AHEAD
FAMILIES_PER_EDUCATOR = 20
AT_ONCE = 20_000
SEED = 7

COLUMNS = {
    "families": "id name created_at",
    "profiles": "id account kind name colour language time_zone created_at",
    "memberships": "id profile family role may_confirm created_at ended_at",
    "providers": "id kind name time_zone notice_hours answer_hours created_at",
    "staff": "id provider profile role meeting_url created_at ended_at",
    "services": "id provider name description duration_minutes credits created_at retired_at",
    "connections": "id family provider created_at ended_at",
    "assignments": "id connection educator created_at ended_at",
    "proposals": "id connection educator by asked kind message expires_at answered_at answered_by"
    " created_at",
    "sessions": "id proposal connection provider family educator learner service group_date"
    " moved_from sequence service_name credits starts_at ends_at time_zone place place_detail"
    " meeting_url state notice_hours created_at changed_at",
}

Row = tuple[str, tuple[Any, ...]]


async def insert(url: str, count: int) -> None:
    """Shape: the sessions are of other families with other educators."""
    write = _into_postgres if is_postgres(url) else _into_sqlite
    await write(url, _rows(count))


def _rows(count: int) -> Iterator[Row]:
    """Table and row; parents before children."""
    chance = random.Random(SEED)
    left = count
    while left > 0:
        for row in _educator(chance, left):
            left -= row[0] == "sessions"
            yield row


def _educator(chance: random.Random, most: int) -> Iterator[Row]:
    """One specialist with the families that come every week, each at an hour of its own."""
    now = clock.now()
    began = now - timedelta(weeks=WEEKS_PAST + 2)
    provider, educator, service = (identity(chance) for _ in range(3))
    yield "providers", (provider, "specialist", "Lena Roth", ZONE, 24, None, began)
    yield "profiles", (educator, None, "educator", "Lena Roth", 3, "de", ZONE, began)
    yield "staff", (identity(chance), provider, educator, "educator", ROOM, began, None)
    yield "services", (service, provider, "Deutsch", "", 45, 1, began, None)
    monday = (now - timedelta(days=now.weekday())).replace(hour=13, minute=0, second=0)
    for number in range(min(FAMILIES_PER_EDUCATOR, -(-most // WEEKS))):
        family, child, connection = (identity(chance) for _ in range(3))
        yield "families", (family, "Sommer", began)
        yield "profiles", (child, None, "child", "Ben", 2, "de", ZONE, began)
        yield "memberships", (identity(chance), child, family, "child", False, began, None)
        yield "connections", (connection, family, provider, began, None)
        yield "assignments", (identity(chance), connection, educator, began, None)
        first = monday + timedelta(days=number % 5, hours=number // 5)
        for week in range(-WEEKS_PAST, WEEKS_AHEAD):
            if most == 0:
                return
            most -= 1
            starts_at = first + timedelta(weeks=week)
            state = _state(chance, starts_at < now, week)
            proposed_at = min(starts_at - timedelta(days=6), now)
            proposal, is_open = identity(chance), state == "pending"
            yield "proposals", (
                proposal, connection, educator, educator, "family", "one", "", starts_at,
                None if is_open else proposed_at, None if is_open else educator, proposed_at,
            )  # fmt: skip
            yield "sessions", (
                identity(chance), proposal, connection, provider, family, educator, child, service,
                None, None, 0, "Deutsch", 1, starts_at, starts_at + timedelta(minutes=45), ZONE,
                "online", "", ROOM, state, None if state in ("pending", "declined") else 24,
                proposed_at, proposed_at,
            )  # fmt: skip


def _state(chance: random.Random, is_over: bool, week: int) -> str:
    if is_over:
        return chance.choices(("completed", "cancelled", "missed", "declined"), (90, 6, 2, 2))[0]
    return "pending" if week == WEEKS_AHEAD - 1 else "confirmed"


def identity(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _batches(rows: Iterator[Row]) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    progress = Progress("   … sessions")
    while batch := list(islice(rows, AT_ONCE)):
        by_table: dict[str, list[tuple[Any, ...]]] = {}
        for table, row in batch:
            by_table.setdefault(table, []).append(row)
        yield by_table
        progress.advance(len(by_table.get("sessions", ())))
    progress.done()


async def _into_sqlite(url: str, rows: Iterator[Row]) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        for by_table in _batches(rows):
            for table, columns in COLUMNS.items():
                names = columns.split()
                holes = ", ".join("?" * len(names))
                quoted = ", ".join(f'"{name}"' for name in names)
                connection.executemany(
                    f"INSERT INTO {table} ({quoted}) VALUES ({holes})",
                    by_table.get(table, []),
                )
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _into_postgres(url: str, rows: Iterator[Row]) -> None:
    await copy(url, COLUMNS, rows)


async def copy(url: str, tables: Mapping[str, str], rows: Iterator[Row]) -> None:
    """Into PostgreSQL at its quickest. Shape: columns by table, parents before children."""
    connection: Any = await asyncpg.connect(url)
    try:
        await connection.execute("SET session_replication_role = replica")
        async with connection.transaction():
            for by_table in _batches(rows):
                for table, columns in tables.items():
                    await connection.copy_records_to_table(
                        table, records=by_table.get(table, []), columns=columns.split()
                    )
        # What autovacuum does within a minute.
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
