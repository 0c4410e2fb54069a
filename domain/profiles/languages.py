"""Languages of the interface. Rule: A12."""

from enum import StrEnum

from domain.errors import Invalid


class Language(StrEnum):
    GERMAN = "de"
    ENGLISH = "en"


def checked(language: str) -> str:
    """Errors: Invalid (language)."""
    if language not in set(Language):
        raise Invalid("language", "unknown")
    return str(language)
