"""The world of most tests, built once by each process and brought into a database of each kind.

Choice: kept, as building it anew takes longer than many a test: 15 ms of processor time here and as
much in PostgreSQL, beside 1 to 3.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain import database
from domain.database.postgres.engine import Engine as PostgresEngine
from tests.world import World, at, build

EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  SET LOCAL lock_timeout = '5s';
  FOR name IN
    SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'
  LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
END $$
"""
"""In that role neither foreign keys nor triggers speak; on few rows it is faster than TRUNCATE."""
KEEP = """
DO $$ DECLARE name text; columns text; BEGIN
  CREATE SCHEMA kept;
  FOR name, columns IN
    SELECT table_name, string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'migration' AND is_generated = 'NEVER'
    GROUP BY table_name
  LOOP EXECUTE format('CREATE TABLE kept.%I AS SELECT %s FROM public.%I', name, columns, name);
  END LOOP;
END $$
"""
BRING = """
DO $$ DECLARE name text; columns text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name, columns IN
    SELECT t.relname, string_agg(quote_ident(c.attname), ', ' ORDER BY c.attnum)
    FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
    WHERE t.relnamespace = 'kept'::regnamespace AND t.relkind = 'r' AND c.attnum > 0
    GROUP BY t.relname
  LOOP
    EXECUTE format('INSERT INTO public.%I (%s) SELECT * FROM kept.%I', name, columns, name);
  END LOOP;
END $$
"""
"""What was kept, into tables that are empty."""


@dataclass(frozen=True)
class Kept:
    """Shape: file for SQLite only."""

    world: World
    file: str = ""


async def in_sqlite(template: str, path: Path, moment: datetime) -> Kept:
    """In a file, to be copied."""
    shutil.copyfile(template, path)
    await database.open(f"sqlite:///{path}")
    with at(moment):
        made = await build()
    await database.close()
    return Kept(made, str(path))


async def in_postgres(engine: PostgresEngine, moment: datetime) -> Kept:
    """In tables beside those that tests use."""
    await engine.run_ddl(EMPTY)
    database.use(engine)
    with at(moment):
        made = await build()
    await engine.run_ddl(KEEP)
    return Kept(made)
