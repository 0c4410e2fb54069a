"""How much of a series is cancelled, and what each choice means before the tap. Rule: S7 S8."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import series_cancellation
from domain.sessions.series_cancellation import Part, Scope
from domain.sessions.session import Session
from domain.sessions.terms import Terms
from web.forms import Form
from web.words import repeating
from web.words.formats import Formats
from web.words.translations import N_, say, words

LABELS = {
    Scope.THIS: N_("Nur diesen Termin"),
    Scope.FOLLOWING: N_("Diesen und alle danach"),
    Scope.COMING: N_("Alle, die noch kommen"),
}
FREE = N_("kostenfrei")
LATE = N_("kurzfristig: %(days)s")
PART = N_("%(dates)s, %(meaning)s")


class Row(NamedTuple):
    """Shape: agreement is sent back, so that nobody cancels what they were not told."""

    code: str
    label: str
    meaning: str
    agreement: str = ""


def rows(session: Session, holds: Terms, parts: Sequence[Part], language: str) -> list[Row]:
    """The least harmful first; none where there is nothing to choose. Within zones.reading_in()."""
    if not parts:
        return []
    this = Part(Scope.THIS, [(session, holds)])
    return [
        Row(Scope.THIS, say(language, LABELS[Scope.THIS]), _meaning(this, language)),
        *(_row(part, language) for part in parts),
    ]


def chosen(form: Form) -> Scope | None:
    """None for this date alone."""
    sent = form.value("scope")
    return Scope(sent) if sent in (Scope.FOLLOWING, Scope.COMING) else None


async def cancel(
    session: Session, scope: Scope, form: Form, why: str, reader: Visitor[Actor]
) -> Part:
    """Errors: Forbidden, Stale, TermsChanged."""
    return await series_cancellation.cancel(
        session,
        scope,
        by=reader.actor,
        why=why,
        agreed=form.value(f"agreed_{scope}"),
        is_told_moving=form.checked("moving"),
        frees=form.checked("frees") or None,
    )


def _row(part: Part, language: str) -> Row:
    dates = repeating.dates(len(part.dates), language)
    meaning = say(language, PART, dates=dates, meaning=_meaning(part, language))
    return Row(part.scope, say(language, LABELS[part.scope]), meaning, part.agreement)


def _meaning(part: Part, language: str) -> str:
    """Shape: kostenfrei; 1 Credit verfällt (Di 24. Nov), sonst kostenfrei."""
    if not part.lapsing:
        return say(language, FREE)
    said = Formats(language)
    days = said.listed([said.day(each.starts_at) for each in part.lapsing])
    count = part.credits_lost
    if not count:
        return say(language, LATE, days=days)
    text = words(language).ngettext(
        "%(n)s Credit verfällt (%(days)s)", "%(n)s Credits verfallen (%(days)s)", count
    )
    lost = text % {"n": count, "days": days}
    if len(part.lapsing) == len(part.dates):
        return lost
    return say(language, N_("%(lost)s, die anderen sind kostenfrei"), lost=lost)
