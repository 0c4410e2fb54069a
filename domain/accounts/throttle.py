"""Slows guessing and flooding, per address that is tried and per network that tries."""

from datetime import timedelta
from uuid import UUID

from domain.accounts import counters
from domain.accounts import network as networks
from domain.accounts.limits import PER_ADDRESS, PER_NETWORK, PER_PLACE, Limit
from domain.errors import Throttled

REMEMBERED = timedelta(hours=6)
CHANGES_A_MINUTE = 300
"""Of one account: more than people do, and less than a program that fills the database could."""
FETCHES_A_MINUTE = 60
"""Of one calendar address: several devices ask every few minutes, and never so often together."""
BURST = timedelta(seconds=10)
BURST_MOST = 40
"""How many tries one network may start at once; a school is one network."""


async def admit(method: str, address: str, network: str) -> None:
    """Counts one try before it is carried out, so that a hundred at once are not a hundred.

    Rule: A6. Errors: Throttled. Shape: address is whatever is guessed at, as it is spelled always;
    known and unknown ones are treated alike (A3).
    """
    limits = _limits(method, address, network)
    for key in limits:
        await _must_be_open(key)
    await look(method, network)
    for key, limit in limits.items():
        await _count(key, limit)


async def admit_known(method: str, address: str, browser: str) -> None:
    """The same for a browser that was known before: nobody's tries count but its own.

    Rule: A6. Errors: Throttled. Shape: browser as known_browser.named() says.
    """
    key = f"{_address_key(method, address)}:browser:{browser}"
    await _must_be_open(key)
    await _count(key, PER_PLACE[method])


async def failed(method: str, network: str) -> None:
    """Counts a guess that was wrong against its network; right ones cost a school nothing."""
    key = _network_key(method, network)
    count = await counters.current().hit(key, REMEMBERED)
    if count >= PER_NETWORK.free_count:
        await counters.current().block(key, PER_NETWORK.delay(count))


async def look(method: str, network: str) -> None:
    """Before somebody looks something up by a code; only wrong ones are counted, by failed().

    Rule: A6. Errors: Throttled.
    """
    kept, ours = counters.current(), _network_key(method, network)
    await _must_be_open(ours)
    if await kept.hit(f"{ours}:burst", BURST) > BURST_MOST:
        raise Throttled(int(BURST.total_seconds()))


async def change(account: UUID) -> None:
    """Before somebody changes something, whatever it is. Rule: A6. Errors: Throttled."""
    minute = timedelta(minutes=1)
    if await counters.current().hit(f"changes:{account}", minute) > CHANGES_A_MINUTE:
        raise Throttled(int(minute.total_seconds()))


async def fetch(calendar: UUID) -> None:
    """Before a calendar is read by its secret address, whoever's network asks: calendar services
    ask for many people from one. Rule: A6 S16. Errors: Throttled.
    """
    minute = timedelta(minutes=1)
    if await counters.current().hit(f"calendar:{calendar}", minute) > FETCHES_A_MINUTE:
        raise Throttled(int(minute.total_seconds()))


async def register(address: str, network: str) -> None:
    """Counts a registration; the address is whatever was typed. Rule: A6. Errors: Throttled."""
    await admit("registration", address.strip().lower(), network)
    await failed("registration", network)


async def passed(method: str, address: str) -> None:
    """Forgets what was tried before somebody knew it."""
    key = _address_key(method, address)
    await counters.current().clear(key)
    await counters.current().clear(f"{key}:turn")


async def _must_be_open(key: str) -> None:
    waiting = await counters.current().blocked_for(key)
    if waiting:
        raise Throttled(waiting)


async def _count(key: str, limit: Limit) -> None:
    kept = counters.current()
    count = await kept.hit(key, REMEMBERED)
    if count < limit.free_count:
        return
    delay = limit.delay(count)
    # Of those that arrive at the same moment one has the turn; the others saw no block yet.
    if await kept.hit(f"{key}:turn", delay) > 1:
        raise Throttled(max(1, await kept.blocked_for(key), round(delay.total_seconds())))
    await kept.block(key, delay)


def _limits(method: str, address: str, network: str) -> dict[str, Limit]:
    """What counts a try, the narrowest first, for what it refuses is not counted by the others."""
    mine = _address_key(method, address)
    here = f"{mine}:network:{networks.of(network)}"
    places = {here: PER_PLACE[method]} if method in PER_PLACE else {}
    return {**places, mine: PER_ADDRESS[method]}


def _address_key(method: str, address: str) -> str:
    return f"{method}:address:{address}"


def _network_key(method: str, network: str) -> str:
    return f"{method}:network:{networks.of(network)}"
