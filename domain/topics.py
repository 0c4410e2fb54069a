"""Topics: what pages show, by name; each has a number that rises with every change of it.

A page names its topics once, and the same names serve its ETag and the hint to open pages. A
transaction touches what it changes in one statement right before COMMIT and in the order of the
names: nobody holds a topic while waiting for something else, so no two wait in a circle, and
changes to one topic queue for no longer than COMMIT takes.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
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
    """What of its owners these are about. Shape: `credits session`, as pages are hinted; what
    passes stays behind it (live/passing.py).
    """
    return " ".join(sorted({_aspect(each) for each in names}))


def touch(*names: str) -> None:
    """Says that whatever shows these is out of date, once the transaction is stored.

    Errors: RuntimeError outside of a transaction.
    """
    database.collect(_TOUCHED, *names)


async def versions(names: Iterable[str]) -> str:
    """A text that changes whenever one of these topics does; one query."""
    return " ".join(f"{each}={version}" for each, version in (await numbers(names)).items())


async def numbers(names: Iterable[str]) -> dict[str, int]:
    """The version of each that was ever touched, in the order of their names; one query."""
    wanted = sorted(names)
    sql = f"SELECT name, version FROM topics WHERE name IN ({database.marks(wanted)}) ORDER BY name"
    return {row[0]: row[1] for row in await database.rows(sql, *wanted)}


def seen(versions: Mapping[str, int], shown: Collection[str]) -> str:
    """What a page has seen of some aspects, for unseen(). Shape: session.6f0c12ab~told.…"""
    known = _digests(versions, shown)
    return "~".join(f"{each}.{known[each]}" for each in sorted(known))


def unseen(seen: str, versions: Mapping[str, int]) -> set[str]:
    """The aspects in which versions are others by now than a page has seen.

    Shape: seen may come from anybody; what it says of unknown aspects is passed over.
    """
    known = dict(each.partition(".")[::2] for each in seen.split("~"))
    return {each for each, now in _digests(versions).items() if known.get(each, now) != now}


def _digests(versions: Mapping[str, int], shown: Collection[str] | None = None) -> dict[str, str]:
    """By aspect, of all or those shown. What nobody has touched yet counts as well: its first
    change is one.
    """
    by_aspect: dict[str, list[str]] = {}
    for each, version in sorted(versions.items()):
        aspect, _, _ = each.partition(":")
        if shown is None or aspect in shown:
            by_aspect.setdefault(aspect, []).append(f"{each}={version}" if version else "")
    return {
        aspect: hashlib.blake2b(" ".join(filter(None, each)).encode(), digest_size=4).hexdigest()
        for aspect, each in by_aspect.items()
    }


def _aspect(name: str) -> str:
    owned, slash, passes = name.partition("/")
    return owned.partition(":")[0] + slash + passes


async def _write(names: list[str]) -> None:
    touched = sorted(set(names))
    # Never a number of before: a restored backup has no topics, but browsers keep their ETags.
    began = int(clock.now().timestamp() * 1000)
    await database.insert("topics (name, version)", [(each, began) for each in touched], _AGAIN)
    database.after_commit(lambda: live.publish_soon(touched))


_TOUCHED = database.Step(rank=40, take=_write)
