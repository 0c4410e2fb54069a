"""Two at the same moment: what comes of it is one of what comes of one after the other."""

import asyncio
import copy
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from domain.errors import Conflict, Invalid

About = TypeVar("About")
Do = Callable[[About], Awaitable[object]]


def pairs(
    every: Iterable[tuple[Callable[..., Awaitable[About]], Sequence[Do[About]]]],
) -> list[tuple[Callable[..., Awaitable[About]], Sequence[Do[About]], Do[About]]]:
    """Of each thing and what can be done with it, each act with itself and all after it.

    Shape: (make, acts, first), so that each two meet once.
    """
    return [(make, acts[at:], acts[at]) for make, acts in every for at in range(len(acts))]


class AtOnce(Generic[About]):
    """Shape: make builds what both are about, anew each time; left says what has become of it;
    may_refuse that whoever looked before the first was done may be refused, as what they meant was
    another thing.
    """

    def __init__(
        self,
        make: Callable[[], Awaitable[About]],
        left: Callable[[About], Awaitable[Any]],
        *,
        may_refuse: bool = False,
    ) -> None:
        self._make, self._left, self._may_refuse = make, left, may_refuse

    async def serial(self, one: Do[About], other: Do[About]) -> list[Any]:
        """Both orders: which of the two was done, and what is left."""
        found = []
        for turned in (False, True):
            about = await self._make()
            order = (other, one) if turned else (one, other)
            done = [await tried(do, about) for do in order]
            found.append((done[::-1] if turned else done, await self._left(about)))
        return found

    async def alone(self, do: Do[About], *, is_first: bool) -> Any:
        about = await self._make()
        assert await tried(do, about)
        return [is_first, not is_first], await self._left(about)

    async def check(self, one: Do[About], other: Do[About]) -> None:
        allowed = await self.serial(one, other)
        about = await self._make()
        # Each has looked for themselves.
        seen = (copy.deepcopy(about), copy.deepcopy(about))
        done = list(await asyncio.gather(tried(one, seen[0]), tried(other, seen[1])))
        came = (done, await self._left(about))
        if self._may_refuse and came not in allowed:
            allowed += [
                await self.alone(one, is_first=True),
                await self.alone(other, is_first=False),
            ]
        assert came in allowed, f"{one.__name__}, {other.__name__}: {came} is none of {allowed}"


async def tried(do: Do[About], about: About) -> bool:
    """Whether it was done; what was refused left nothing."""
    try:
        await do(about)
    except (Conflict, Invalid):
        return False
    return True
