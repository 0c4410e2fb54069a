"""When those who are ticked usually have time, and what would suit them all. Rule: S17 S18."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from domain.accounts.visitor import Visitor
from domain.availability import family_time
from domain.availability.family_time import FamilyTime
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions.group_invitation import Invited
from domain.sessions.learner import Learner
from web.pages.sessions import suits
from web.pages.sessions.suits import Wanted
from web.words import weeks
from web.words.formats import Formats
from web.words.translations import N_, say

NOTHING = N_("In den nächsten %(days)s Tagen passt keine freie Zeit allen.")
SILENT = N_("Ohne Angabe, wann Zeit ist: %(names)s.")
ELSEWHERE = N_("Da haben sonst keine Zeit: %(names)s.")


class Together(NamedTuple):
    """Shape: said of each who said anything; silent the names of the others; slots as in Suits.

    Choice: who said nothing stands in nobody's way, and is named.
    """

    said: tuple[tuple[Learner, Sequence[FamilyTime]], ...] = ()
    silent: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()

    def context(self, language: str) -> dict[str, Any]:
        """Shape: slots, and sentences beside them; planned and week as in Suits."""
        who = [one.id for one, _ in self.said]
        lines = []
        if self.said and not self.slots:
            lines.append(say(language, NOTHING, days=suits.LOOKED_AHEAD.days + 1))
        if self.said and self.silent:
            names = Formats(language).listed(list(self.silent))
            lines.append(say(language, SILENT, names=names))
        return {
            "slots": self.slots,
            "fitting": lines,
            "planned": weeks.planned(who),
            "week": weeks.address(who),
        }

    def of_time(
        self, starts_at: datetime | None, booked: Service | None, language: str
    ) -> list[str]:
        """Who has no time then, as far as that is known."""
        if starts_at is None or booked is None:
            return []
        ends_at = starts_at + timedelta(minutes=booked.duration_minutes)
        names = [
            one.name for one, times in self.said if not family_time.fits(starts_at, ends_at, times)
        ]
        if len(names) < 2:
            return [say(language, suits.ELSEWHERE, name=name) for name in names]
        return [say(language, ELSEWHERE, names=Formats(language).listed(names))]


async def notes(
    known: Sequence[Learner], starts_at: datetime, ends_at: datetime, language: str
) -> dict[Invited, str]:
    """Whom of them a date does not suit. No query of nobody."""
    times = await family_time.of_learners({one.id for one in known})
    return {
        Invited(one.family, one.id): say(language, suits.ELSEWHERE, name=one.name)
        for one in known
        if (said := times.get((one.family, one.id)))
        and not family_time.fits(starts_at, ends_at, said)
    }


async def of(
    known: Sequence[Learner],
    ticked: Sequence[Invited],
    booked: Service | None,
    educator: Visitor[Staff],
) -> Together:
    """No query where nobody is ticked, and one where nobody said anything."""
    asked = set(ticked)
    there = [one for one in known if Invited(one.family, one.id) in asked]
    times = await family_time.of_learners({one.id for one in there})
    said = [(one, times.get((one.family, one.id), [])) for one in there]
    heard = tuple((one, each) for one, each in said if each)
    silent = tuple(one.name for one, each in said if not each)
    if not heard or booked is None:
        return Together(heard, silent)
    wanted = Wanted(tuple(one.id for one in there), booked.id, booked.duration_minutes)
    slots = await suits.slots(wanted, [each for _, each in heard], educator)
    return Together(heard, silent, slots)
