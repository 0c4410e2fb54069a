"""Slows guessing and flooding, per address that is tried and per network that tries."""

from dataclasses import dataclass
from datetime import timedelta

from domain.accounts import counters
from domain.accounts import network as networks
from domain.errors import Throttled

REMEMBERED = timedelta(hours=6)
DELAY_MOST = timedelta(minutes=15)
BURST = timedelta(seconds=10)
BURST_MOST = 40
"""How many tries one network may start at once; a school is one network."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are free, and how long the first delay is; each next one is twice as long."""

    free_count: int
    first_delay: timedelta

    def delay(self, count: int) -> timedelta:
        doublings = min(count - self.free_count, 20)
        return min(self.first_delay * (1 << doublings), DELAY_MOST)


PER_ADDRESS = {
    "password": Limit(5, timedelta(seconds=5)),
    "pin": Limit(15, timedelta(seconds=30)),
    "login_email": Limit(4, timedelta(seconds=30)),
    "registration": Limit(5, timedelta(seconds=30)),
    "password_change": Limit(10, timedelta(seconds=30)),
}
"""Each way to log in has its own, so that who is locked out of one can take another.

A changed password is counted by its account, as estimating and hashing it are dear.
"""
PER_NETWORK = Limit(25, timedelta(seconds=5))


async def admit(method: str, address: str, network: str) -> None:
    """Counts one try before it is carried out, so that a hundred at once are not a hundred.

    Rule: A6. Errors: Throttled. Shape: address is whatever is guessed at, as it is spelled always;
    known and unknown ones are treated alike (A3).
    """
    mine, ours = _address_key(method, address), _network_key(method, network)
    kept = counters.current()
    waiting = max(await kept.blocked_for(mine), await kept.blocked_for(ours))
    if waiting:
        raise Throttled(waiting)
    if await kept.hit(f"{ours}:burst", BURST) > BURST_MOST:
        raise Throttled(int(BURST.total_seconds()))
    await _count(mine, PER_ADDRESS[method])


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
    waiting = await kept.blocked_for(ours)
    if waiting:
        raise Throttled(waiting)
    if await kept.hit(f"{ours}:burst", BURST) > BURST_MOST:
        raise Throttled(int(BURST.total_seconds()))


async def register(address: str, network: str) -> None:
    """Counts a registration; the address is whatever was typed. Rule: A6. Errors: Throttled."""
    await admit("registration", address.strip().lower(), network)
    await failed("registration", network)


async def passed(method: str, address: str) -> None:
    """Forgets what was tried before somebody knew it."""
    key = _address_key(method, address)
    await counters.current().clear(key)
    await counters.current().clear(f"{key}:turn")


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


def _address_key(method: str, address: str) -> str:
    return f"{method}:address:{address}"


def _network_key(method: str, network: str) -> str:
    return f"{method}:network:{networks.of(network)}"
