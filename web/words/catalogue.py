"""The catalogue of English texts: what the source can show, and what is translated of it."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parent.parent
CATALOGUE = WEB / "words" / "locale" / "en" / "LC_MESSAGES" / "messages.po"
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
_JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "newstyle_gettext": "true"}
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "pgettext": (1, 2),
}


def read() -> Catalog:
    """As it lies beside the source; empty where none does."""
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def extracted() -> Catalog:
    """Every text that the interface can show, as it stands in the source."""
    catalogue = Catalog(locale="en", charset="utf-8", fuzzy=False)
    options = {pattern: _JINJA for pattern, method in _METHODS if method == "jinja2"}
    for each in extract_from_dir(
        WEB, method_map=_METHODS, options_map=options, keywords=_KEYWORDS, comment_tags=()
    ):
        _, _, message, _, context = each
        catalogue.add(message, context=context)
    return catalogue


def missing() -> list[str]:
    """The texts without a finished English one."""
    known = read()
    return [
        str(message.id)
        for message in extracted()
        if message.id and not _is_finished(known, message.id, message.context)
    ]


def terms() -> dict[str, str]:
    """The words that are fixed in both languages, from the head of the catalogue.

    Shape: German word to English word; several forms of one are parted by a bar.
    """
    lines = [line.removeprefix("#").strip() for line in read().header_comment.splitlines()]
    pairs = (line.split(" → ") for line in lines if " → " in line)
    return {german.strip(): english.strip() for german, english in pairs}


def update() -> None:
    """Writes the catalogue anew: texts of today, translations and terms kept, no dates."""
    known, today = read(), extracted()
    for message in today:
        if message.id and (old := known.get(message.id, message.context)) is not None:
            message.string = old.string
    today.header_comment = known.header_comment
    with CATALOGUE.open("wb") as file:
        write_po(file, today, width=0, no_location=True, omit_header=False, sort_output=True)
    _drop_dates()


def _is_finished(
    known: Catalog, identity: str | tuple[str, ...] | list[str], context: str | None
) -> bool:
    message = known.get(identity, context)
    if message is None or message.fuzzy or not message.string:
        return False
    return all(message.string) if isinstance(message.string, tuple) else True


def _drop_dates() -> None:
    # Two people who extract on two days must not meet in a merge conflict.
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Generated-By")
    unknown = ("Project-Id-Version", "Report-Msgid-Bugs-To", "Language-Team")
    useless = tuple(f'"{name}:' for name in (*dated, *unknown))
    lines = CATALOGUE.read_text().splitlines(keepends=True)
    CATALOGUE.write_text("".join(line for line in lines if not line.startswith(useless)))
