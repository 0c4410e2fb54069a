"""(k) An educator's week of 60 sessions, beside the same server answering the same bytes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from domain import clock
from domain.sessions.session import State
from domain.sessions.wall_clock import day_start
from tests import world
from tests.bench import databases, people
from tests.bench.load import Client, interleaved, serving
from tests.bench.report import Figure, Note, say
from tests.world import BERLIN

SESSIONS, DAYS = 60, 6
TIMES_BARE = 12.0


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir() as data:
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: a week of {SESSIONS} sessions")
            url = await databases.create(place, "weeks")
            address, token = await _build()
            with serving(data, url) as port:
                client = Client(port, token)
                recorded = await client.ask(f"/bench/record{address}")
                assert recorded.status == 200, recorded.head
                ways = {
                    "bare": (client.request("/bench/bare", cookie=""), 200),
                    "week": (client.request(address), 200),
                }
                found = await interleaved(client, ways)
            bare, week = (found[way].processor_us for way in ways)
            note(Figure("k", f"{kind}: a bare handler, the bytes of the week", bare, "µs"))
            note(Figure("k", f"{kind}: the week of {SESSIONS} sessions", week, "µs"))
            note(Figure("k", f"{kind}: it, beside bare", week / bare, "x", TIMES_BARE))


async def _build() -> tuple[str, str]:
    """Jonas teaches ten hours on each of six days of next week; where it is, and his token."""
    made = await world.build()
    await made.make.credits(SESSIONS)
    today = day_start(clock.now(), BERLIN)
    monday = today + timedelta(days=7 - today.weekday())
    for number in range(SESSIONS):
        day, hour = divmod(number, SESSIONS // DAYS)
        await made.make.session(
            State.PENDING if number % 12 == 5 else State.CONFIRMED,
            learner=made.tom.id if number % 3 else made.mila.id,
            service=made.physics if number % 2 else made.maths,
            starts_at=monday + timedelta(days=day, hours=9 + hour),
        )
    local = monday.astimezone(ZoneInfo(BERLIN)).date()
    return f"/calendar?date={local}", await people.log_in(made.jonas)
