"""What families ask of credits, and the answers. Rule: N8. Shape: as web/words/help_family.py."""

from web.words.translations import N_

CREDITS = (
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
            "Nur wenn ein Datum dabeisteht: dann am Ende dieses Tages, in der Zeitzone, die ein:e "
            "Anbieter:in dafür gewählt hat. Zuerst werden die genommen, die am frühesten ablaufen "
            "und am Tag der Session noch gelten."
        ),
        N_("gültig verfallen Ablauf Datum"),
    ),
    (
        "more-credits",
        N_("Uns fehlen Credits. Wie bekommen wir neue?"),
        N_(
            "Tippt bei der Session auf „Um Credits bitten“. Wir sagen es weiter, und sobald "
            "euch welche gutgeschrieben sind, könnt ihr bestätigen. Wie ihr bezahlt, macht ihr "
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
)
