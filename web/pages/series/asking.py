"""What is said before a series is answered: until when, and what it takes. Rule: K3 S7."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.credits import asking
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions.session import Session
from web.pages.series.pickable import Pickable
from web.pages.sessions import costs, obstacles, waiting_series
from web.words.formats import Formats
from web.words.translations import N_, say

TO_PICK = N_("Sucht aus, was passt. Was nicht angehakt ist, wird abgelehnt.")
UNTIL = N_("Antwort möglich bis %(until)s.")
UNASKED = dict.fromkeys(("due", "to_pick", "credits", "obstacle", "asking_address"), "")
"""Where no answer is waited for."""


async def said(waiting: Pickable, first: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """What is said before the answer. Choice: a child hears nothing of credits."""
    language = reader.language
    hears_of_credits = isinstance(reader.actor, Guardian) and first.credits
    return {
        "due": say(language, UNTIL, until=Formats(language).moment(first.expires_at)),
        "to_pick": say(language, TO_PICK) if len(waiting.dates) > 1 else "",
        **(await _credits(waiting, first, language) if hears_of_credits else {}),
        **(await _consents(first, language) if isinstance(reader.actor, Child) else {}),
    }


async def _consents(first: Session, language: str) -> dict[str, str]:
    return (await obstacles.to_child(first, language))._asdict()


async def _credits(waiting: Pickable, first: Session, language: str) -> dict[str, str]:
    """What confirming takes, or for how many there are enough. Rule: K3."""
    possible = waiting.possible
    if waiting.covered < len(possible):
        has_asked = await asking.has_asked(first.connection)
        address = f"/providers/{first.provider}/account/credit-request?session={first.id}"
        values = {"enough": waiting.covered, "count": len(possible)}
        text = say(language, waiting_series.ENOUGH_FOR, **values)
        return {"credits": text, "asking_address": "" if has_asked else address}
    needed = sum(each.credits for each in possible)
    free = sum(each.free for each in waiting.sources)
    return {"credits": costs.held(needed, free, language) if needed else ""}
