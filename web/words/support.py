"""What supporters are told of cases, and how a case's state is called. Rule: C6."""

from web.words.telling import Reader, Texts, Told
from web.words.translations import N_

TEXTS: dict[str, Texts] = {
    "support.assigned": Texts(
        N_("%(asker)s ist jetzt deine Anfrage"), N_("Jemand vom Support hat sie dir gegeben.")
    ),
}
TEAM = N_("Lernfaden Support")
STATES = {"open": N_("Offen"), "waiting": N_("Wartet auf Antwort"), "closed": N_("Erledigt")}
KINDS = {
    "guardian": N_("Elternteil"),
    "child": N_("Kind"),
    "educator": N_("Pädagog:in"),
    "manager": N_("Leitung einer Organisation"),
    "supporter": N_("Support"),
    "guest": N_("ohne Login, per Mail"),
}
"""As what somebody asks, by Profile.kind."""


def title(told: Told, reader: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    return {"asker": told.particulars.get("asker", "")}


def lines(told: Told, reader: Reader) -> list[str]:
    return []


def address(told: Told, reader: Reader) -> str:
    return f"/conversations/{told.particulars.get('conversation', '')}"
