"""Why the domain refused: the sentence for each of its errors, with what to do next."""

from domain.errors import DomainError, Invalid
from web.translations import N_, say, words

# By the error's name, so that this table grows without importing every module of the domain.
# Du to a child and an educator, ihr to a family.
SENTENCES: dict[str, str] = {
    "AddressUnproven": N_("Bestätige zuerst deine E-Mail-Adresse mit der PIN aus unserer Mail."),
    "LoginExists": N_("Es gibt schon ein eigenes Login. Beende es zuerst."),
    "NotLinked": N_(
        "Mit dieser Adresse gibt es schon ein Konto, deshalb kann sich damit kein Kind einloggen. "
        "Nehmt eine andere Adresse."
    ),
}
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
    "too_short": N_("Das ist zu kurz: mindestens %(least)s Zeichen."),
    "too_many": N_("Das sind zu viele: höchstens %(most)s."),
    "easily_guessed": N_("Das ist leicht zu erraten. Nimm mehrere Wörter oder etwas Längeres."),
    "wrong_password": N_("Das ist nicht dein Passwort."),
    "wrong_pin": N_("Das ist nicht die PIN aus der Mail. Versuche übrig: %(left)s."),
    "pin_over": N_("Diese PIN gilt nicht mehr. Lass dir eine neue Mail schicken."),
    "unknown": N_("Bitte etwas aus der Liste wählen."),
    "already_provider": N_("Dieses Konto ist schon Anbieter:in. Wechsle dorthin über dein Profil."),
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
