"""The words of the interface: German in the source, English from the catalogue beside it.

`python -m web.words.translations` brings the catalogue up to date and names what is not translated.
"""

import gettext as standard
import sys
from functools import cache
from io import BytesIO

from babel.messages.mofile import write_mo

from web.words import catalogue


def N_(text: str) -> str:
    """Marks a German text that is translated where it is shown."""
    return text


def NN_(one: str, several: str) -> tuple[str, str]:
    """Marks the two forms of a German text that is translated with a number, where it is shown."""
    return one, several


@cache
def words(language: str) -> standard.NullTranslations:
    """What translates into one language: `words("en").gettext("Bestätigen")`.

    Choice: compiled in memory, so that no binary lies in the repository and none can be stale.
    """
    if language == "de":
        return standard.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue.read())
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


def say(language: str, text: str, **values: object) -> str:
    """A marked text in a language, with its `%(name)s` filled in."""
    translated = words(language).gettext(text)
    return translated % values if values else translated


def count(language: str, forms: tuple[str, str], n: int, **values: object) -> str:
    """A marked text in its form for a number, which stands in it as `%(n)s`."""
    return words(language).ngettext(*forms, n) % {"n": n, **values}


if __name__ == "__main__":
    catalogue.update()
    for text in catalogue.missing():
        print(text)  # noqa: T201
    sys.exit(1 if catalogue.missing() else 0)
