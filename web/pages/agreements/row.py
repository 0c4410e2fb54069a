"""An agreement in a family's list: what is shown of it. Rule: D5."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain.agreements.agreeing import Pick
from domain.agreements.agreement import Demand
from domain.agreements.asked import Asked, Standing
from web.words import agreements
from web.words.formats import Formats
from web.words.translations import N_, say, words

_FOR, _FOR_FAMILY = N_("für %(name)s"), N_("für die ganze Familie")
_SIGNED = N_("%(when)s, %(name)s")


class Row(NamedTuple):
    """Shape: ticks is what its box sends; whom "für Mila"; said when and by whom, "" for nothing;
    chip the kind of sign that its standing is shown as.
    """

    address: str
    ticks: str
    title: str
    whom: str
    demand: str
    standing: str
    standing_label: str
    chip: str
    said: str


def of(asked: Sequence[Asked], language: str, *, of: str) -> list[Row]:
    """Shape: of is the address of the list that they stand in."""
    return [_row(one, of, language) for one in asked]


def ticks(one: Asked) -> str:
    """Shape: the version, and the child where it is for one."""
    return f"{one.version} {one.learner}" if one.learner else str(one.version)


def pick(ticked: str) -> Pick | None:
    """What a box sent; None for what is none."""
    version, _, learner = ticked.partition(" ")
    try:
        return Pick(UUID(version), UUID(learner) if learner else None)
    except ValueError:
        return None


def whom(learner: str | None, language: str) -> str:
    return say(language, _FOR, name=learner) if learner else say(language, _FOR_FAMILY)


def urgency(one: Asked) -> int:
    """What nothing can be booked without comes first."""
    return (Demand.BOOKING, Demand.REQUIRED, Demand.OPTIONAL).index(Demand(one.demand))


def is_blocking(asked: Sequence[Asked]) -> bool:
    """Whether something waits without which nothing can be booked."""
    return any(one.demand == Demand.BOOKING and one.standing != Standing.SIGNED for one in asked)


def is_left(asked: Sequence[Asked], ticked: Sequence[str]) -> bool:
    """Whether something still blocks, and nothing of what was ticked did. Choice: for which child
    somebody wants to book is not known here, so whoever agreed for one goes on.
    """
    helped = any(one.demand == Demand.BOOKING and ticks(one) in ticked for one in asked)
    return is_blocking(asked) and not helped


def _row(one: Asked, list_address: str, language: str) -> Row:
    standing = one.standing
    return Row(
        address=f"{list_address}/{one.agreement}",
        ticks=ticks(one),
        title=one.title,
        whom=whom(one.learner_name, language),
        demand=words(language).gettext(agreements.DEMANDS[Demand(one.demand)]),
        standing=standing,
        standing_label=words(language).gettext(agreements.STANDINGS[standing]),
        chip=agreements.CHIPS[standing],
        said=_said(one, language),
    )


def _said(one: Asked, language: str) -> str:
    if one.said_at is None:
        return ""
    return say(language, _SIGNED, when=Formats(language).moment(one.said_at), name=one.by_name)
