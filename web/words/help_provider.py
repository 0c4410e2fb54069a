"""What educators and managers ask, and the answers. Rule: N8.

Shape: as web/words/help_family.py.
"""

from web.words.help_provider_sessions import SESSIONS
from web.words.translations import N_

PROVIDER = (
    (
        "starting",
        N_("Wie fange ich an?"),
        N_(
            "In %(first_steps)s Schritten: Lege eine Leistung an, erstelle eine Einladung, gib sie "
            "weiter, schreib der Familie Credits gut und stelle eine Session ein. Die Familie "
            "bestätigt auf ihrem Telefon, und ihr seid verabredet."
        ),
        N_("Beginn Start erste Schritte Anleitung"),
    ),
    (
        "inviting",
        N_("Wie lade ich Familien ein?"),
        N_(
            "Unter „Profil“ und „Einladungen“ erstellst du einen Link mit QR-Code. „Für eine "
            "Familie“ gilt einmal, „Für mehrere Familien“ so oft du willst, bis zu einem Datum "
            "oder bis du widerrufst. Wer schon verbunden ist, bleibt es."
        ),
        N_("Einladung Link QR-Code drucken teilen"),
    ),
    (
        "availability",
        N_("Wie sage ich, wann ich gebucht werden kann?"),
        N_(
            "Unter „Profil“ und „Deine Zeiten“: die Stunden jedes Wochentags, Abwesenheiten, Tage "
            "mit anderen Zeiten und Regeln wie Pausen und Vorlauf. Daraus werden freie Zeiten, um "
            "die Familien anfragen. „Warum ist nichts frei?“ nennt dir jede Regel, die eine Zeit "
            "wegnimmt."
        ),
        N_("Verfügbarkeit Arbeitszeiten Urlaub Anfrage Kalender frei"),
    ),
    (
        "busy-calendars",
        N_("Wie nehmen Termine aus meinem anderen Kalender freie Zeiten weg?"),
        N_(
            "Unter „Deine Zeiten“ und „Andere Kalender“ fügst du seine geheime iCal-Adresse ein. "
            "Google nennt sie in den Einstellungen des Kalenders „Privatadresse im iCal-Format“; "
            "Outlook und iCloud geben eine, wenn du den Kalender veröffentlichst. Er wird alle "
            "%(calendar_minutes)s Minuten gelesen und darf %(calendar_megabytes)s MB groß sein. "
            "Titel werden nicht behalten, und was als frei "
            "oder abgesagt eingetragen ist, nimmt nichts weg. Ist er nicht erreichbar, gilt, was "
            "zuletzt gelesen wurde."
        ),
        N_("Google Outlook iCloud Apple iCal ics privat belegt synchronisieren Feed"),
    ),
    (
        "agreements-provider",
        N_("Wie lasse ich Familien den AGB zustimmen?"),
        N_(
            "Unter „Profil“ und „Vereinbarungen“ schreibst du, worum es geht, freiwillig, "
            "erforderlich oder so, dass ohne sie nichts gebucht wird, für die Familie oder jedes "
            "Kind. Was gilt, ändert sich nur als neue Fassung, zu der alle neu gefragt werden. Du "
            "siehst, wer zugestimmt hat; an Erforderliches erinnern wir "
            "%(remind_times)s-mal, alle %(remind_days)s Tage, und sonst du mit „Erinnern“."
        ),
        N_("AGB Vertrag Einwilligung Datenschutz Fotos unterschreiben Fassung Beleg"),
    ),
    *SESSIONS,
    (
        "granting",
        N_("Wie schreibe ich Credits gut?"),
        N_(
            "Öffne die Familie und tippe auf „Credits gutschreiben“: Anzahl, Grund und, wenn du "
            "willst, ein Datum, bis zu dem sie gelten. Hast du dich vertan, nimmst du freie "
            "Credits zurück. Beides steht im Kontoauszug der Familie."
        ),
        N_("Guthaben Paket korrigieren zurücknehmen"),
    ),
    (
        "overdraft",
        N_("Eine Familie hat keine Credits mehr. Kann sie trotzdem bestätigen?"),
        N_(
            "Nur wenn du ihr unter „Überziehen erlauben“ sagst, wie weit. Neue Credits gleichen "
            "das zuerst aus."
        ),
        N_("überziehen Minus fehlen wenig"),
    ),
)
