"""How long to wait until something may be tried again. Rule: A6."""

from web.words.translations import words


def said(seconds: int, language: str) -> str:
    """A time to wait: "40 Sekunden", "3 Minuten", "5 Stunden"."""
    texts = words(language)
    if seconds < 60:
        return texts.ngettext("%(n)s Sekunde", "%(n)s Sekunden", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    if minutes > 120:
        hours = -(-minutes // 60)
        return texts.ngettext("%(n)s Stunde", "%(n)s Stunden", hours) % {"n": hours}
    return texts.ngettext("%(n)s Minute", "%(n)s Minuten", minutes) % {"n": minutes}
