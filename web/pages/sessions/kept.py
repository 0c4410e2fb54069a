"""Whether an earlier time is kept for whom it is offered to, as its educator reads. Rule: S17."""

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions import claim
from domain.sessions.session import Session
from web.pages.sessions.words import FAMILY
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

KEPT = N_("Bis %(until)s ist die Zeit für %(family)s frei gehalten.")
WITH_BUFFERS = N_(
    "Bis %(until)s ist die Zeit für %(family)s frei gehalten, samt deinen Pausen: %(span)s."
)
FOR_ALL = N_("Frei gehalten ist die Zeit für niemanden. Wer sie zuerst nimmt, bekommt sie.")


async def lines(session: Session, reader: Visitor[Actor]) -> list[tuple[str, str]]:
    """No query but for an educator and an earlier time that waits. Shape: as moved.rows()."""
    is_offered = session.is_sooner and session.is_waiting(clock.now())
    if not is_offered or not isinstance(reader.actor, Staff):
        return []
    kept, language = await claim.offered(session), reader.language
    if kept is None:
        return [(say(language, FOR_ALL), "")]
    has_buffers = (kept.starts_at, kept.ends_at) != (session.starts_at, session.ends_at)
    with zones.reading_in(reader.time_zone):
        text = say(
            language,
            WITH_BUFFERS if has_buffers else KEPT,
            until=Formats(language).moment(kept.until),
            family=say(language, FAMILY, name=session.family_name),
            span=formats.span(kept.starts_at, kept.ends_at, language),
        )
    return [(text, "")]
