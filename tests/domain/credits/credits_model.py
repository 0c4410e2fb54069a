"""The part of the model in which credits are given and end. Shape: as model.py."""

from datetime import timedelta
from uuid import UUID

from tests.domain.credits.shared_model import FOREVER, OK, Shared, counts


class Credits(Shared):
    """The family's packages, and what it may overdraw."""

    def grant(self, key: UUID, count: int, days: int | None) -> str:
        if key in self.packages:
            return OK
        ends = FOREVER if days is None else self._day(self.now) + timedelta(days=days)
        pot = self.packages[None]["counts"]
        owed = min(count, max(0, -pot["free"]))
        made = counts(granted=count - owed, free=count - owed)
        self.packages[key] = {"ends": ends, "made": self.now, "counts": made}
        pot["granted"] += owed
        pot["free"] += owed
        return OK

    def take_back(self, count: int) -> str:
        taken, rest = {}, count
        for source in reversed(self._ordered()):
            taken[source] = max(0, min(rest, self.packages[source]["counts"]["free"]))
            rest -= taken[source]
        if rest:
            return f"NotEnoughCredits {rest}"
        for source, part in taken.items():
            self.packages[source]["counts"]["granted"] -= part
            self.packages[source]["counts"]["free"] -= part
        return OK

    def allow_overdraft(self, count: int) -> str:
        if self.packages[None]["counts"]["free"] < -count:
            return "Invalid overdraft_count"
        self.overdraft = count
        return OK

    def expire_packages(self) -> str:
        for source, package in self.packages.items():
            if package["ends"] < self._day(self.now):
                self._move(source, "free", "expired", package["counts"]["free"])
        return OK
