"""What people are told of messages: who wrote, and the first words; and who reports one.

Rule: C2 N1.
"""

from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say

TEXTS: dict[str, Texts] = {
    "message.sent": Texts("%(who)s"),
    "message.reported": Texts(
        N_("Gemeldet: eine Nachricht von %(whose)s"),
        N_("Bitte sieh sie dir an. Wer sie geschrieben hat, erfährt davon nichts."),
    ),
}
SHOWN_MOST = 160
_REPORTED = N_("%(who)s hat sie gemeldet.")
_FAMILY = N_("Familie %(family)s")
_ASKS = N_("%(who)s an den Support")


def title(told: Told, reader: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    """Shape: to a provider also of which family it is."""
    who = str(told.particulars.get("who", ""))
    if told.kind == "message.reported":
        return {"whose": told.particulars.get("whose", "")}
    if reader.is_supporter:
        return {"who": say(reader.language, _ASKS, who=who)}
    if not reader.is_staff or not told.family:
        return {"who": who}
    family = say(reader.language, _FAMILY, family=told.particulars.get("family", ""))
    return {"who": f"{who} · {family}"}


def lines(told: Told, reader: Reader) -> list[str]:
    """Shape: the first words as they are now, nothing once the message was taken away."""
    if told.kind == "message.reported":
        who = told.particulars.get("who", "")
        return [say(reader.language, _REPORTED, who=who)]
    words = str(told.particulars.get("words", ""))
    shown = words[:SHOWN_MOST].rstrip()
    return [shown if len(words) <= SHOWN_MOST else f"{shown} …"] if shown else []


def address(told: Told, reader: Reader) -> str:
    message = told.particulars.get("message")
    within = f"/messages/{message}" if message else ""
    return f"/conversations/{told.particulars.get('conversation', '')}{within}"
