"""Where a session was moved from and to, as its page says it. Rule: S10."""

from collections.abc import Sequence

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions.session import Session, State
from domain.sessions.thread import Happened
from web.pages.sessions.history import ASKING
from web.pages.sessions.words import FAMILY
from web.words import moves
from web.words.formats import Formats
from web.words.translations import N_, say

# To the family that is asked: what holds when it confirms, and when it does not.
THEN = N_("Bestätigt ihr, gilt %(new)s statt %(old)s.")
THEN_AGAIN = N_("Bestätigt ihr, gilt %(new)s.")
ELSE = N_("Passt es nicht, bleibt es bei %(old)s.")
# The same of an earlier time that became free.
TAKEN = N_("Nehmt ihr sie, gilt %(new)s statt %(old)s.")
LEFT = N_("Sonst bleibt es bei %(old)s.")
COSTS_NOTHING = N_("Das kostet euch nichts.")
WAITS = N_("Ihr wartet auf eine frühere Zeit.")
FAMILY_WAITS = N_("%(family)s nähme auch eine frühere Zeit.")
# To the others: both times while the answer is waited for.
STILL = N_("Bis zur Antwort gilt weiter %(old)s.")
PROPOSED = N_("Vorgeschlagen ist stattdessen %(new)s.")
PROPOSED_SEVERAL = N_("Vorgeschlagen sind stattdessen %(new)s.")
NOW = N_("Jetzt gilt %(new)s.")
ONE_OF_SEVERAL = N_("%(new)s statt %(old)s")
ALONE = N_("Die neue Zeit ist nur für %(learner)s. Die anderen der Gruppe behalten ihren Termin.")
FINAL = N_("Das lässt sich nicht zurücknehmen.")
TURNED_DOWN = "session.turned_down"
"""For other times, which were asked in the same piece."""
LIVE = (State.PENDING, State.CONFIRMED, State.COMPLETED, State.MISSED)


def rows(
    session: Session, past: Sequence[Happened], reader: Visitor[Actor]
) -> list[tuple[str, str]]:
    """Sentences, with the address of what it was moved to, or declined for. Within
    zones.reading_in().

    Choice: none to what it was moved from, of which the history tells, unless that alone stands.
    """
    said, language = Formats(reader.language), reader.language
    lines = []
    if session.instead_of is not None:
        old = said.moment(session.instead_of)
        if session.state in LIVE:
            lines = [(text, "") for text in _from(session, old, reader)]
            if session.leaves_group and session.state == State.PENDING:
                lines.append((alone(session, language), ""))
        elif session.leaves_old:
            stands = say(language, moves.STAYS, old=old)
            lines = [(stands, f"/sessions/{session.moved_from}")]
    if session.waits_since is not None and session.state == State.CONFIRMED:
        lines += _waits(session, reader)
    if to := _next(session, past):
        text = PROPOSED if to.state == State.PENDING else NOW
        new = said.moment(to.starts_at)
        lines.append((say(language, text, new=new), f"/sessions/{to.session}"))
    if replied := _replied(session, past):
        first, new = replied[0], said.listed([said.moment(each.starts_at) for each in replied])
        text = PROPOSED_SEVERAL if len(replied) > 1 else PROPOSED
        text = text if first.state == State.PENDING else NOW
        lines.append((say(language, text, new=new), f"/sessions/{first.session}"))
    return lines


def both(new: str, old: str, *, stands: bool, is_sooner: bool, language: str) -> str:
    """To who answers: what each answer leads to."""
    order = (TAKEN, LEFT) if is_sooner else (THEN, ELSE) if stands else (moves.GONE, THEN_AGAIN)
    return " ".join(say(language, text, new=new, old=old) for text in order)


def alone(session: Session, language: str) -> str:
    """What moving one child means for its group. Rule: S18."""
    return say(language, ALONE, learner=session.learner_name)


def several(*, stands: bool, language: str) -> str:
    """The same of several dates."""
    return say(language, moves.UNTIL_THEN_ALL if stands else moves.GONE_ALL)


def asked(together: Sequence[Session], reader: Visitor[Actor]) -> list[str]:
    """Before a move is confirmed: what it leads to, and all its dates, where there are several.

    Within zones.reading_in().
    """
    said, language = Formats(reader.language), reader.language
    first = together[0]
    pairs = [(said.moment(each.starts_at), _old(each, said)) for each in together]
    if len(together) == 1:
        is_sooner = first.is_sooner
        text = both(*pairs[0], stands=first.leaves_old, is_sooner=is_sooner, language=language)
        free = [say(language, COSTS_NOTHING)] if is_sooner and first.credits else []
        leaves = [alone(first, language)] if first.leaves_group else []
        return [text, *leaves, *free, say(language, FINAL)]
    return [
        several(stands=first.leaves_old, language=language),
        *(say(language, ONE_OF_SEVERAL, new=new, old=old) for new, old in pairs),
        say(language, FINAL),
    ]


def _old(session: Session, said: Formats) -> str:
    return said.moment(session.instead_of or session.starts_at)


def _from(session: Session, old: str, reader: Visitor[Actor]) -> list[str]:
    language = reader.language
    if session.state != State.PENDING:
        return [say(language, moves.INSTEAD, old=old)]
    is_asked = isinstance(reader.actor, Guardian) and not session.is_request
    if not is_asked or session.is_alternative:
        return [say(language, STILL if session.leaves_old else moves.GONE, old=old)]
    new = Formats(language).moment(session.starts_at)
    stands, is_sooner = session.leaves_old, session.is_sooner
    return [both(new, old, stands=stands, is_sooner=is_sooner, language=language)]


def _waits(session: Session, reader: Visitor[Actor]) -> list[tuple[str, str]]:
    """Rule: S17. Choice: a child is not told what its family would rather have."""
    language = reader.language
    if isinstance(reader.actor, Guardian):
        return [(say(language, WAITS), f"/sessions/{session.id}/sooner-wait")]
    if not isinstance(reader.actor, Staff):
        return []
    family = say(language, FAMILY, name=session.family_name)
    return [(say(language, FAMILY_WAITS, family=family), "")]


def _next(session: Session, past: Sequence[Happened]) -> Happened | None:
    """What it was moved to, as far as that stands or waits; over several moves the last."""
    following, at = None, session.id
    while True:
        to = next((each for each in past if each.moved_from == at and each.state in LIVE), None)
        to = to or next((each for each in past if each.moved_from == at), None)
        if to is None:
            return following
        following, at = to if to.state in LIVE else following, to.session


def _replied(session: Session, past: Sequence[Happened]) -> list[Happened]:
    """For which times it was declined, as far as one stands or they wait, in order of time."""
    own = [each for each in past if each.session == session.id and each.kind == TURNED_DOWN]
    if not own:
        return []
    live = [each for each in past if each.kind in ASKING and each.state in LIVE]
    after = {each.session: each for each in live if each.at >= own[0].at}
    replied = sorted(after.values(), key=lambda each: each.starts_at)
    return [each for each in replied if each.state != State.PENDING][:1] or replied
