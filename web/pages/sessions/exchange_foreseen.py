"""What an exchange is foreseen to do, as it is filled in. Rule: S2 S4 S6 S7."""

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import exchange
from domain.sessions.fault import Draft
from domain.sessions.session import Session
from web.forms import Form
from web.pages.sessions import draft, move_foreseen, unpublished
from web.words import clock_changes, zones


async def lines(
    one: Session, others: list[Session], to: Draft, meant: Form, educator: Visitor[Staff]
) -> list[str]:
    """What is sent, and faults too, for the choice is said to be none before it is.

    Rule: S2 S4 S6 S7. Shape: meant is a copy of the form, in which faults are named.
    """
    language = educator.language
    try:
        begins_at = await exchange.start(one, to, others, by=educator.actor)
    except Invalid as error:
        # What stands there from the beginning is no fault yet.
        if error.code == "as_before":
            return []
        draft.refuse(meant, error)
        return list(meant.errors.values())
    if begins_at is None:
        return []
    with zones.reading_in(educator.time_zone):
        new = [move_foreseen.new_for_old(begins_at, one, language)]
    ends_at = begins_at + (one.ends_at - one.starts_at)
    more = await unpublished.of_time(one.service, begins_at, ends_at, educator)
    odd = clock_changes.lines(to.day, to.wall_time, to.time_zone, language)
    return [*new, *odd, *more]
