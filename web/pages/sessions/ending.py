"""By whom and when a session came to nothing."""

from collections.abc import Sequence

from domain.sessions.session import Session
from domain.sessions.thread import Happened
from web.words.formats import Formats
from web.words.translations import N_, say

BY = N_("%(name)s, %(when)s.")
UNPICKED = N_("%(name)s hat eine andere Zeit gewählt, %(when)s.")
EXPIRED = N_("Niemand hat rechtzeitig geantwortet.")
MOVED, GONE = N_("Verschoben."), N_("Gilt nicht mehr.")
SOONER = {
    "session.sooner_expired": N_("Niemand hat rechtzeitig geantwortet, die Zeit ging weiter."),
    "session.sooner_taken": N_("Diese Zeit hat inzwischen eine andere Familie."),
}
RESCHEDULED = N_("%(name)s bittet um eine andere Zeit.")
WISH_DECLINED = N_("%(name)s schlägt keine andere Zeit vor.")
BY_SOMEBODY = {
    "session.rescheduled": RESCHEDULED,
    "session.wish_declined": WISH_DECLINED,
    "session.unpicked": UNPICKED,
}
MOVES = ("session.given_up", "session.replaced")
ENDINGS = (
    *("session.declined", "session.turned_down", "session.cancelled", "session.withdrawn"),
    *("session.expired", "session.unpicked", "session.dropped"),
    *("session.rescheduled", "session.wish_declined", "session.sooner_declined", *SOONER, *MOVES),
)


def told(session: Session, past: Sequence[Happened], language: str) -> str:
    """Within zones.reading_in()."""
    own = [row for row in past if row.session == session.id and row.kind in ENDINGS]
    last = max(own, key=lambda row: row.at, default=None)
    text = _text(last, session) if last else ""
    if last is None or not text:
        return ""
    return say(language, text, name=last.name, when=Formats(language).moment(last.at))


def _text(last: Happened, session: Session) -> str:
    if last.kind in MOVES:
        # What was only proposed in place of another went with it, and nowhere else.
        is_agreed = session.notice_hours is not None
        return MOVED if is_agreed else GONE
    if last.kind in SOONER:
        return SOONER[last.kind]
    if last.kind == "session.expired":
        return EXPIRED
    return BY_SOMEBODY.get(last.kind, BY) if last.name else ""
