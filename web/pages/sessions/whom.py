"""For whom a session is: the learner says which family, and nobody is put in a learner's place."""

from collections.abc import Sequence
from uuid import UUID

from domain.errors import NotFound
from domain.sessions.learner import Learner
from web.forms import Form

MOST_CHIPS = 8


def chosen(form: Form, known: Sequence[Learner]) -> Learner | None:
    return next((one for one in known if str(one.id) == form.value("learner")), None)


def only(family: str, known: Sequence[Learner]) -> str:
    """Who it is for where nobody else can be. Shape: a learner's id, or "" where there are several;
    family is the one chosen, or "".
    """
    there = [str(one.id) for one in known if family in ("", str(one.family))]
    return there[0] if len(there) == 1 else ""


def read(form: Form, known: Sequence[Learner]) -> Learner | None:
    """Names what is wrong at the field. Errors: NotFound (a family that is not theirs)."""
    family, learner = form.value("family"), chosen(form, known)
    if family and family not in {str(one.family) for one in known}:
        raise NotFound
    form.uuid("learner")
    if learner is None:
        form.refuse("learner", "unknown")
    must_match(form, learner)
    return learner


def must_match(form: Form, learner: Learner | None) -> None:
    """A family chosen beside never changes the learner."""
    family = form.value("family")
    if learner is not None and family not in ("", str(learner.family)):
        form.refuse("learner", "of_other_family", who=learner.name)


def chips(known: list[Learner]) -> list[tuple[UUID, str, str]]:
    """Children to tap, with their family's name where there are several; none for too many."""
    if not 1 < len(known) <= MOST_CHIPS:
        return []
    is_one_family = len({one.family for one in known}) == 1
    return [(one.id, one.name, "" if is_one_family else one.family_name) for one in known]
