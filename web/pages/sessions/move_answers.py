"""What each answer to a move leads to, as who answers is told. Rule: S10."""

from collections.abc import Sequence

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions.session import Session
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
ONE_OF_SEVERAL = N_("%(new)s statt %(old)s")
ALONE = N_("Die neue Zeit ist nur für %(learner)s. Die anderen der Gruppe behalten ihren Termin.")
FINAL = N_("Das lässt sich nicht zurücknehmen.")


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
    language = reader.language
    dates = _dates(together, language) if len(together) > 1 else _date(together[0], language)
    return [*dates, say(language, FINAL)]


def _date(moved: Session, language: str) -> list[str]:
    is_sooner = moved.is_sooner
    new, old = _times(moved, language)
    text = both(new, old, stands=moved.leaves_old, is_sooner=is_sooner, language=language)
    leaves = [alone(moved, language)] if moved.leaves_group else []
    free = [say(language, COSTS_NOTHING)] if is_sooner and moved.credits else []
    return [text, *leaves, *free]


def _dates(together: Sequence[Session], language: str) -> list[str]:
    pairs = [_times(each, language) for each in together]
    return [
        several(stands=together[0].leaves_old, language=language),
        *(say(language, ONE_OF_SEVERAL, new=new, old=old) for new, old in pairs),
    ]


def _times(moved: Session, language: str) -> tuple[str, str]:
    """The new one and the old one."""
    said = Formats(language)
    return said.moment(moved.starts_at), said.moment(moved.instead_of or moved.starts_at)
