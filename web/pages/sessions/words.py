"""The words of states, places and what happened to a session."""

from web.words.translations import N_

STATES = {
    "pending": N_("Ausstehend"),
    "confirmed": N_("Bestätigt"),
    "declined": N_("Abgelehnt"),
    "completed": N_("Abgeschlossen"),
    "cancelled": N_("Abgesagt"),
    "missed": N_("Verpasst"),
}
# For families, and for the educator who chooses one.
PLACES = {
    "online": N_("online"),
    "at_family": N_("bei euch zu Hause"),
    "at_provider": N_("bei %(name)s"),
    "elsewhere": N_("woanders"),
}
OWN_PLACES = {
    "online": N_("online"),
    "at_family": N_("bei der Familie"),
    "at_provider": N_("bei mir"),
    "elsewhere": N_("woanders"),
}
CHILDS_PLACES = {**PLACES, "at_family": N_("bei dir zu Hause")}
# By event: the state it led to, and the sentence with the name of who did it or without.
HISTORY = {
    "session.proposed": ("pending", N_("%(name)s hat die Session vorgeschlagen"), ""),
    "session.confirmed": ("confirmed", N_("%(name)s hat bestätigt"), ""),
    "session.unconfirmed": ("pending", N_("%(name)s hat die Bestätigung zurückgenommen"), ""),
    "session.declined": ("declined", N_("%(name)s hat abgelehnt"), ""),
    "session.cancelled": ("cancelled", N_("%(name)s hat abgesagt"), ""),
    "session.withdrawn": ("cancelled", N_("%(name)s hat den Vorschlag zurückgenommen"), ""),
    "session.expired": ("cancelled", "", N_("Abgelaufen: Niemand hat rechtzeitig geantwortet")),
    "session.missed": ("missed", N_("%(name)s hat die Session als verpasst vermerkt"), ""),
    "session.objected": ("missed", N_("%(name)s hat widersprochen"), ""),
    "session.upheld": ("missed", N_("%(name)s bleibt dabei: verpasst"), ""),
    "session.corrected": ("completed", N_("%(name)s hat berichtigt: doch abgeschlossen"), ""),
    "session.completed": ("completed", "", N_("Abgeschlossen, 15 Minuten nach dem Ende")),
}
SOMEBODY = N_("Jemand")
WITH = N_("%(service)s mit %(name)s")
FAMILY = N_("Familie %(name)s")
