"""/settings: "Mehr", for an educator "Profil"."""

from litestar import get

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import show
from web.wishes import language_of
from web.words.translations import N_, say

Row = tuple[str, str, str, str]
"""Address, sign, words, small words."""

PROFILE = ("/settings/profile", "user", N_("Dein Profil"), N_("Name, Farbe, Sprache, Zeitzone"))
CHILDREN = ("/settings/family", "users", N_("Kinder"), N_("Hinzufügen, Bestätigen, eigenes Login"))
REMINDERS = (
    "/settings/notifications",
    "bell",
    N_("Erinnerungen und Mitteilungen"),
    N_("Wann, wie und auf welchem Gerät"),
)
APP = ("/settings/app", "bell", N_("App installieren"), N_("Und Mitteilungen auf diesem Gerät"))
PASSWORD = ("/settings/password", "lock", N_("Passwort ändern"), "")
DEVICES = ("/settings/devices", "smartphone", N_("Geräte"), N_("Wo du eingeloggt bist"))
PROVIDER = ("/settings/provider", "settings", N_("Absagefrist und Videoraum"), "")
SERVICES = ("/services", "graduation-cap", N_("Leistungen"), N_("Was Familien bei dir buchen"))
INVITATIONS = (
    "/invitations",
    "ticket",
    N_("Einladungen"),
    N_("Link und QR-Code für Familien"),
)
START = ("/start", "store", N_("Als Anbieter:in starten"), "")
SWITCH = ("/profiles", "users", N_("Profil wechseln"), "")
HELP = ("/help", "info", N_("Hilfe"), N_("Fragen und Antworten"))
LOG_OUT = ("/logout", "log-out", N_("Ausloggen"), "")

GROUPS: dict[str, tuple[tuple[Row, ...], ...]] = {
    "guardian": (
        (PROFILE, CHILDREN, REMINDERS, APP),
        (PASSWORD, DEVICES),
        (START, HELP),
        (SWITCH, LOG_OUT),
    ),
    "child": ((REMINDERS, APP, PASSWORD, DEVICES, HELP), (SWITCH, LOG_OUT)),
    "educator": (
        (SERVICES, INVITATIONS, PROVIDER),
        (PROFILE, REMINDERS, APP),
        (PASSWORD, DEVICES, HELP),
        (SWITCH, LOG_OUT),
    ),
    "manager": (
        (SERVICES, INVITATIONS, PROVIDER),
        (PROFILE, REMINDERS, APP),
        (PASSWORD, DEVICES, HELP),
        (SWITCH, LOG_OUT),
    ),
}


@get("/settings")
async def index(request: Request) -> Answer:
    """Rule: A8: a child without a login of its own has no settings. Errors: Forbidden."""
    person = access.owner(request)
    return show(request, "settings/index", {"groups": _groups(person, language_of(request))})


def _groups(person: Visitor[Actor], language: str) -> list[list[Row]]:
    return [
        [
            (address, sign, say(language, text), say(language, small) if small else "")
            for address, sign, text, small in rows
        ]
        for rows in GROUPS[person.kind]
    ]
