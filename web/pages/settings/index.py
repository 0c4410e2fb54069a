"""/settings: "Mehr", for an educator "Profil"."""

from litestar import get

from domain.accounts import settled
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.settings import held
from web.respond import show
from web.wishes import language_of
from web.words.translations import N_, say

Row = tuple[str, str, str]
"""Address, sign, words. What each holds now is said below them."""

PROFILE = ("/settings/profile", "user", N_("Dein Profil"))
FAMILY = ("/settings/family", "users", N_("Familie"))
TIMES = ("/settings/times", "clock", N_("Wann ihr Zeit habt"))
REMINDERS = ("/settings/notifications", "bell", N_("Erinnerungen und Mitteilungen"))
CALENDAR = ("/settings/calendar", "calendar-days", N_("Kalender abonnieren"))
APP = ("/settings/app", "download", N_("App installieren"))
PASSWORD = ("/settings/password", "lock", N_("Passwort ändern"))
PASSKEYS = ("/settings/passkeys", "key-round", N_("Passkeys"))
DEVICES = ("/settings/devices", "smartphone", N_("Geräte"))
PROVIDER = ("/settings/provider", "settings", N_("Regeln und Videoraum"))
AVAILABILITY = ("/availability", "clock", N_("Deine Zeiten"))
SERVICES = ("/services", "book-open", N_("Leistungen"))
INVITATIONS = ("/invitations", "ticket", N_("Einladungen"))
AGREEMENTS = ("/agreements", "file-text", N_("Vereinbarungen"))
START = ("/start", "store", N_("Als Anbieter:in starten"))
SWITCH = ("/profiles", "arrow-left-right", N_("Profil wechseln"))
HELP = ("/help", "circle-question-mark", N_("Hilfe"))
SUPPORT = ("/support", "message-circle", N_("Support"))
LOG_OUT = ("/logout", "log-out", N_("Ausloggen"))

GROUPS: dict[str, tuple[tuple[Row, ...], ...]] = {
    "guardian": (
        (PROFILE, FAMILY, TIMES, REMINDERS, CALENDAR, APP),
        (PASSWORD, PASSKEYS, DEVICES),
        (START, HELP, SUPPORT),
        (SWITCH, LOG_OUT),
    ),
    "child": (
        (PROFILE, REMINDERS, CALENDAR, APP, PASSWORD, PASSKEYS, DEVICES, HELP, SUPPORT),
        (SWITCH, LOG_OUT),
    ),
    "educator": (
        (SERVICES, AVAILABILITY, INVITATIONS, AGREEMENTS, PROVIDER),
        (PROFILE, REMINDERS, CALENDAR, APP),
        (PASSWORD, PASSKEYS, DEVICES, HELP, SUPPORT),
        (SWITCH, LOG_OUT),
    ),
    "manager": (
        (SERVICES, AVAILABILITY, INVITATIONS, AGREEMENTS, PROVIDER),
        (PROFILE, REMINDERS, CALENDAR, APP),
        (PASSWORD, PASSKEYS, DEVICES, HELP, SUPPORT),
        (SWITCH, LOG_OUT),
    ),
    "supporter": ((PROFILE, REMINDERS, APP, PASSWORD, PASSKEYS, DEVICES), (SWITCH, LOG_OUT)),
}


@get("/settings")
async def index(request: Request) -> Answer:
    """Rule: A8: a child without a login of its own has no settings. Errors: Forbidden."""
    person = access.owner(request)
    language = language_of(request)
    holding = held.of(person, await settled.of(person), language)
    groups = [
        [
            (address, sign, say(language, text), holding.get(address, ""))
            for address, sign, text in rows
            if address != SWITCH[0] or person.profiles_count > 1
        ]
        for rows in GROUPS[person.kind]
    ]
    return show(request, "settings/index", {"groups": groups})
