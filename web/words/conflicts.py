"""What is said where somebody was first. Du to a child and an educator, ihr to a family."""

from web.words.invalid import LEARNER_TAKEN
from web.words.translations import N_

OFFER_OVER = N_("Das Angebot gilt nicht mehr.")
GROUP_FULL = N_("Die Gruppe ist inzwischen voll.")

TAKEN = {
    "educator": N_("Diese Zeit ist inzwischen vergeben."),
    "learner": LEARNER_TAKEN,
    "group": GROUP_FULL,
}
TAKEN_THEN = {
    "educator": N_(
        "%(starts_at)s ist inzwischen vergeben. Ohne diesen Termin könnt ihr bestätigen."
    ),
    "learner": N_(
        "Am %(starts_at)s hat %(learner)s schon eine andere Session. Ohne diesen Termin könnt "
        "ihr bestätigen."
    ),
}
"""The same, where it is one of several times."""
STALE = {
    "pending": N_("Die Session wartet noch auf eine Antwort."),
    "confirmed": N_("Die Session ist schon bestätigt."),
    "declined": N_("Die Session wurde schon abgelehnt."),
    "completed": N_("Die Session ist schon abgeschlossen."),
    "cancelled": N_("Die Session wurde abgesagt oder ist abgelaufen."),
    "missed": N_("Die Session ist als verpasst vermerkt."),
}
