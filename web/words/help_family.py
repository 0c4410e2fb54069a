"""What families ask, and the answers. Rule: N8.

Shape: rows as web/words/help.py reads them: anchor, question, answer, further words to find it by.
"""

from web.words.translations import N_

FAMILY = (
    (
        "connecting",
        N_("Wie verbinden wir uns mit Anbieter:innen?"),
        N_(
            "Öffnet den Einladungslink oder den QR-Code, den ihr bekommen habt, und tippt auf "
            "„Verbinden“. Ein Konto entsteht dabei von selbst. Danach seht ihr, was euch "
            "vorgeschlagen wird."
        ),
        N_("Einladung anmelden registrieren beitreten Lehrer"),
    ),
    (
        "requesting",
        N_("Wie fordern wir einen Termin an?"),
        N_(
            "Unter „Sessions“ tippt ihr auf „Termin anfordern“ und wählt Leistung, Tag und eine "
            "freie Zeit. Sie wird kurz für euch gehalten. Eure Anfrage wartet dann auf eine "
            "Antwort, und niemand sonst bekommt diese Zeit. Zurücknehmen könnt ihr sie, solange "
            "sie wartet."
        ),
        N_("Anfrage buchen freie Zeit Termin wünschen"),
    ),
    (
        "confirming",
        N_("Wie bestätigen wir eine Session?"),
        N_(
            "Ein Vorschlag steht oben unter „Wartet auf euch“. Tippt auf „Bestätigen“, dort oder "
            "gleich in der Mitteilung. Erst dann ist die Session verbindlich. Vertippt? "
            "%(undo_seconds)s Sekunden lang könnt ihr es rückgängig machen, und niemand erfährt "
            "davon."
        ),
        N_("annehmen zusagen Vorschlag Termin rückgängig"),
    ),
    (
        "declining",
        N_("Der vorgeschlagene Termin passt uns nicht. Was nun?"),
        N_(
            "Tippt auf „Passt nicht“ und schreibt dazu, wann es besser geht. Das kostet nichts. "
            "Antwortet niemand, läuft der Vorschlag ab: spätestens, wenn die Session beginnen "
            "würde."
        ),
        N_("ablehnen anderer Vorschlag verschieben"),
    ),
    (
        "series",
        N_("Müssen wir alle Termine einer Serie nehmen?"),
        N_(
            "Nein. „Termine ansehen“ zeigt jeden einzeln, und ihr bestätigt, was angehakt ist; die "
            "übrigen gelten als abgelehnt. Später sagt ihr einen Termin ab, oder ihn und alle "
            "danach, oder alle, die noch kommen. Für jeden gilt seine eigene Frist."
        ),
        N_("Serie wöchentlich regelmäßig auswählen Termine"),
    ),
    (
        "cancelling",
        N_("Bis wann sagen wir kostenfrei ab?"),
        N_(
            "In der Regel bis %(notice_hours)s Stunden vor dem Beginn, auf die Sekunde genau; "
            "genau %(notice_hours)s Stunden vorher ist noch kostenfrei. Ein:e Anbieter:in kann "
            "eine andere Frist wählen. Es gilt die Frist, die bei eurer Bestätigung galt, und sie "
            "steht bei jeder Session als Uhrzeit."
        ),
        N_("absagen stornieren Frist kündigen Absagefrist"),
    ),
    (
        "late",
        N_("Was geschieht, wenn wir zu spät absagen?"),
        N_(
            "Dann verfällt der Credit, auch wenn ihr einen guten Grund habt. Bevor ihr absagt, "
            "sagen wir euch das. Sprecht am besten zuerst miteinander: Ein:e Anbieter:in kann auch "
            "kurzfristig selbst absagen, und dann ist der Credit wieder frei."
        ),
        N_("krank Verfall kurzfristig Gebühr verloren"),
    ),
    (
        "moving",
        N_("Können wir eine Session verschieben?"),
        N_(
            "Sagt sie ab, solange es kostenfrei ist, und schreibt dazu, wann es besser passt; die "
            "Anbieter:in kann euch dann etwas Neues vorschlagen. Danach kann nur noch sie ohne "
            "Kosten für euch absagen und neu vorschlagen."
        ),
        N_("verlegen tauschen anderer Termin umbuchen"),
    ),
    (
        "missed",
        N_("Eine Session gilt als verpasst, aber mein Kind war da."),
        N_(
            "Öffnet die Session und widersprecht, bis %(object_hours)s Stunden nachdem sie so "
            "vermerkt wurde. Die Anbieter:in liest es und kann bis %(correct_days)s Tage nach "
            "dem Ende berichtigen. War euer Kind da, ist der Credit dann eingelöst statt verfallen."
        ),
        N_("verpasst Einspruch Fehler falsch"),
    ),
    (
        "credits",
        N_("Was sind Credits?"),
        N_(
            "Sessions, die ihr im Voraus bei Anbieter:innen habt. „Frei“ heißt: noch zu "
            "vergeben. „Reserviert“: Ihr habt eine Session bestätigt. Findet sie statt, ist der "
            "Credit eingelöst; sagt ihr rechtzeitig ab, ist er wieder frei."
        ),
        N_("Guthaben Paket Kontingent bezahlen Geld"),
    ),
    (
        "expiry",
        N_("Laufen Credits ab?"),
        N_(
            "Nur wenn ein Datum dabeisteht: dann am Ende dieses Tages, in der Zeitzone der "
            "Anbieter:in. Zuerst werden die genommen, die am frühesten ablaufen und am Tag der "
            "Session noch gelten."
        ),
        N_("gültig verfallen Ablauf Datum"),
    ),
    (
        "more-credits",
        N_("Uns fehlen Credits. Wie bekommen wir neue?"),
        N_(
            "Tippt bei der Session auf „Um Credits bitten“. Wir sagen es der Anbieter:in, und "
            "sobald sie welche gutschreibt, könnt ihr bestätigen. Wie ihr bezahlt, macht ihr "
            "miteinander aus."
        ),
        N_("nachkaufen kaufen aufladen überziehen wenig"),
    ),
    (
        "statement",
        N_("Wohin sind unsere Credits gegangen?"),
        N_(
            "Unter „Anbieter“ öffnet ihr den Kontoauszug. Jeder Eintrag sagt, was wann und wegen "
            "welcher Session geschah, und nichts darin wird je geändert. Als Tabelle könnt ihr ihn "
            "auch herunterladen."
        ),
        N_("Kontoauszug Abrechnung CSV Verlauf"),
    ),
    (
        "children",
        N_("Wie kommt ein weiteres Kind dazu?"),
        N_(
            "Unter „Mehr“ und „Kinder“. Ein Kind braucht kein eigenes Konto: Auf eurem Gerät "
            "wechselt ihr oben rechts zu seinem Profil, und es sieht nur seine Sessions."
        ),
        N_("Geschwister Familie hinzufügen Profil"),
    ),
    (
        "child-login",
        N_("Kann mein Kind sich selbst einloggen?"),
        N_(
            "Ja, mit einer eigenen E-Mail-Adresse, die ihr unter „Mehr“ und „Kinder“ eintragt. Es "
            "sieht nur das eigene Profil und keine Credits. Bestätigen darf es nur, wenn ihr das "
            "dort erlaubt; sonst bestätigt nur ihr."
        ),
        N_("Kind Login Handy erlauben bestätigen"),
    ),
    (
        "reminders",
        N_("Wann werden wir erinnert?"),
        N_(
            "%(early_hours)s Stunden vorher, damit ihr noch kostenfrei absagen könnt, und "
            "%(late_minutes)s Minuten vorher. Unter „Erinnerungen und Mitteilungen“ wählt ihr "
            "andere Zeiten, auch für jedes Kind."
        ),
        N_("Erinnerung vergessen Benachrichtigung Push"),
    ),
)
