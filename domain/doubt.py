"""Doubt about the clock: it jumped, so what ends things by the clock waits until somebody looked.

A clock that is 400 days ahead would complete, expire and purge everything within seconds, and none
of that can be taken back. Rule: S2 S11 S14 K4.

Choice: a row of the outbox, due when the doubt ends, for it has to outlive a restart and be seen by
all processes and by `lernfaden doctor`; so it ends by itself, and needs no table of its own.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from domain import clock, database, outbox

KIND = "clock_doubt"
LASTS = timedelta(hours=1)

# One that ends later than it can last is from before the clock was set back.
_STANDING = f"""
SELECT payload, due_at FROM outbox
WHERE dedupe = {{}} AND {outbox.IS_PENDING} AND due_at > {{}} AND due_at <= {{}}
"""
_FORGET = "DELETE FROM outbox WHERE dedupe = {}"


class Doubt(NamedTuple):
    """Units: how far the clock jumped, and until when what ends things waits."""

    jump: timedelta
    until: datetime


async def standing() -> Doubt | None:
    """What there is now."""
    now = clock.now()
    row = await database.row(_STANDING, KIND, now, now + LASTS)
    if row is None:
        return None
    payload, until = row
    return Doubt(timedelta(seconds=msgspec.json.decode(payload)["seconds"]), until)


async def begin(jump: timedelta) -> None:
    """From now on, whatever there was before."""
    async with database.transaction():
        await dismiss()
        seconds = {"seconds": int(jump.total_seconds())}
        await outbox.put(KIND, seconds, due_at=clock.now() + LASTS, dedupe=KIND)


async def dismiss() -> None:
    """Somebody looked, and the clock is right."""
    await database.rows(_FORGET, KIND)
