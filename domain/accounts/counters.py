"""How often something was tried, for the limits on guessing; forgotten by itself.

Choice: not in the database, as an attack must not become writes there.
"""

from typing import Protocol

from domain import settings
from domain.accounts.memory_counters import MemoryCounters, Span


class Counters(Protocol):
    """Counts and blocks by key; a key is any text, such as `login:nadia@lernfaden.example`."""

    async def hit(self, key: str, window: Span) -> int:
        """Counts one more; returns how many since the first one, which `window` forgets."""
        ...

    async def block(self, key: str, seconds: Span) -> None:
        """Closes a key for a while; a longer block stands."""
        ...

    async def blocked_for(self, key: str) -> int:
        """Units: whole seconds, rounded up; 0 if it is open."""
        ...

    async def clear(self, key: str) -> None:
        """Forgets the count and the block."""
        ...

    async def close(self) -> None:
        """Lets go of what this event loop holds."""
        ...


_current: tuple[str | None, bytes, Counters] | None = None


def current() -> Counters:
    """The process's own, or Redis's when the settings name one."""
    global _current
    chosen = settings.current()
    url, pepper = chosen.redis_url, chosen.secret_key
    if _current is None or _current[:2] != (url, pepper):
        _current = url, pepper, _of_all(url, pepper) if url else MemoryCounters()
    return _current[2]


def forget() -> None:
    """Starts anew, for tests; Redis keeps what it has."""
    global _current
    _current = None


def _of_all(url: str, pepper: bytes) -> Counters:
    # Without Redis nobody waits at each start until its client is read.
    from domain.accounts.redis_counters import RedisCounters

    return RedisCounters(url, pepper)
