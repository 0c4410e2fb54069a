"""The words of the interface: German in the source, English from the catalogue beside it.

`python -m web.words.translations` brings the catalogue up to date and names what is not translated.
"""

import gettext as standard
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parent.parent
CATALOGUE = WEB / "words" / "locale" / "en" / "LC_MESSAGES" / "messages.po"
LANGUAGES = ("de", "en")
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
_JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "newstyle_gettext": "true"}
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": (1, 2),
}


def N_(text: str) -> str:
    """Marks a German text that is translated where it is shown."""
    return text


@cache
def words(language: str) -> standard.NullTranslations:
    """What translates into one language: `words("en").gettext("Bestätigen")`.

    Choice: compiled in memory, so that no binary lies in the repository and none can be stale.
    """
    if language == "de":
        return standard.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _read())
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


def say(language: str, text: str, **values: object) -> str:
    """A marked text in a language, with its `%(name)s` filled in."""
    translated = words(language).gettext(text)
    return translated % values if values else translated


def chosen(accept_language: str) -> str:
    """The better of our languages for an Accept-Language header; German where it names neither."""
    best, weight = "de", 0.0
    for part in accept_language.split(","):
        tag, _, quality = part.partition(";")
        language = tag.strip().lower()[:2]
        try:
            asked = float(quality.strip().removeprefix("q=")) if quality else 1.0
        except ValueError:
            continue
        if language in LANGUAGES and asked > weight:
            best, weight = language, asked
    return best


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
    known = _read()
    return [
        str(message.id)
        for message in extracted()
        if message.id and not _is_finished(known, message.id, message.context)
    ]


def terms() -> dict[str, str]:
    """The words that are fixed in both languages, from the head of the catalogue.

    Shape: German word to English word; several forms of one are parted by a bar.
    """
    lines = [line.removeprefix("#").strip() for line in _read().header_comment.splitlines()]
    pairs = (line.split(" → ") for line in lines if " → " in line)
    return {german.strip(): english.strip() for german, english in pairs}


def update() -> None:
    """Writes the catalogue anew: texts of today, translations and terms kept, no dates."""
    known, today = _read(), extracted()
    for message in today:
        if message.id and (old := known.get(message.id, message.context)) is not None:
            message.string = old.string
    today.header_comment = known.header_comment
    with CATALOGUE.open("wb") as file:
        write_po(file, today, width=0, no_location=True, omit_header=False, sort_output=True)
    _drop_dates()
    words.cache_clear()


def _is_finished(
    known: Catalog, identity: str | tuple[str, ...] | list[str], context: str | None
) -> bool:
    message = known.get(identity, context)
    if message is None or message.fuzzy or not message.string:
        return False
    return all(message.string) if isinstance(message.string, tuple) else True


def _read() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def _drop_dates() -> None:
    # Two people who extract on two days must not meet in a merge conflict.
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Generated-By")
    unknown = ("Project-Id-Version", "Report-Msgid-Bugs-To", "Language-Team")
    useless = tuple(f'"{name}:' for name in (*dated, *unknown))
    lines = CATALOGUE.read_text().splitlines(keepends=True)
    CATALOGUE.write_text("".join(line for line in lines if not line.startswith(useless)))


if __name__ == "__main__":
    update()
    for text in missing():
        print(text)  # noqa: T201
    sys.exit(1 if missing() else 0)
