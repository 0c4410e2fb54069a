"""For whom a session is: the learner says which family, and nobody is put in a learner's place."""

from collections.abc import Sequence

from domain.errors import NotFound
from domain.sessions.learner import Learner
from web.forms import Form


def chosen(form: Form, known: Sequence[Learner]) -> Learner | None:
    return next((one for one in known if str(one.id) == form.value("learner")), None)


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
