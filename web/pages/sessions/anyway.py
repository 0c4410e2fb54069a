"""Whether who sends a form has read what is foreseen, and means it anyway. Rule: S2."""

from domain.sessions.alternatives import MOST
from web import wishes
from web.access import Request
from web.forms import Form
from web.pages.sessions import typed_times

ANYWAY = "anyway"
"""A field of who was told so, with what of."""

_ASKED_ABOUT = ("service", "minutes", *typed_times.names(MOST))
"""What decides of it; with another one it is another question."""


def is_told(request: Request, form: Form) -> bool:
    """Whether it was sent by somebody who has read what is foreseen."""
    return wishes.is_partial(request) or form.value(ANYWAY) == _asked_about(form)


def told(form: Form, *, is_now: bool) -> str:
    """What a form says back of what its reader is told now, or was; "" where it is something else.

    Shape: the value of ANYWAY.
    """
    about = _asked_about(form)
    return about if is_now or form.value(ANYWAY) == about else ""


def _asked_about(form: Form) -> str:
    return " ".join(value for name in _ASKED_ABOUT if (value := form.value(name)))
