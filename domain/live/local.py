"""The pages that one process serves, and who of them is hinted."""

import threading
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager

from domain.live.subscription import Subscription


class Local:
    """The pages that this process serves, in whatever loop and thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        # In the order in which they were opened.
        self._open: dict[str, dict[Subscription, None]] = {}

    @asynccontextmanager
    async def subscribe(self, names: Iterable[str]) -> AsyncIterator[Subscription]:
        subscription = Subscription(names)
        with self._guard:
            for name in subscription.names:
                self._open.setdefault(name, {})[subscription] = None
        try:
            yield subscription
        finally:
            with self._guard:
                for name in subscription.names:
                    del self._open[name][subscription]
                    if not self._open[name]:
                        del self._open[name]

    def keep_newest(self, name: str, count: int) -> None:
        """Ends all but so many of the pages that show this; they give way to newer ones."""
        with self._guard:
            oldest = [*self._open.get(name, ())][:-count]
        for page in oldest:
            page.give_way()

    def hint(self, names: Collection[str]) -> None:
        with self._guard:
            hinted = {page for name in names for page in self._open.get(name, ())}
        for page in hinted:
            page.hint(names)

    def hint_all(self) -> None:
        for page in self._all():
            page.hint(page.names)

    def end(self) -> None:
        for page in self._all():
            page.end()

    def _all(self) -> set[Subscription]:
        with self._guard:
            return {page for pages in self._open.values() for page in pages}
