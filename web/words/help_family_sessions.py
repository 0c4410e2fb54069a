"""What families ask of sessions, and the answers. Rule: N8. Shape: as web/words/help_family.py."""

from web.words.translations import N_

SESSIONS = (
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
        "joining",
        N_("Wie geht eine Gruppe?"),
        N_(
            "In einer Gruppe lernen mehrere Kinder zusammen. Ihr bestätigt für euer Kind, zahlt "
            "für euer Kind und sagt nur für euer Kind ab; wer sonst kommt, erfahrt ihr hier nicht. "
            "Offene Gruppen stehen unter „Termin anfordern“: Mit „Bestätigen“ habt ihr den Platz "
            "sofort. Ist alles vergeben, gibt es eine Warteliste: Wird ein Platz frei, fragen wir "
            "euch, meist der Reihe nach; dann gehört er euch für einige Stunden. Kommen zu wenige "
            "zusammen, fällt der Termin ohne Kosten aus."
        ),
        N_("Gruppe Platz Plätze anmelden mehrere Kinder Mindestzahl Warteliste"),
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
            "Tippt auf „Passt nicht“ und schreibt bis zu %(counter_most)s Zeiten dazu, die euch "
            "passen würden. Wer euch unterrichtet, nimmt eine davon mit einmal Tippen oder "
            "schlägt andere vor. Das kostet nichts. Antwortet niemand, läuft der Vorschlag ab: "
            "spätestens, wenn die Session beginnen würde."
        ),
        N_("ablehnen anderer Vorschlag verschieben Gegenvorschlag Zeiten"),
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
        "sooner",
        N_("Geht es auch früher?"),
        N_(
            "Öffnet eine bestätigte Session und tippt auf „Lieber früher?“. Gibt jemand eine "
            "frühere Zeit auf, die zu euch passt, fragen wir euch, meist der Reihe nach. Nehmt ihr "
            "sie, gilt sie statt der alten, und das kostet nichts. Sonst bleibt alles, wie es ist, "
            "und ihr wartet weiter."
        ),
        N_("früher eher vorziehen Warteliste Platz frei geworden warten"),
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
            "Ja, solange Absagen kostenfrei ist: Tippt in der Session auf „Verschieben“ und nennt "
            "bis zu %(counter_most)s Zeiten, oder schreibt, wann es passt. Die alte Zeit ist dann "
            "abgesagt, und ihr bekommt eine neue vorgeschlagen. Später kann nur noch verschieben "
            "oder absagen, wer euch unterrichtet, ohne dass ein Credit verfällt. Wird euch von "
            "dort eine neue Zeit vorgeschlagen, steht dabei, was gilt, wenn ihr bestätigt, und "
            "was, wenn sie nicht passt."
        ),
        N_("verlegen tauschen anderer Termin umbuchen"),
    ),
    (
        "missed",
        N_("Eine Session gilt als verpasst, aber mein Kind war da."),
        N_(
            "Öffnet die Session und widersprecht, bis %(object_hours)s Stunden nachdem sie so "
            "vermerkt wurde. Wer euch unterrichtet, liest es und kann bis %(correct_days)s Tage "
            "nach dem Ende berichtigen. War euer Kind da, ist der Credit dann eingelöst statt "
            "verfallen."
        ),
        N_("verpasst Einspruch Fehler falsch"),
    ),
)
