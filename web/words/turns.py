"""In which order those are asked who wait for what becomes free. Rule: S17 S18."""

from web.words.translations import say, words


def order(hours: int | None, at_once: str, language: str) -> str:
    """Shape: hours as Provider.sooner_hours; at_once is the sentence without any, not translated
    yet.
    """
    if hours is None:
        return say(language, at_once)
    text = words(language).ngettext(
        "Familien, die warten, fragen wir der Reihe nach. Jede hat %(n)s Stunde für ihre Antwort.",
        "Familien, die warten, fragen wir der Reihe nach. Jede hat %(n)s Stunden für ihre Antwort.",
        hours,
    )
    return text % {"n": hours}
