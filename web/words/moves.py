"""What becomes of the time that a session was moved from. Rule: S9 S10."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from web.words.formats import Formats
from web.words.translations import N_, say

# To a family that is asked, and of what was answered; of one date, and of several.
UNTIL_THEN = N_("Bis ihr bestätigt, gilt weiter %(old)s.")
UNTIL_THEN_ALL = N_("Bis ihr bestätigt, gelten die bisherigen Termine weiter.")
GONE = N_("%(old)s gilt nicht mehr.")
GONE_ALL = N_("Die bisherigen Termine gelten nicht mehr.")
INSTEAD = N_("Statt %(old)s.")
INSTEAD_ALL = N_("Statt der bisherigen Termine.")
LEAVES_GROUP = N_("Die neue Zeit ist ohne die Gruppe.")
STAYS = N_("Es bleibt bei %(old)s.")
STAYS_ALL = N_("Es bleibt bei den bisherigen Terminen.")
WISHES = N_("Gewünscht: %(times)s.")
ENDED = ("session.declined", "session.withdrawn", "session.expired")


def told(kind: str, facts: Mapping[str, Any], count: int, language: str) -> list[str]:
    """What an event says of the old time. Shape: facts are its particulars, count of how many."""
    if wishes := facts.get("wishes"):
        times = " · ".join(_moment(each, language) for each in wishes)
        return [say(language, WISHES, times=times)]
    if not facts.get("instead_of"):
        return []
    texts = _of_old(kind, stands=bool(facts.get("leaves_old")))
    if texts is None:
        return []
    one, several = texts
    old = _moment(facts["instead_of"], language)
    line = say(language, several) if count > 1 else say(language, one, old=old)
    leaves = kind == "session.moved" and facts.get("leaves_group")
    return [line, say(language, LEAVES_GROUP)] if leaves else [line]


def _of_old(kind: str, *, stands: bool) -> tuple[str, str] | None:
    """Shape: the text of one and of several; None where there is nothing to say."""
    if kind == "session.moved":
        return (UNTIL_THEN, UNTIL_THEN_ALL) if stands else (GONE, GONE_ALL)
    if kind in ("session.confirmed", "session.sooner_free"):
        return INSTEAD, INSTEAD_ALL
    return (STAYS, STAYS_ALL) if kind in ENDED and stands else None


def _moment(iso: str, language: str) -> str:
    return Formats(language).moment(datetime.fromisoformat(iso))
