"""What educators and managers ask of sessions, and the answers. Rule: N8.

Shape: as web/words/help_family.py.
"""

from web.words.translations import N_

SESSIONS = (
    (
        "sooner-offers",
        N_("Wer bekommt eine Zeit, die frei wird?"),
        N_(
            "Familien können auf eine frühere Zeit warten. Gibt eine andere Familie eine auf, "
            "bieten wir sie an, wenn sie in deine Zeiten passt: der Reihe nach oder allen "
            "zugleich, wie du es unter „Profil“ wählst. Was du selbst absagst, bieten wir nur an, "
            "wenn du es dabei sagst. Hat jemand sie genommen, erfährst du es. Ebenso geht es mit "
            "einem Platz, der in einer vollen Gruppe frei wird."
        ),
        N_("früher Warteliste nachrücken absagen Lücke füllen"),
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
        "group",
        N_("Wie unterrichte ich eine Gruppe?"),
        N_(
            "Gib einer Leistung unter „Profil“ und „Leistungen“ mehrere Plätze. Dann stellst du "
            "einen Termin als Gruppe ein und schlägst ihn Familien vor; auf Wunsch melden sich "
            "weitere selbst an. Jedes Kind hat eine eigene Session, mit eigener Antwort und "
            "eigener Absage. Keine Familie sieht, wer sonst kommt. Sind es bis zur Entscheidung "
            "weniger als mindestens nötig, fällt der Termin ohne Kosten aus; vorher wirst du "
            "gewarnt."
        ),
        N_("Gruppe Plätze mehrere Kinder Mindestzahl Warteliste"),
    ),
    (
        "choosing",
        N_("Kann ich mehrere Zeiten zur Wahl stellen?"),
        N_(
            "Ja: Bei „Session einstellen“ wählst du „Mehrere zur Wahl“ und füllst %(choice_least)s "
            "bis %(choice_most)s Zeiten aus. Die Familie wählt eine davon, die anderen fallen weg. "
            "Passt ihr keine, kann sie bis zu %(counter_most)s andere nennen. Die stehen bei „Zu "
            "tun“, und du nimmst eine mit einmal Tippen oder schlägst wieder andere vor."
        ),
        N_("Alternativen Auswahl mehrere Gegenvorschlag"),
    ),
    (
        "rescheduling",
        N_("Wie verschiebe ich eine Session?"),
        N_(
            "Öffne sie und tippe auf „Verschieben“. Du wählst die neue Zeit und ob die alte "
            "bleibt, bis die Familie bestätigt, oder gleich entfällt; Credits verfallen dabei nie. "
            "Von einer Serie verschiebst du einen Termin, ihn und alle danach oder alle, die noch "
            "kommen, immer um dieselbe Spanne. Hat eine Familie zu spät abgesagt, kannst du ihr "
            "auf der Seite der Session den Credit zurückgeben."
        ),
        N_("verlegen umbuchen verschieben absagen kurzfristig kulant erlassen"),
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
)
