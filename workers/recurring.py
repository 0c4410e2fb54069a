"""What recurs: planned for each hour by whoever comes first.

Choice: a row and its dedupe text instead of a scheduler; none of those to be had claims its slots
durably among several processes.
"""

from datetime import UTC, datetime, timedelta

from domain import clock, outbox

SLOT_SECONDS = 3600
RECURRING = ("purge", "package_expiry", "account_forgetting", "document_preview_planning")


class _Planned:
    slot: datetime | None = None


async def plan() -> None:
    """Writes this hour's rows of what recurs; of all processes that try, one row each is kept."""
    seconds = int(clock.now().timestamp())
    slot = datetime.fromtimestamp(seconds - seconds % SLOT_SECONDS, UTC)
    if slot == _Planned.slot:
        return
    for kind in RECURRING:
        until = slot + timedelta(seconds=SLOT_SECONDS)
        name = f"{kind}:{slot.isoformat()}"
        await outbox.put(kind, {}, due_at=slot, useful_until=until, dedupe=name)
    _Planned.slot = slot


def forget() -> None:
    """Plans anew, for another database."""
    _Planned.slot = None
