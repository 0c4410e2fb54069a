"""What is arranged outside of an educator's hours, as rows. Shape: address, title, line."""

from domain.accounts.visitor import Visitor
from domain.availability import touched
from domain.profiles.actor import Staff
from web.pages.sessions.words import STATES
from web.words import zones
from web.words.formats import Formats
from web.words.translations import say

SHOWN_MOST = 20


async def rows(educator: Visitor[Staff]) -> list[tuple[str, str, str]]:
    """Rule: S6: it is warned of, and stays as it is."""
    touching, language = await touched.coming(educator.profile_id), educator.language
    with zones.reading_in(educator.time_zone):
        return [
            (
                f"/sessions/{each.id}",
                f"{Formats(language).moment(each.starts_at)} · {each.learner}",
                f"{each.service_name} · {say(language, STATES[each.state])}",
            )
            for each in touching[:SHOWN_MOST]
        ]
