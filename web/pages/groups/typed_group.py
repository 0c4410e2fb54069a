"""What an educator typed of a group, which becomes a date once it is whole. Rule: S13 S18."""

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import fault, group_offer
from domain.sessions.group import Group
from domain.sessions.group_invitation import Invited
from domain.sessions.group_offer import GroupOffer
from domain.sessions.learner import Learner
from domain.sessions.place import Place
from web.forms import Form
from web.pages.groups import invited
from web.pages.sessions import draft
from web.words import zones
from web.words.places import OWN_PLACES

PLACES = [code for code in OWN_PLACES if code != Place.AT_FAMILY]
"""Choice: nobody's home, for nobody is to learn who the others are."""


async def make(form: Form, known: list[Learner], educator: Visitor[Staff]) -> Group | None:
    """The date, or None where the form says all that is wrong."""
    typed, zone = draft.read(form), zones.named(educator.time_zone).key
    form.choice("place", PLACES)
    room = next((one.own_room for one in known), "")
    draft.must_have_room(form, typed, room)
    asked = invited.read(form)
    whole = _whole(form, typed, asked, room, zone) if form.is_valid else None
    try:
        if whole is not None:
            return await group_offer.make(whole, by=educator.actor)
    except Invalid as error:
        draft.refuse(form, error)
    checked = await fault.check(typed.draft(zone), by=educator.actor, is_group=True)
    for each in checked.faults:
        draft.refuse(form, each)
    return None


def _whole(
    form: Form, typed: draft.Typed, asked: tuple[Invited, ...], room: str, zone: str
) -> GroupOffer | None:
    if typed.service is None or typed.day is None or typed.start is None:
        return None
    when, where = (typed.day, typed.start, zone), typed.where(room)
    is_open = form.checked("is_open")
    return GroupOffer(
        form.key(), typed.service, *when, *where, typed.message, is_open=is_open, invited=asked
    )
