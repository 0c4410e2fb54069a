"""Who has agreed and who has not, as its provider reads it. Rule: D5."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.agreements.signers import Signer
from web.pages.sessions.words import FAMILY
from web.words import agreements
from web.words.formats import Formats
from web.words.translations import say, words


class Row(NamedTuple):
    """Shape: who is the family, with the child where each is asked for."""

    address: str
    who: str
    label: str
    chip: str
    said: str


def of(signers: Sequence[Signer], language: str) -> list[Row]:
    """Within zones.reading_in()."""
    gettext, said = words(language).gettext, Formats(language)
    return [
        Row(
            f"/families/{each.family}/agreements",
            _who(each, language),
            gettext(agreements.STANDINGS[each.standing]),
            agreements.CHIPS[each.standing],
            f"{said.moment(each.said_at)}, {each.by_name}" if each.said_at else "",
        )
        for each in signers
    ]


def _who(signer: Signer, language: str) -> str:
    family = say(language, FAMILY, name=signer.family_name)
    return f"{signer.learner} · {family}" if signer.learner else family
