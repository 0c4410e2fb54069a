"""What families ask, and the answers. Rule: N8.

Shape: rows as web/words/help.py reads them: anchor, question, answer, further words to find it by.
"""

from web.words.help_family_credits import CREDITS
from web.words.help_family_sessions import SESSIONS
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
        "guardians",
        N_("Wie planen beide Eltern zusammen?"),
        N_(
            "Unter „Mehr“ und „Familie“ lädst du die andere Person ein: mit einem Link, der für "
            "sie allein und %(guardian_days)s Tage gilt. Sie hat ihr eigenes Login, ihre Sprache "
            "und ihre Mitteilungen. Alle Erwachsenen einer Familie sehen und entscheiden dasselbe, "
            "die erste Antwort gilt, und jede:r kann gehen oder andere entfernen. Die letzte "
            "Person bleibt."
        ),
        N_("Mutter Vater Großeltern Partner zweites Elternteil teilen"),
    ),
    *SESSIONS,
    *CREDITS,
    (
        "children",
        N_("Wie kommt ein weiteres Kind dazu?"),
        N_(
            "Unter „Mehr“ und „Familie“. Ein Kind braucht kein eigenes Konto: Auf eurem Gerät "
            "wechselt ihr oben rechts zu seinem Profil, und es sieht nur seine Sessions."
        ),
        N_("Geschwister Familie hinzufügen Profil"),
    ),
    (
        "child-login",
        N_("Kann mein Kind sich selbst einloggen?"),
        N_(
            "Ja, mit einer eigenen E-Mail-Adresse, die ihr unter „Mehr“ und „Familie“ eintragt. Es "
            "sieht nur das eigene Profil und keine Credits. Bestätigen darf es nur, wenn ihr das "
            "dort erlaubt; sonst bestätigt nur ihr. Auch Dokumente sieht es erst, wenn ihr es dort "
            "erlaubt."
        ),
        N_("Kind Login Handy erlauben bestätigen Dokumente"),
    ),
    (
        "agreements",
        N_("Was bedeutet eine Zustimmung, und wie ändern wir sie?"),
        N_(
            "Bei jeder Anbieter:in steht unter „AGB“, worum sie euch bittet. „Lesen“ zeigt den "
            "Text, „Zustimmen“ hält fest, wer wann welcher Fassung zugestimmt hat; darüber gibt es "
            "einen Beleg. Mit „Zustimmung ändern“ nehmt ihr sie zurück, vorher steht dort, was "
            "daraus folgt. Ändert sich der Text, fragen wir neu und zeigen, was anders ist."
        ),
        N_("AGB Vereinbarung Einwilligung Vertrag unterschreiben Datenschutz widerrufen Beleg"),
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
