"""What is said for a status of HTTP where nothing more exact is known."""

from web.words.translations import N_, say

# A page of its own is a title and a text without a hint at what was tried.
ALONE = {
    404: (
        N_("Hier ist der Faden gerissen"),
        N_(
            "Diese Seite gibt es nicht, oder sie gehört zu einem anderen Profil. "
            "Wechsle das Profil oder geh zurück zum Anfang."
        ),
    ),
    500: (
        N_("Da ist uns etwas entglitten"),
        N_("Das lag an uns, nicht an dir. Es ist schon gemeldet. Versuche es gleich noch einmal."),
    ),
}
NOT_THERE = N_(
    "Diese Seite gibt es nicht, oder sie gehört jemand anderem. "
    "Prüf die Adresse oder geh zurück zum Anfang."
)
"""The same where there is no other profile to change to."""
TITLES = {
    400: N_("Das hat nicht geklappt"),
    409: N_("Das hat sich geändert"),
    413: N_("Das ist zu groß"),
    422: N_("Da fehlt noch etwas"),
    429: N_("Kurz warten"),
    507: N_("Gerade ist kein Platz"),
}
SENTENCES = {
    400: N_(
        "Das haben wir nicht verstanden. Bitte die Seite neu laden und es noch einmal versuchen."
    ),
    403: N_("Frag jemanden, der das darf."),
    404: N_("Die Adresse stimmt nicht, oder es gehört nicht zu diesem Profil."),
    405: N_("Die Adresse stimmt nicht. Bitte zurückgehen und es von dort versuchen."),
    409: N_("Jemand war schneller. Bitte die Seite neu laden und sehen, wie es jetzt steht."),
    413: N_("Das ist mehr, als wir annehmen. Bitte kürzen und noch einmal schicken."),
    422: N_("Bitte die Eingaben prüfen."),
    429: N_("Zu viele Versuche. In %(wait)s geht es wieder."),
    500: N_(
        "Bei uns ist etwas schiefgegangen. Versuch es gleich noch einmal; "
        "bleibt es dabei, nenn uns die Nummer %(id)s."
    ),
    507: N_(
        "Der Server hat keinen Platz mehr und konnte das nicht speichern; geändert ist nichts. "
        "Das Getippte steht noch im Formular. Bitte später noch einmal versuchen."
    ),
}


def general(status: int, language: str) -> str:
    return say(language, SENTENCES[status])
