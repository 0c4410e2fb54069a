"""Topics: what pages show, by name; each has a number that rises with every change of it.

A page names its topics once, and the same names serve its ETag and the hint to open pages. A
transaction touches what it changes in one statement right before COMMIT and in the order of the
names: nobody holds a topic while waiting for something else, so no two wait in a circle, and
changes to one topic queue for no longer than COMMIT takes.
"""

from collections.abc import Iterable
from uuid import UUID

from piccolo.columns import BigInt, Varchar
from piccolo.table import Table

from domain import clock, database, live

_AGAIN = "ON CONFLICT (name) DO UPDATE SET version = topics.version + 1"


class Topic(Table, tablename="topics"):
    """Shape: name is `aspect:owner`, such as `session:6f0c…` for the sessions of a family."""

    name = Varchar(80, primary_key=True)
    version = BigInt(default=0)


def name(aspect: str, owner: UUID) -> str:
    """Shape: aspect is the area of the facts that change it: session, credits, people, told."""
    return f"{aspect}:{owner}"


def names_of(owner: str, aspects: Iterable[str]) -> str:
    """Such names in SQL. Shape: owner is an expression."""
    return ", ".join(f"'{aspect}:' || {owner}" for aspect in aspects)


def aspects(names: Iterable[str]) -> str:
    """What of its owners these are about. Shape: `credits session`, as pages are hinted."""
    return " ".join(sorted({each.partition(":")[0] for each in names}))


def touch(*names: str) -> None:
    """Says that whatever shows these is out of date, once the transaction is stored.

    Errors: RuntimeError outside of a transaction.
    """
    database.collect(_TOUCHED, *names)


async def versions(names: Iterable[str]) -> str:
    """A text that changes whenever one of these topics does; one query."""
    wanted = sorted(names)
    sql = f"SELECT name, version FROM topics WHERE name IN ({database.marks(wanted)}) ORDER BY name"
    return " ".join(f"{each}={version}" for each, version in await database.rows(sql, *wanted))


async def _write(names: list[str]) -> None:
    touched = sorted(set(names))
    # Never a number of before: a restored backup has no topics, but browsers keep their ETags.
    began = int(clock.now().timestamp() * 1000)
    await database.insert("topics (name, version)", [(each, began) for each in touched], _AGAIN)
    database.after_commit(lambda: live.publish_soon(touched))


_TOUCHED = database.Step(rank=40, take=_write)
