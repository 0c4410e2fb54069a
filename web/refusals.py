"""Why the domain refused: the sentence for each of its errors, with what to do next."""

from domain.errors import DomainError, Invalid
from web.translations import N_, say, words

# By the error's name, so that this table grows without importing every module of the domain.
# Du to a child and an educator, ihr to a family.
SENTENCES: dict[str, str] = {}
INVALID: dict[str, str] = {
    "missing": N_("Das fehlt noch."),
    "too_long": N_("Das ist zu lang: höchstens %(most)s Zeichen."),
    "not_a_number": N_("Bitte eine Zahl eingeben."),
    "not_a_date": N_("Bitte ein Datum eingeben."),
    "not_a_time": N_("Bitte eine Uhrzeit eingeben."),
    "not_an_email": N_("Das ist keine E-Mail-Adresse."),
    "not_https": N_("Die Adresse muss mit https:// anfangen."),
    "not_offered": N_("Bitte etwas aus der Liste wählen."),
    "out_of_range": N_("Das liegt außerhalb des Erlaubten."),
    "too_small": N_("Mindestens %(least)s."),
    "too_large": N_("Höchstens %(most)s."),
}


def sentence(error: DomainError, language: str) -> str:
    """Why, in words; empty where the table has none."""
    if isinstance(error, Invalid):
        return invalid(error.code, language, error.values)
    found = SENTENCES.get(type(error).__name__)
    return _filled(found, language, vars(error)) if found else ""


def invalid(code: str, language: str, values: dict[str, object] | None = None) -> str:
    """What is wrong with a field."""
    found = INVALID.get(code, N_("Prüfe, was du eingegeben hast."))
    return _filled(found, language, values or {})


def waiting(seconds: int, language: str) -> str:
    """A time to wait: "40 Sekunden", "3 Minuten"."""
    texts = words(language)
    if seconds < 60:
        return texts.ngettext("%(n)s Sekunde", "%(n)s Sekunden", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    return texts.ngettext("%(n)s Minute", "%(n)s Minuten", minutes) % {"n": minutes}


def _filled(text: str, language: str, values: dict[str, object]) -> str:
    return say(language, text) % values if "%(" in text else say(language, text)
