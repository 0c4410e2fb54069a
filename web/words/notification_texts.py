"""What an event says to whoever is told of it: the words of list, push and mail alike.

Each area has those of its kinds in a file of its own, beside `<area>/kinds.py` of the domain.
"""

from types import ModuleType
from typing import NamedTuple

from web.words import (
    agreements,
    conversations,
    credits,
    documents,
    families,
    figures,
    groups,
    providers,
    sessions,
    support,
)
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say, words
from web.words.zones import reading_in

AREAS: dict[str, ModuleType] = {
    "session": sessions,
    "group": groups,
    "credits": credits,
    "connection": providers,
    "document": documents,
    "agreement": agreements,
    "message": conversations,
    "family": families,
    "support": support,
}
"""By what stands before the dot of a kind."""


SOMETHING_WRITTEN, SOMETHING_NEW = N_("Neue Nachricht"), N_("Neue Mitteilung")
OPEN, CHOOSE = N_("Ansehen"), N_("Zeit wählen")

UNCONFIRMED = {
    "offline": N_("Nicht bestätigt: keine Verbindung. Bitte später in der App bestätigen."),
    "login": N_("Nicht bestätigt. Bitte in der App einloggen und dort bestätigen."),
}


class Words(NamedTuple):
    """Shape: title and text are plain; text may have several lines; address is a path of ours."""

    title: str
    text: str
    address: str
    button: str


def of(told: Told, reader_kind: str, language: str, time_zone: str) -> Words:
    """The words for one reader. Shape: reader_kind as Profile.kind."""
    reader = Reader(reader_kind, language)
    area = AREAS[told.kind.partition(".")[0]]
    texts: Texts = area.TEXTS[told.kind]
    with reading_in(time_zone):
        return Words(
            say(language, area.title(told, reader)) % area.values(told, reader),
            "\n".join([*area.lines(told, reader), *_said(told, texts, language)]),
            area.address(told, reader),
            say(language, CHOOSE if _is_choice(told) else OPEN),
        )


def bare(told: Told, words: Words, language: str) -> Words:
    """The same for whoever chose that a lock screen is to say nothing of it. Rule: N1."""
    title = SOMETHING_WRITTEN if told.kind == "message.sent" else SOMETHING_NEW
    return words._replace(title=say(language, title), text="", button=say(language, OPEN))


def _is_choice(told: Told) -> bool:
    """Whether its reader picks one of several times, which nobody does unseen. Rule: S2 S3."""
    return bool(told.particulars.get("times")) and told.state == "pending"


def confirm(language: str) -> str:
    """The button that confirms a proposal without opening it. Rule: S3 N1."""
    return words(language).gettext("Bestätigen")


def unconfirmed(language: str) -> dict[str, str]:
    """What a device says where that did not work: without a network, and to who is logged out."""
    return {name: say(language, text) for name, text in UNCONFIRMED.items()}


def reply(language: str) -> tuple[str, str]:
    """What answers a message from its notification, and what stands in its empty field."""
    texts = words(language)
    return texts.gettext("Antworten"), texts.gettext("Nachricht")


def test(language: str) -> tuple[str, str]:
    """Title and text of what somebody sends to try a device. Rule: N1."""
    texts = words(language)
    title = texts.gettext("Das ist ein Test")
    return title, texts.gettext("Mitteilungen von Lernfaden kommen auf diesem Gerät an.")


def _said(told: Told, texts: Texts, language: str) -> list[str]:
    """Our sentence, and the reason of whoever did it."""
    lines = [say(language, texts.sentence, **figures.known())] if texts.sentence else []
    if told.why:
        lines.append(f"„{told.why}“" if language == "de" else f"“{told.why}”")
    return lines
