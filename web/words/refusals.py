"""Why the domain refused: the sentence for each of its errors, with what to do next."""

from collections.abc import Mapping
from datetime import datetime

from domain.errors import DomainError, Invalid
from web.words import figures
from web.words.conflicts import GROUP_FULL, OFFER_OVER, STALE, TAKEN, TAKEN_THEN
from web.words.formats import Formats
from web.words.invalid import TEXTS, UNCLEAR
from web.words.translations import N_, say

# By module and class below domain/, so that two areas can each have a TooLate, and this table grows
# without importing every module.
# Du to a child and an educator, ihr to a family.
SENTENCES: dict[str, str] = {
    "accounts.account.AddressUnproven": N_(
        "Das geht erst nach der Eingabe der PIN aus der Mail, die deine E-Mail-Adresse bestätigt."
    ),
    "accounts.passkeys.registration.LoginTooOld": N_(
        "Für einen neuen Passkey fragen wir noch einmal, wer du bist. Logge dich dafür noch einmal "
        "ein."
    ),
    "accounts.passkeys.registration.TooMany": N_(
        "Mehr als %(passkeys_most)s Passkeys gehen nicht. Entferne zuerst einen alten."
    ),
    "credits.hold.CreditsEndBefore": N_(
        "Eure Credits enden vor diesem Tag. Bittet um neue, dann könnt ihr bestätigen."
    ),
    "documents.space.NoSpaceLeft": N_(
        "Dafür ist kein Platz mehr. Löscht, was ihr nicht mehr braucht, oder fragt nach mehr."
    ),
    "conversations.conversation.SwitchedOff": N_(
        "Deine Eltern haben den Chat für dich ausgeschaltet."
    ),
    "conversations.conversation.Over": N_(
        "Eure Verbindung ist beendet. Was geschrieben wurde, bleibt lesbar, Neues geht nicht mehr."
    ),
    "conversations.change.TooLate": N_(
        "Ändern und löschen ging %(change_minutes)s Minuten lang. Was jetzt gilt, sagt eine neue "
        "Nachricht."
    ),
    "conversations.change.AlreadyRemoved": N_("Diese Nachricht ist schon gelöscht."),
    "documents.sharing.StillComing": N_(
        "Diese Datei ist schon unterwegs. Sieh in einer Minute nach, ob sie da ist."
    ),
    "documents.sharing.GivenUp": N_("Das hat zu lange gedauert. Bitte noch einmal hochladen."),
    "documents.removal.RemovedForGood": N_(
        "Zurücknehmen ging nur %(restore_seconds)s Sekunden lang. Das Dokument ist gelöscht."
    ),
    "storage.store.Damaged": N_(
        "Die Datei ist bei uns beschädigt und lässt sich nicht herunterladen. "
        "Bittet darum, dass sie noch einmal geteilt wird."
    ),
    "storage.store.StorageAway": N_(
        "Dateien lassen sich gerade weder ablegen noch öffnen. Bitte in einigen Minuten noch "
        "einmal; alles andere geht weiter."
    ),
    "agreements.receipt.NotDrawn": N_(
        "Der Beleg ließ sich gerade nicht erstellen. Bitte in einigen Minuten noch einmal."
    ),
    "agreements.lacking.ConsentsMissing": N_(
        "Dafür fehlt noch die Zustimmung der Eltern: %(titles)s. "
        "Sag ihnen Bescheid, danach geht es."
    ),
    "agreements.agreement.Overtaken": N_(
        "Inzwischen hat jemand eine andere Fassung geschrieben. Lies sie und ändere dann diese."
    ),
    "agreements.reminding.RemindedAlready": N_(
        "Vor weniger als %(remind_days)s Tagen wurde schon erinnert. Danach geht es wieder."
    ),
    "agreements.receipt_link.ReceiptLinkOver": N_(
        "Der Link zum Beleg galt %(link_minutes)s Minuten. Öffne die Vereinbarung für einen neuen."
    ),
    "agreements.agreeing.Replaced": N_(
        "Inzwischen gilt eine andere Fassung. Bitte lest sie und stimmt dann zu."
    ),
    "credits.asking.AlreadyAsked": N_("Das ist schon angekommen."),
    "agreements.urging.AlreadyUrged": N_("Deine Eltern wissen schon Bescheid."),
    "sessions.objection.ObjectionOver": N_(
        "Widersprechen ging nur %(object_hours)s Stunden lang. Schreibt euch direkt."
    ),
    "sessions.cancellation.TermsChanged": N_(
        "Inzwischen gilt etwas anderes. Was es jetzt bedeutet, steht hier."
    ),
    "sessions.series_offer.DateTaken": N_(
        "Am %(starts_at)s geht es nicht mehr: Der Termin ist vorbei, oder du hast da inzwischen "
        "eine andere Session oder Gruppe."
    ),
    "sessions.state.AnotherPicked": N_("Inzwischen wurde schon eine andere der Zeiten gewählt."),
    "sessions.state.TimeGone": N_("Diese Zeit steht nicht mehr zur Wahl."),
    "sessions.withdrawal.UndoOver": N_(
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
    "providers.leaving.LastGuardian": N_(
        "Sonst plant niemand mit bestätigter E-Mail-Adresse für euch. Ladet zuerst jemanden ein."
    ),
    "providers.connection.ConnectionOver": N_(
        "Eure Verbindung ist beendet. Neues geht erst wieder nach einer neuen Einladung."
    ),
    "sessions.parting_end.AlreadyOver": N_("Die Verbindung ist schon beendet."),
    "sessions.parting.PartingChanged": N_(
        "Gerade hat sich bei den Sessions etwas geändert. Lies noch einmal, was endet."
    ),
    "accounts.child_removal.HasSessions": N_(
        "Mit diesem Kind gibt es schon eine Session, deshalb bleibt sein Profil."
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
    "sessions.group_places.GroupFull": GROUP_FULL,
    "sessions.state.OfferOver": OFFER_OVER,
    "sessions.state.SoonerTaken": N_(
        "Die frühere Zeit hat inzwischen eine andere Familie. Eure Session bleibt, wie sie ist."
    ),
    "sessions.group_calling_off.GroupBegun": N_(
        "Die Gruppe hat schon begonnen. Sag jetzt jede Session für sich ab."
    ),
    "database.refusal.Overtaken": N_(
        "Jemand hat im selben Augenblick dasselbe geändert. Bitte noch einmal versuchen."
    ),
    "sessions.rescheduling.TooLateToMove": N_(
        "Verschieben ging bis %(free_until)s. Schreibt euch direkt."
    ),
    "sessions.attendance.TooEarly": N_("Das geht noch nicht, erst ab %(possible_at)s."),
    "sessions.attendance.TooLate": N_("Dafür ist die Zeit vorbei. Schreibt euch direkt."),
}


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
    said = TEXTS.get(f"{field}.{code}") or TEXTS.get(code) or UNCLEAR
    return _filled(said, language, values or {})


def _readable(value: object, language: str) -> object:
    return Formats(language).moment(value) if isinstance(value, datetime) else value


def _filled(text: str, language: str, values: Mapping[str, object]) -> str:
    try:
        return say(language, text, **{**figures.known(), **values})
    except KeyError:
        # A value that its error does not carry must not turn a refusal into a fault.
        return say(language, UNCLEAR)
