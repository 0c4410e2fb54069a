"""What a new proposal replies to: times that a family wished for, which it declines. Rule: S2."""

from typing import Any
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.errors import NotFound
from domain.profiles.actor import Staff
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from web.pages.sessions.words import FAMILY
from web.words import zones
from web.words.formats import Formats
from web.words.translations import N_, say

FIELD = "instead_of"
WISHED = N_("%(family)s wünscht für %(learner)s: %(times)s")


async def asked(id: str, educator: Visitor[Staff]) -> Session | None:
    """Errors: NotFound."""
    if not id:
        return None
    try:
        request = await sessions.reachable(UUID(id), by=educator.actor)
    except ValueError:
        raise NotFound from None
    if not request.is_request:
        raise NotFound
    return request


def start(instead_of: Session | None) -> dict[str, str]:
    """What the form starts from: all as it was wished for, but the time."""
    if instead_of is None:
        return {}
    return {
        "learner": str(instead_of.learner),
        "service": str(instead_of.service),
        "place": instead_of.place,
        "place_detail": instead_of.place_detail or instead_of.meeting_url,
    }


async def said(instead_of: Session | None, educator: Visitor[Staff]) -> dict[str, Any] | None:
    """For templates. Shape: id, text and why."""
    if instead_of is None:
        return None
    wished = await sessions.of_proposal(instead_of.proposal)
    language = educator.language
    with zones.reading_in(educator.time_zone):
        formats = Formats(language)
        starts = [each.starts_at for each in wished if each.state == State.PENDING]
        values = {
            "family": say(language, FAMILY, name=instead_of.family_name),
            "learner": instead_of.learner_name,
            "times": " · ".join(formats.moment(each) for each in starts),
        }
        text = say(language, WISHED, **values)
    return {"id": str(instead_of.id), "text": text, "why": instead_of.message}
