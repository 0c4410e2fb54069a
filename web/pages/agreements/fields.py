"""The fields of an agreement: what it says, how strictly it is asked for, and of whom. Rule: D5."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain.agreements import pdf, text, version
from domain.agreements.agreement import Demand, Terms
from domain.agreements.version import Said
from domain.errors import Invalid
from web.forms import Form
from web.words import agreements
from web.words.translations import words

MOST_BYTES = 512 * 1024
"""Of a form: its text has 40,000 characters, of which each takes up to 12 bytes."""
FILE_MEGABYTES = pdf.SIZE_MOST // 1024**2
FAMILY, CHILD = "family", "child"
ALL, SOME = "all", "some"


class Asking(NamedTuple):
    """Shape: families are connections, of no meaning where all are asked."""

    terms: Terms
    families: list[UUID]


def said(form: Form) -> Said | None:
    """What it says, checked; None where a field is at fault."""
    title = form.text("heading", most=version.TITLE_MOST)
    typed = form.paragraph("text", most=text.LENGTH_MOST, required=True)
    if not form.is_valid:
        return None
    try:
        kept = text.kept(typed)
    except Invalid as error:
        form.refuse_because(error)
        return None
    return Said(title, kept, "", len(kept.encode()), text.sha256(kept))


def asking(form: Form) -> Asking | None:
    """None where a field is at fault."""
    demand = form.choice("demand", list(Demand))
    whom = form.choice("whom", (ALL, SOME))
    families = [_id(each) for each in form.values("families")] if whom == SOME else []
    if whom == SOME and (not families or None in families):
        form.refuse("families", "nobody")
    if not form.is_valid:
        return None
    chosen = [each for each in families if each is not None]
    return Asking(Terms(Demand(demand), whom == ALL), chosen)


def demands(language: str) -> Sequence[tuple[str, str]]:
    """Rows of a choice."""
    return [(each, words(language).gettext(agreements.CHOICES[each])) for each in Demand]


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
