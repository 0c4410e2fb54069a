"""What educators and managers ask, and the answers. Rule: N8.

Shape: as web/words/help_family.py.
"""

from web.words.translations import N_

PROVIDER = (
    (
        "starting",
        N_("Wie fange ich an?"),
        N_(
            "In drei Schritten: Lege eine Leistung an, lade eine Familie ein, stelle eine Session "
            "ein. Die Familie bestätigt auf ihrem Telefon, und ihr seid verabredet."
        ),
        N_("Beginn Start erste Schritte Anleitung"),
    ),
    (
        "inviting",
        N_("Wie lade ich Familien ein?"),
        N_(
            "Unter „Profil“ und „Einladungen“ erstellst du einen Link mit QR-Code. „Für eine "
            "Familie“ gilt einmal, „Für mehrere“ so oft du willst, bis zu einem Datum oder bis du "
            "widerrufst. Wer schon verbunden ist, bleibt es."
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
        "proposing",
        N_("Wie lange kann eine Familie antworten?"),
        N_(
            "Bis zum Beginn der Session, oder so lange, wie du unter „Profil“ für alle Vorschläge "
            "festlegst. Danach läuft der Vorschlag ab, und beide Seiten erfahren es. "
            "Fest ist eine Session erst, wenn die Familie bestätigt."
        ),
        N_("Vorschlag Antwortzeit einstellen ablaufen"),
    ),
    (
        "repeating",
        N_("Wie stelle ich eine Serie ein?"),
        N_(
            "Bei „Session einstellen“ wählst du „Serie“: alle wie viele Wochen, an welchen "
            "Wochentagen, bis wann, höchstens %(series_most)s Termine. Du siehst erst jeden "
            "Termin. Feiertage deiner Region (unter „Profil“) und was sich überschneidet, sind "
            "ausgelassen. Die Familie bestätigt alle oder wählt aus."
        ),
        N_("Serie wöchentlich regelmäßig Feiertage wiederholen"),
    ),
    (
        "overlap",
        N_("Kann ich doppelt gebucht werden?"),
        N_(
            "Nein. Vorschlagen kannst du zur selben Zeit mehreren, aber nur die erste Bestätigung "
            "gilt. Die anderen erfahren, dass die Zeit vergeben ist. Dasselbe gilt für jedes Kind."
        ),
        N_("Überschneidung gleichzeitig doppelt"),
    ),
    (
        "notice",
        N_("Welche Absagefrist gilt?"),
        N_(
            "%(notice_hours)s Stunden, bis du unter „Profil“ eine andere wählst, höchstens "
            "%(notice_days_most)s Tage. Eine neue Frist gilt für Sessions, die danach bestätigt "
            "werden. Sagt eine Familie später ab, verfällt der Credit."
        ),
        N_("absagen Frist stornieren kostenfrei"),
    ),
    (
        "cancelling-yourself",
        N_("Ich muss selbst absagen. Was kostet das die Familie?"),
        N_(
            "Nichts, auch nicht kurzfristig: Reservierte Credits sind sofort wieder frei, und die "
            "Familie bekommt eine Mitteilung."
        ),
        N_("krank absagen Urlaub"),
    ),
    (
        "absence",
        N_("Niemand ist gekommen. Was mache ich?"),
        N_(
            "Ab %(missed_minutes)s Minuten nach dem Beginn kannst du die Session als verpasst "
            "vermerken; der Credit verfällt. Die Familie kann %(object_hours)s Stunden lang "
            "widersprechen, und du kannst bis %(correct_days)s Tage nach dem Ende berichtigen."
        ),
        N_("verpasst nicht erschienen abwesend Einspruch"),
    ),
    (
        "completing",
        N_("Muss ich Sessions abschließen?"),
        N_(
            "Nein. %(completed_minutes)s Minuten nach dem Ende ist eine Session von selbst "
            "abgeschlossen, und ihr Credit ist eingelöst."
        ),
        N_("abgeschlossen fertig Ende"),
    ),
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
