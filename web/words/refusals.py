"""Why the domain refused: the sentence for each of its errors, with what to do next."""

from collections.abc import Mapping
from datetime import datetime

from domain.errors import DomainError, Invalid
from web.words import figures
from web.words.formats import Formats
from web.words.translations import N_, say, words

# By module and class below domain/, so that two areas can each have a TooLate, and this table grows
# without importing every module.
# Du to a child and an educator, ihr to a family.
SENTENCES: dict[str, str] = {
    "accounts.account.AddressUnproven": N_(
        "Erst muss die E-Mail-Adresse bestätigt sein: Die PIN dafür steht in der Mail."
    ),
    "credits.hold.CreditsEndBefore": N_(
        "Eure Credits enden vor diesem Tag. Bittet um neue, dann könnt ihr bestätigen."
    ),
    "credits.asking.AlreadyAsked": N_("Das ist schon angekommen."),
    "sessions.objection.ObjectionOver": N_(
        "Widersprechen ging nur %(object_hours)s Stunden lang. Schreibt euch direkt."
    ),
    "sessions.cancellation.TermsChanged": N_(
        "Inzwischen gilt etwas anderes. Lest, was es jetzt bedeutet."
    ),
    "sessions.series_offer.DateTaken": N_(
        "Am %(starts_at)s geht es nicht mehr: Der Termin ist vorbei, oder du hast da inzwischen "
        "eine andere Session."
    ),
    "sessions.answer.UndoOver": N_(
        "Zurücknehmen ging nur %(undo_seconds)s Sekunden lang. Absagen geht weiterhin."
    ),
    "sessions.objection.AlreadyObjected": N_("Euer Einspruch ist schon angekommen."),
    "providers.provider.SaidByManagers": N_(
        "Das legt die Leitung deiner Organisation fest. Frag sie, ob sie es ändert."
    ),
    "providers.invitation_use.InvitationOver": N_(
        "Diese Einladung gilt nicht mehr. Lasst euch eine neue schicken."
    ),
    "accounts.login_link.LinkOver": N_(
        "Dieser Link ist abgelaufen oder schon benutzt. Bitte einen neuen schicken lassen."
    ),
    "accounts.child_login.LoginExists": N_(
        "Dieses Kind hat schon ein eigenes Login. Beendet es zuerst."
    ),
    "credits.hold.NotEnoughCredits": N_(
        "Dafür fehlen noch Credits: %(missing)s. Bittet um neue, dann könnt ihr bestätigen."
    ),
    "accounts.proof.NotLinked": N_(
        "Mit dieser Adresse gibt es schon ein Konto, deshalb kann sich kein Kind damit einloggen. "
        "Nehmt eine andere."
    ),
    "sessions.request.SlotGone": N_(
        "Diese Zeit ist inzwischen vergeben. Wählt eine andere freie Zeit."
    ),
    "database.refusal.Overtaken": N_(
        "Jemand hat im selben Augenblick dasselbe geändert. Bitte noch einmal versuchen."
    ),
    "sessions.attendance.TooEarly": N_("Das geht noch nicht, erst ab %(possible_at)s."),
    "sessions.attendance.TooLate": N_("Dafür ist die Zeit vorbei. Schreibt euch direkt."),
}
TAKEN = {
    "educator": N_("Zu dieser Zeit ist inzwischen eine andere Session bestätigt."),
    "learner": N_("Zu dieser Zeit hat dieselbe Person schon eine andere Session."),
}
TAKEN_THEN = {
    "educator": N_(
        "Am %(starts_at)s ist inzwischen eine andere Session bestätigt. Ohne diesen Termin könnt "
        "ihr bestätigen."
    ),
    "learner": N_(
        "Am %(starts_at)s hat dieselbe Person schon eine andere Session. Ohne diesen Termin könnt "
        "ihr bestätigen."
    ),
}
"""The same, where it is one of several times."""
STALE = {
    "pending": N_("Die Session wartet noch auf eine Antwort."),
    "confirmed": N_("Die Session ist schon bestätigt."),
    "declined": N_("Die Session wurde schon abgelehnt."),
    "completed": N_("Die Session ist schon abgeschlossen."),
    "cancelled": N_("Die Session wurde abgesagt oder ist abgelaufen."),
    "missed": N_("Die Session ist als verpasst vermerkt."),
}
# By field and reason, or by the reason alone.
INVALID: dict[str, str] = {
    "missing": N_("Das fehlt noch."),
    "no_room": N_("Online braucht einen Link: hier, oder deinen eigenen Raum im Profil."),
    "too_long": N_("Das ist zu lang: höchstens %(most)s Zeichen."),
    "too_short": N_("Das ist zu kurz: mindestens %(least)s Zeichen."),
    "too_small": N_("Mindestens %(least)s."),
    "too_large": N_("Höchstens %(most)s."),
    "too_many": N_("Höchstens %(most)s."),
    "out_of_range": N_("Das liegt außerhalb des Erlaubten."),
    "not_a_number": N_("Bitte eine Zahl eingeben."),
    "not_a_date": N_("Bitte ein Datum eingeben."),
    "not_a_time": N_("Bitte eine Uhrzeit eingeben."),
    "no_length": N_("Die Ruhezeit braucht ein anderes Ende als ihren Anfang."),
    "not_an_email": N_("Das ist keine E-Mail-Adresse."),
    "not_https": N_("Die Adresse muss mit https:// anfangen."),
    "not_offered": N_("Bitte etwas aus der Liste wählen."),
    "overlaps": N_("Zu dieser Zeit hast du schon eine bestätigte Session."),
    "retired": N_("Diese Leistung bietest du nicht mehr an."),
    "too_far": N_("Das ist zu weit voraus: höchstens %(years)s Jahre."),
    "no_link": N_("Das ist kein Link. Kopiere die ganze Adresse, ohne Leerzeichen."),
    "none_picked": N_("Mindestens ein Termin muss angehakt sein."),
    "until.before_first": N_("Der letzte Tag liegt vor dem ersten."),
    "no_day": N_("Bis dahin gibt es keinen Termin an diesen Wochentagen."),
    "until.too_many": N_("Das sind mehr als %(most)s Termine. Wähle einen früheren letzten Tag."),
    "past": N_("Das liegt in der Vergangenheit."),
    "unknown": N_("Bitte etwas aus der Liste wählen."),
    "learner.of_other_family": N_("%(who)s gehört zu einer anderen Familie. Wähle neu."),
    "already_provider": N_("Dieses Konto ist schon Anbieter:in."),
    "easily_guessed": N_(
        "Das ist zu leicht zu erraten. Besser sind mehrere Wörter oder ein längeres."
    ),
    "changed_meanwhile": N_(
        "An anderer Stelle steht jetzt das Folgende. Speicherst du noch einmal, gilt deines."
    ),
    "wrong": N_("Das stimmt nicht."),
    "pin.wrong": N_("Die PIN stimmt nicht. Noch %(left)s Versuche."),
    "pin.too_many": N_(
        "Für diese Adresse wurden zu viele PINs probiert. Der Link in der Mail führt dich sofort "
        "hinein; mit einer PIN geht es in %(wait)s wieder."
    ),
    "pin.over": N_("Diese PIN gilt nicht mehr. Bitte eine neue schicken lassen."),
    "count.not_free": N_("So viele sind nicht frei: Es fehlen %(missing)s."),
    "count.out_of_range": N_("Bitte eine Zahl von %(least)s bis %(most)s."),
    "overdraft_count.out_of_range": N_("Höchstens %(most)s."),
    "overdraft_count.overdrawn": N_("So weit ist schon überzogen: mindestens %(least)s."),
    "range_not_in_order": N_("Das Ende liegt nicht nach dem Anfang."),
    "ranges_overlap": N_("Diese Zeiten überschneiden sich mit anderen desselben Tages."),
    "too_many_ranges": N_("Das sind zu viele Zeiten."),
    "before_first": N_("Der letzte Tag liegt vor dem ersten."),
    "too_long_away": N_("Das ist länger als ein Jahr. Trag es in Teilen ein."),
    "not_after_start": N_("Das Ende liegt nicht nach dem Anfang."),
    "unknown_push_service": N_("Diesen Push-Dienst kennen wir nicht."),
    "not_a_key": N_("Der Browser hat keinen gültigen Schlüssel geschickt."),
}
UNCLEAR = N_("Bitte die Eingaben prüfen.")


def sentence(error: DomainError, language: str) -> str:
    """Why, in words; empty where the tables have none. Within zones.reading_in()."""
    if isinstance(error, Invalid):
        return invalid(error.field, error.code, language, error.values)
    values = {name: _readable(value, language) for name, value in vars(error).items()}
    said = SENTENCES.get(named(error))
    if said is None and "whose" in values:
        taken = TAKEN_THEN if values.get("starts_at") else TAKEN
        said = taken.get(str(values["whose"]))
    if said is None and "state" in values:
        said = STALE.get(str(values["state"]))
    return _filled(said, language, values) if said else ""


def named(error: DomainError) -> str:
    """Shape: credits.hold.NotEnoughCredits."""
    kind = type(error)
    return f"{kind.__module__.removeprefix('domain.')}.{kind.__qualname__}"


def invalid(
    field: str, code: str, language: str, values: Mapping[str, object] | None = None
) -> str:
    """What is wrong with a field."""
    said = INVALID.get(f"{field}.{code}") or INVALID.get(code) or UNCLEAR
    return _filled(said, language, values or {})


def waiting(seconds: int, language: str) -> str:
    """A time to wait: "40 Sekunden", "3 Minuten", "5 Stunden"."""
    texts = words(language)
    if seconds < 60:
        return texts.ngettext("%(n)s Sekunde", "%(n)s Sekunden", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    if minutes > 120:
        hours = -(-minutes // 60)
        return texts.ngettext("%(n)s Stunde", "%(n)s Stunden", hours) % {"n": hours}
    return texts.ngettext("%(n)s Minute", "%(n)s Minuten", minutes) % {"n": minutes}


def _readable(value: object, language: str) -> object:
    return Formats(language).moment(value) if isinstance(value, datetime) else value


def _filled(text: str, language: str, values: Mapping[str, object]) -> str:
    try:
        return say(language, text, **{**figures.known(), **values})
    except KeyError:
        # A value that its error does not carry must not turn a refusal into a fault.
        return say(language, UNCLEAR)
