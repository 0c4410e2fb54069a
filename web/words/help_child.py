"""What children ask, and the answers. Rule: N8. Shape: as web/words/help_family.py."""

from web.words.translations import N_

CHILD = (
    (
        "child-home",
        N_("Was sehe ich hier?"),
        N_(
            "Deine nächste Session steht groß oben, darunter alles, was danach kommt. Mit jeder, "
            "die du geschafft hast, kommt ganz unten ein Knoten dazu, und sind es genug, wird "
            "daraus ein Stern."
        ),
        N_("Startseite Knoten Faden Stern"),
    ),
    (
        "child-joining",
        N_("Wie komme ich in meine Online-Session?"),
        N_(
            "%(room_minutes)s Minuten vor dem Beginn erscheint der Knopf „Zur Session“. Tippe ihn "
            "an, dann öffnet sich der Videoraum."
        ),
        N_("Video Zoom Link online beitreten"),
    ),
    (
        "child-confirming",
        N_("Darf ich eine Session selbst bestätigen?"),
        N_(
            "Wenn deine Eltern es erlaubt haben, siehst du bei einem Vorschlag den Knopf "
            "„Bestätigen“. Sonst machen sie das für dich."
        ),
        N_("zusagen Vorschlag annehmen"),
    ),
    (
        "child-away",
        N_("Ich kann nicht kommen. Was mache ich?"),
        N_(
            "Sag es so früh wie möglich deinen Eltern. Nur sie können absagen, und früh genug "
            "kostet es nichts."
        ),
        N_("krank absagen"),
    ),
    (
        "child-documents",
        N_("Wo finde ich Arbeitsblätter und andere Dokumente?"),
        N_(
            "Wenn deine Eltern es erlaubt haben, unter „Dokumente“. Dort kannst du auch selbst "
            "etwas hochladen, zum Beispiel ein Foto deiner Lösung, und es wieder löschen."
        ),
        N_("Datei Blatt Foto Aufgabe Hausaufgabe hochladen Download"),
    ),
    (
        "child-reminder",
        N_("Erinnert mich jemand?"),
        N_(
            "Ja: %(child_reminder_minutes)s Minuten vorher, wenn auf deinem Gerät Mitteilungen "
            "eingeschaltet sind. Deine Eltern können eine andere Zeit wählen, und du auch, wenn du "
            "ein eigenes Login hast."
        ),
        N_("vergessen Erinnerung Wecker"),
    ),
)
