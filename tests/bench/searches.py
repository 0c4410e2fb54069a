"""(n) A search in 100,000 messages, for words that are rare, usual, in every second message, half
typed, or nowhere.
"""

import random
from datetime import timedelta
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

from domain import clock, database
from domain.conversations import search, terms
from domain.conversations.search import Asked
from tests import world
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.world import World

MESSAGES, TRIES = 100_000, 15
MOST_MS = 30.0
ASKED = {
    "rare": "Bruchrechnung",
    "usual": "Dienstag",
    "in every second": "Hallo",
    "half typed": "di",
    "two": "hallo brüche",
    "nowhere": "Zebra",
}
PLAIN = ("wie wäre", "es für", "uns", "passt gut", "bis dann", "Mila", "Tom", "üben", "Mathe")
_INTO = 'messages (id, conversation, number, change, "by", side, words, created_at)'
_TALK = "conversations (id, connection, last_number, last_change, written_at)"


async def measure(note: Note, place: str) -> None:
    kind = databases.kind(place)
    say(f"{kind}: {MESSAGES} messages to search")
    await databases.create(place, "searches")
    made = await world.build()
    await _fill(made)
    jonas, nadia = made.jonas.actor, made.nadia.actor
    for name, words in ASKED.items():
        took = await _median_ms(Asked(terms.of(words), jonas))
        note(Figure("n", f"{kind}: search in {MESSAGES}: {name}", took, "ms", MOST_MS))
    one = await _median_ms(Asked(terms.of(ASKED["usual"]), nadia, made.kaya.id))
    note(Figure("n", f"{kind}: search in the half, in one conversation", one, "ms", MOST_MS))


async def _fill(made: World) -> None:
    """Half of them in the conversation of each family, by turns."""
    now, chance = clock.now(), random.Random(7)
    families = (made.kaya.id, made.rossi.id)
    count = MESSAGES // 2
    await database.insert(_TALK, [(each, each, count, count, now) for each in families])
    rows: list[tuple[object, ...]] = []
    for at in range(MESSAGES):
        number, when = at // 2 + 1, now - timedelta(minutes=MESSAGES - at)
        rows.append(_row(made.jonas.id, families[at % 2], number, _words(at, chance), when))
    async with database.transaction():
        await database.insert(_INTO, rows)
    if database.dialect() == "postgres":
        await database.rows("ANALYZE")


def _row(by: UUID, talk: UUID, number: int, words: str, when: object) -> tuple[object, ...]:
    return (uuid4(), talk, number, number, by, "provider", words, when)


def _words(at: int, chance: random.Random) -> str:
    said = chance.choices(PLAIN, k=chance.randint(4, 24))
    said += ["Hallo"] * (at % 2) + ["Dienstag"] * (at % 11 == 0) + ["Brüche"] * (at % 41 == 0)
    return " ".join([*said, *["Bruchrechnung"] * (at % 1009 == 0)])


async def _median_ms(asked: Asked) -> float:
    took = []
    for _ in range(TRIES):
        began = perf_counter()
        await search.found(asked)
        took.append((perf_counter() - began) * 1e3)
    return median(took)
