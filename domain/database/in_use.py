"""The engine in use, where every table finds it: Piccolo asks a module for the name `DB`.

Choice: a table learns its engine here and not from a list of tables, so that the database knows
none and what is imported late needs no word to anybody.
"""

import os

from piccolo.table import TABLE_REGISTRY

from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.sqlite.engine import Engine as SQLiteEngine

Engine = SQLiteEngine | PostgresEngine

DB: Engine | None = None

os.environ["PICCOLO_CONF"] = __name__
# Piccolo's module that names the variable brings a formatter of code along, which took two fifths
# of the start of each command.


def use(engine: Engine) -> Engine:
    """Makes this the engine of every table, those not yet imported too."""
    global DB
    DB = engine
    for table in TABLE_REGISTRY:
        table._meta.db = engine
    return engine
