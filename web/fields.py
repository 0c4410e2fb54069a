"""The fields of a form: what stands in each, and what is wrong with it."""

from typing import Self

from domain.errors import Invalid
from web import inputs
from web.words import refusals


class Fields:
    """Shape: typed holds each field's last value; errors a sentence for each field at fault."""

    def __init__(self, typed: dict[str, list[str]], language: str) -> None:
        self._typed = typed
        self._language = language
        self.errors: dict[str, str] = {}

    def copy(self) -> Self:
        """To be read without naming a fault here."""
        return type(self)(self._typed, self._language)

    @property
    def is_valid(self) -> bool:
        return not self.errors

    def value(self, name: str, default: object = "") -> str:
        """What stands in the field, for showing it again."""
        values = self._typed.get(name)
        return values[-1] if values else str(default)

    def values(self, name: str) -> list[str]:
        """Every choice of several of the same name."""
        return self._typed.get(name, [])

    def tick(self, name: str, values: list[str]) -> None:
        """What several of the same name start from."""
        self._typed[name] = [inputs.cleaned(value) for value in values]

    def error(self, name: str) -> str:
        return self.errors.get(name, "")

    def refuse(self, name: str, code: str, **values: object) -> None:
        """Names a fault; the first one of a field stays."""
        self.errors.setdefault(name, refusals.invalid(name, code, self._language, values))

    def refuse_because(self, error: Invalid) -> None:
        """Names a fault that the domain found."""
        self.refuse(error.field, error.code, **error.values)

    def checked(self, name: str) -> bool:
        return bool(self.value(name))
