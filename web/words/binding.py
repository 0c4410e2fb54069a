"""What a yes to several times together binds to, where each has a limit of its own. Rule: S8."""

from datetime import datetime, timedelta

from domain import clock
from web.words.translations import N_, say, words

AT_ONCE = N_("Was eher beginnt, ist gleich verbindlich.")


def each(first: datetime, free_until: datetime, language: str) -> str:
    """Shape: of the first of them; "" where cancelling is free to the end."""
    hours = (first - free_until) // timedelta(hours=1)
    if not hours:
        return ""
    text = words(language).ngettext(
        "Jeden Termin könnt ihr bis %(n)s Stunde vorher kostenfrei absagen.",
        "Jeden Termin könnt ihr bis %(n)s Stunden vorher kostenfrei absagen.",
        hours,
    )
    said = text % {"n": hours}
    return said if clock.now() <= free_until else f"{said} {say(language, AT_ONCE)}"
