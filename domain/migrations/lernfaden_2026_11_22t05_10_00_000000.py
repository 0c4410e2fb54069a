"""What the tables promise beyond their columns: the rules that hold in the database itself.

Rule: S1 (arrows) S4 (no double booking) K1 (append-only ledger, totals equal their entries) B2 (one
connection) N2 (events never change). A statement for each engine where they differ.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from domain import database

ID = "2026-11-22T05:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the rules that the database keeps"

COUNTS = ("granted", "free", "held", "spent", "lapsed", "expired")
ARROWS = (
    "pending>confirmed",
    "pending>declined",
    "pending>cancelled",
    "confirmed>completed",
    "confirmed>cancelled",
    "confirmed>missed",
    "completed>missed",
    "missed>completed",
)

BOTH = [
    'CREATE UNIQUE INDEX "B2_connected_once" ON connections (family, provider)'
    " WHERE ended_at IS NULL",
    'CREATE UNIQUE INDEX "K3_one_overdraft" ON packages (connection) WHERE kind = \'overdraft\'',
    "CREATE INDEX sessions_of_family_ending ON sessions (family, ends_at)",
    "CREATE INDEX sessions_of_family_starting ON sessions (family, starts_at, id)",
    "CREATE INDEX sessions_of_child_ending ON sessions (child, ends_at)",
    "CREATE INDEX sessions_of_child_starting ON sessions (child, starts_at, id)",
    "CREATE INDEX sessions_of_educator_starting ON sessions (educator, starts_at)",
    "CREATE INDEX notifications_newest ON notifications (profile, created_at)",
    "CREATE INDEX notifications_unread ON notifications (profile) WHERE read_at IS NULL",
    "CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL AND dead_at IS NULL",
    "CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL",
    'CREATE INDEX entries_newest ON entries ("connection", created_at)',
    "CREATE INDEX packages_ending ON packages (expires_on) WHERE free_count > 0",
]

_ARROWS = ", ".join(f"'{arrow}'" for arrow in ARROWS)
_TOTALS = ", ".join(f"{count}_count = {count}_count + NEW.{count}" for count in COUNTS)
_SUMS = " OR ".join(
    f"NEW.{count}_count <> (SELECT coalesce(sum({count}), 0) FROM entries WHERE package = NEW.id)"
    for count in COUNTS
)
_COUNTED = ", ".join(f"{count}_count" for count in COUNTS)
_NOT_ZERO = " OR ".join(f"NEW.{count}_count <> 0" for count in COUNTS)


def _sqlite_overlap(whose: str, event: str) -> str:
    return f"""
CREATE TRIGGER "S4_{whose}_{event.split()[0].lower()}" BEFORE {event} ON sessions
WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'S4_no_overlap_per_{whose}') WHERE EXISTS (
    SELECT 1 FROM sessions s WHERE s.{whose} = NEW.{whose} AND s.state = 'confirmed'
      AND s.id <> NEW.id AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at);
END"""


def _sqlite_refuse(table: str, event: str, name: str) -> str:
    return f"""
CREATE TRIGGER "{name}_{event.lower()}" BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{name}'); END"""


SQLITE = [
    *(
        f"CREATE INDEX sessions_confirmed_{whose} ON sessions ({whose}, starts_at, ends_at)"
        " WHERE state = 'confirmed'"
        for whose in ("educator", "child")
    ),
    *(
        _sqlite_overlap(whose, event)
        for whose in ("educator", "child")
        for event in ("INSERT", "UPDATE OF state, starts_at, ends_at, educator, child")
    ),
    f"""
CREATE TRIGGER "S1_arrows" BEFORE UPDATE OF state ON sessions
WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({_ARROWS})
BEGIN SELECT RAISE(ABORT, 'S1_arrows'); END""",
    *(
        _sqlite_refuse(table, event, name)
        for table, name in (("events", "N2_events_append_only"), ("entries", "K1_append_only"))
        for event in ("UPDATE", "DELETE")
    ),
    f"""
CREATE TRIGGER "K1_totals_follow" AFTER INSERT ON entries
BEGIN UPDATE packages SET {_TOTALS} WHERE id = NEW.package; END""",
    f"""
CREATE TRIGGER "K1_total_equals_entries" AFTER UPDATE OF {_COUNTED} ON packages WHEN {_SUMS}
BEGIN SELECT RAISE(ABORT, 'K1_total_equals_entries'); END""",
    f"""
CREATE TRIGGER "K1_begins_empty" BEFORE INSERT ON packages WHEN {_NOT_ZERO}
BEGIN SELECT RAISE(ABORT, 'K1_begins_empty'); END""",
]


def _postgres_refusal(name: str, when: str) -> str:
    return f"""
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF {when} THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', MESSAGE = '{name}';
  END IF;
  RETURN NEW;
END $$"""


def _postgres_trigger(name: str, event: str, table: str, when: str = "") -> str:
    return (
        f'CREATE TRIGGER "{name}" {event} ON {table} FOR EACH ROW {when}'
        f' EXECUTE FUNCTION "{name}"()'
    )


POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    # For withdrawing by prefix, whatever the database's own order of texts is.
    "CREATE INDEX outbox_dedupe_bytes ON outbox (dedupe text_pattern_ops)",
    *(
        f"""
ALTER TABLE sessions ADD CONSTRAINT "S4_no_overlap_per_{whose}" EXCLUDE USING gist
  ({whose} WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (state = 'confirmed')"""
        for whose in ("educator", "child")
    ),
    # The exclusion alone lets two who wait for each other's check deadlock; this makes them queue.
    """
CREATE FUNCTION "S4_one_after_another"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(least(NEW.educator, NEW.child)::text, 4));
  PERFORM pg_advisory_xact_lock(hashtextextended(greatest(NEW.educator, NEW.child)::text, 4));
  RETURN NEW;
END $$""",
    _postgres_trigger(
        "S4_one_after_another",
        "BEFORE INSERT OR UPDATE",
        "sessions",
        "WHEN (NEW.state = 'confirmed')",
    ),
    _postgres_refusal(
        "S1_arrows", f"OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({_ARROWS})"
    ),
    _postgres_trigger("S1_arrows", "BEFORE UPDATE", "sessions"),
    *(
        statement
        for table, name in (("events", "N2_events_append_only"), ("entries", "K1_append_only"))
        for statement in (
            _postgres_refusal(name, "true"),
            _postgres_trigger(name, "BEFORE UPDATE OR DELETE", table),
        )
    ),
    f"""
CREATE FUNCTION "K1_totals_follow"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE packages SET {_TOTALS} WHERE id = NEW.package;
  RETURN NEW;
END $$""",
    _postgres_trigger("K1_totals_follow", "AFTER INSERT", "entries"),
    _postgres_refusal("K1_total_equals_entries", _SUMS),
    _postgres_trigger("K1_total_equals_entries", f"AFTER UPDATE OF {_COUNTED}", "packages"),
    _postgres_refusal("K1_begins_empty", _NOT_ZERO),
    _postgres_trigger("K1_begins_empty", "BEFORE INSERT", "packages"),
]


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="lernfaden", description=DESCRIPTION
    )

    async def keep_rules() -> None:
        engine = database.engine()
        for statement in BOTH + (SQLITE if database.dialect() == "sqlite" else POSTGRES):
            await engine.run_ddl(statement.strip())

    manager.add_raw(keep_rules)
    return manager
