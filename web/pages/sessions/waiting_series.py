"""A series that waits for a guardian's answer: one card. Shape: partials/sessions/waiting.html.

Rule: S7. Its dates stand on a page of their own, where they are picked.
"""

from collections.abc import Sequence

from domain.accounts.visitor import Visitor
from domain.credits import taking
from domain.credits.package import Source
from domain.profiles.actor import Actor
from web.pages.sessions import waiting
from web.pages.sessions.waiting import Answerable
from web.pages.sessions.waiting_dates import Dates
from web.words import binding, repeating
from web.words.formats import Formats
from web.words.translations import N_, say

SERIES = N_("Serie · %(rhythm)s · %(dates)s ab %(day)s")
ENOUGH_FOR = N_("Eure Credits reichen für %(enough)s von %(count)s Terminen.")


def card(dates: Dates, sources: Sequence[Source], reader: Visitor[Actor]) -> Answerable:
    """Within zones.reading_in()."""
    (row, more), language = dates[0], reader.language
    address = f"/series/{more.series}"
    card = waiting.begun(row, language)._replace(
        dom_id=f"series-{more.series}-waiting",
        address=address,
        facts=waiting.facts(row, sum(each.credits for _, each in dates), reader),
        date=_date(dates, language),
        dates_address=address,
    )
    if row.state == "confirmed":
        return card._replace(undo_until_iso=waiting.undo_until(row))
    barrier = enough(dates, sources, language)
    return card._replace(message=row.message, binding=_binding(dates, language), obstacle=barrier)


def enough(dates: Dates, sources: Sequence[Source], language: str) -> str:
    """For how many there are credits, where it is not for all. Rule: K3."""
    own = [each for each in sources if each.connection == dates[0][1].connection]
    count = taking.covered([(more.day, more.credits) for _, more in dates], own)
    if count == len(dates):
        return ""
    return say(language, ENOUGH_FOR, enough=count, count=len(dates))


def _binding(dates: Dates, language: str) -> str:
    """What confirming means, as for one. Rule: S8."""
    costly = next((more for _, more in dates if more.credits), None)
    if costly is None:
        return ""
    return binding.each(costly.starts_at, costly.would_be_free_until, language)


def _date(dates: Dates, language: str) -> str:
    """Shape: Serie · dienstags 16:00 · 10 Termine ab Di 1. Dez."""
    starts = [row.starts_at for row, _ in dates]
    return say(
        language,
        SERIES,
        rhythm=repeating.rhythm(starts, language),
        dates=repeating.dates(len(dates), language),
        day=Formats(language).day(starts[0]),
    )
