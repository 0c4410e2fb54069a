"""What is said after a change: codes, which travel in a cookie, and their sentences."""

from typing import Any

from web.words.conflicts import OFFER_OVER, STALE
from web.words.translations import N_, say

# Du to a child and an educator, ihr to a family.
SENTENCES: dict[str, str] = {
    "done": N_("Erledigt."),
    "login.done": N_("Willkommen zurück!"),
    "login.logged_out": N_("Du bist ausgeloggt."),
    "login.sent": N_("Link und PIN sind unterwegs ins Postfach."),
    "login.child_sent": N_("Die Mail mit dem Link ist unterwegs."),
    "login.child_ended": N_("Das Login ist beendet."),
    "account.proven": N_("Die E-Mail-Adresse ist bestätigt."),
    "password.changed": N_("Das Passwort ist geändert. Andere Geräte sind ausgeloggt."),
    "passkey.added": N_("Der Passkey ist da. Du hast dazu eine Mail bekommen."),
    "passkey.renamed": N_("Gespeichert."),
    "passkey.removed": N_("Der Passkey ist entfernt."),
    "device.ended": N_("Das Gerät ist ausgeloggt."),
    "devices.ended": N_("Alle anderen Geräte sind ausgeloggt."),
    "profile.changed": N_("Gespeichert."),
    "provider.changed": N_("Gespeichert."),
    "provider.over_space": N_(
        "Gespeichert. Bei einer Familie liegt schon mehr: Es bleibt alles da, Neues geht erst "
        "wieder, wenn Platz ist."
    ),
    "settings.changed": N_("Gespeichert."),
    "child.removed": N_("Das Kind ist entfernt."),
    "calendar.renewed": N_("Die Adresse ist neu. Die alte gilt nicht mehr."),
    "service.created": N_("Die Leistung ist angelegt."),
    "service.changed": N_("Die Leistung ist gespeichert."),
    "service.retired": N_("Die Leistung wird nicht mehr angeboten."),
    "availability.changed": N_("Deine Zeiten sind gespeichert."),
    "availability.rules": N_("Deine Regeln sind gespeichert."),
    "absence.made": N_("Eingetragen. In dieser Zeit wird nichts angeboten."),
    "absence.ended": N_("Die Abwesenheit ist gelöscht."),
    "busy.added": N_("Der Kalender wird gleich gelesen."),
    "busy.asked": N_("Der Kalender wird gleich gelesen."),
    "busy.removed": N_("Der Kalender ist entfernt, seine Zeiten sind wieder frei."),
    "invitation.created": N_("Die Einladung ist fertig. Gib den Link weiter."),
    "family.joined": N_("Ihr plant ab jetzt zusammen."),
    "family.left": N_("Du planst nicht mehr für diese Familie."),
    "guardian.removed": N_("Die Person plant nicht mehr mit."),
    "invitation.revoked": N_("Die Einladung gilt nicht mehr."),
    "connection.created": N_("Ihr seid verbunden."),
    "connection.ended": N_("Die Verbindung ist beendet. Die andere Seite erfährt es."),
    "connection.exists": N_("Ihr seid schon verbunden."),
    "message.reported": N_("Gemeldet. Danke, dass du es sagst."),
    "session.proposed": N_("Der Vorschlag ist unterwegs zur Familie."),
    "series.proposed": N_("Die Serie ist unterwegs zur Familie."),
    "series.confirmed": N_("Bestätigt! Die gewählten Termine stehen."),
    "series.already_confirmed": N_("Diese Serie ist schon bestätigt."),
    "series.to_pick": N_("Das ist ein Termin einer Serie. Hier wählt ihr aus, was passt."),
    "series.cancelled": N_("Die Termine sind abgesagt."),
    "session.waived": N_("Der Credit ist zurückgegeben. Die Familie erfährt es."),
    "session.rescheduled": N_("Abgesagt ohne Kosten. Eure Wünsche sind angekommen."),
    "session.wish_declined": N_("Gesagt. Die Familie erfährt es."),
    "session.moved": N_("Die neue Zeit ist unterwegs zur Familie."),
    "session.exchanged": N_("Die neue Auswahl ist unterwegs zur Familie."),
    "session.narrowed": N_("Die Zeit ist zurückgenommen. Die anderen stehen weiter zur Wahl."),
    "session.sooner": N_("Geschafft! Ihr habt die frühere Zeit."),
    "session.sooner_declined": N_("Es bleibt bei der alten Zeit. Ihr wartet weiter."),
    "sooner.waits": N_("Wird eine frühere Zeit frei, fragen wir euch."),
    "sooner.waits_no_more": N_("Ihr wartet nicht mehr auf eine frühere Zeit."),
    "group.waits": N_("Ihr steht auf der Warteliste."),
    "group.waits_no_more": N_("Ihr steht nicht mehr auf der Warteliste."),
    "group.joined": N_("Angemeldet! Ihr habt den Platz."),
    "group.made": N_("Die Gruppe ist angelegt."),
    "group.proposed": N_("Die Vorschläge sind unterwegs zu den Familien."),
    "group.called_off": N_("Die Gruppe ist abgesagt. Alle Familien erfahren es."),
    "session.requested": N_("Eure Anfrage ist unterwegs. Ihr erfahrt, sobald sie beantwortet ist."),
    "session.accepted": N_("Angenommen! Die Session steht."),
    "session.reopened": N_("Zurückgenommen. Die Anfrage wartet wieder auf dich."),
    "session.confirmed": N_("Bestätigt! Die Session steht."),
    "session.already_confirmed": N_("Diese Session ist schon bestätigt."),
    "session.unconfirmed": N_("Zurückgenommen. Der Vorschlag wartet wieder auf euch."),
    "session.upheld": N_("Gesagt. Die Session bleibt verpasst."),
    "session.countered": N_("Eure Zeiten sind unterwegs. Ihr erfahrt, sobald eine angenommen ist."),
    "session.declined": N_("Abgelehnt. Wir sagen es weiter."),
    "session.withdrawn": N_("Zurückgenommen. Wir sagen es weiter."),
    "session.cancelled": N_("Die Session ist abgesagt."),
    "session.cancelled_free": N_("Die Session ist abgesagt. Der Credit ist wieder frei."),
    "session.cancelled_lapsed": N_("Die Session ist abgesagt. Der Credit ist verfallen."),
    "session.missed": N_("Als verpasst vermerkt."),
    "session.completed": N_("Als abgeschlossen vermerkt."),
    "session.noted": N_("Notiz gespeichert."),
    "session.objected": N_("Euer Einspruch ist angekommen."),
    "document.shared": N_("Hochgeladen. Die andere Seite erfährt es gleich."),
    "document.tied": N_("Gespeichert."),
    "document.restored": N_("Das Dokument ist wieder da."),
    "agreement.asked": N_("Die Familien sind gefragt."),
    "agreement.asked_again": N_("Die neue Fassung gilt. Die Familien sind neu gefragt."),
    "agreement.changed": N_("Gespeichert."),
    "agreement.ended": N_("Ab jetzt wird niemand mehr gefragt."),
    "agreement.reminded": N_("Erinnert sind alle, die noch nicht zugestimmt haben."),
    "agreement.signed": N_("Danke! Eure Zustimmung ist festgehalten."),
    "agreement.more": N_("Festgehalten. Es fehlt noch eine Zustimmung, die zum Buchen nötig ist."),
    "agreement.go_on": N_("Danke! Eure Zustimmung ist festgehalten. Hier geht es weiter."),
    "agreement.withdrawn": N_("Eure Zustimmung ist zurückgenommen."),
    "agreement.urged": N_("Deine Eltern wissen Bescheid."),
    "agreement.first": N_("Vorher braucht es eure Zustimmung. Danach geht es hier weiter."),
    "credits.asked": N_("Eure Bitte ist angekommen."),
    "credits.granted": N_("Die Credits sind gutgeschrieben."),
    "credits.corrected": N_("Die Credits sind korrigiert."),
    "notifications.read": N_("Alles gelesen."),
    "push.tested": N_("Eine Testnachricht ist unterwegs."),
    "stale.offer": OFFER_OVER,
    **{f"stale.{state}": said for state, said in STALE.items()},
}


def sentence(code: str, language: str) -> str:
    """The words of a code; of one that nobody knows, none."""
    said = SENTENCES.get(code)
    return say(language, said) if said else ""


def context(code: str, language: str) -> dict[str, Any]:
    """What the layout and notice.html need. Shape: notice is None where there is nothing to say."""
    return {"notice": sentence(code, language) or None, "notice_kind": ""}
