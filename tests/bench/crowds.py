"""(b) The same list among many sessions of others."""

from statistics import median

from domain import database
from tests.bench import databases, others, people
from tests.bench.load import Client, Measured, serving
from tests.bench.report import Figure, Note, say

FEW, MANY = 1_000, 1_000_000
TIMES_FEW = 1.2
ROUNDS = 12


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir() as data:
        for place in places:
            kind = databases.kind(place)
            clients = {}
            urls = {}
            for count in (FEW, MANY):
                urls[count] = await databases.create(place, f"crowd{count}")
                _, token = await people.build()
                await database.close()
                say(f"{kind}: {count:,} sessions of others")
                await others.insert(urls[count], count)
                clients[count] = token
            with serving(data, urls[FEW]) as few, serving(data, urls[MANY]) as many:
                _note(
                    note,
                    kind,
                    await _alternating(Client(few, clients[FEW]), Client(many, clients[MANY])),
                )


async def _alternating(few: Client, many: Client) -> dict[str, tuple[Measured, Measured]]:
    """One asks at a time, first here and then there, so that both see the same machine."""
    pair = (Measured(), Measured())
    for number in range(ROUNDS + 1):
        for client, into in zip((few, many), pair, strict=True):
            # The first round only warms up.
            target = into if number else Measured()
            await client.press(target, client.request(), 200, connections=1, seconds=0.4)
    return {"the list": pair}


def _note(note: Note, kind: str, found: dict[str, tuple[Measured, Measured]]) -> None:
    for words, (few, many) in found.items():
        note(Figure("b", f"{kind}: {words}, among {FEW:,}", few.latency_ms, "ms"))
        note(Figure("b", f"{kind}: {words}, among {MANY:,}", many.latency_ms, "ms"))
        times = median(many.latencies) / median(few.latencies)
        note(Figure("b", f"{kind}: {words}, many beside few", times, "x", TIMES_FEW))
