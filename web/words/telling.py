"""What the words of a notification are made of, whatever area it tells of."""

from typing import Any, NamedTuple, Protocol
from uuid import UUID


class Told(Protocol):
    """A notification with the facts of its event, as domain/notifications hands it out."""

    @property
    def kind(self) -> str: ...
    @property
    def session(self) -> UUID | None: ...
    @property
    def facts_count(self) -> int: ...
    @property
    def particulars(self) -> dict[str, Any]: ...
    @property
    def why(self) -> str: ...
    @property
    def family(self) -> UUID | None: ...
    @property
    def provider(self) -> UUID | None: ...
    @property
    def state(self) -> str | None:
        """The session's, now."""


class Reader(NamedTuple):
    """Shape: kind as Profile.kind."""

    kind: str
    language: str

    @property
    def is_guardian(self) -> bool:
        return self.kind == "guardian"

    @property
    def is_staff(self) -> bool:
        return self.kind in ("educator", "manager")

    @property
    def is_supporter(self) -> bool:
        return self.kind == "supporter"


class Texts(NamedTuple):
    """The marked texts of one kind. Shape: the title may name values, the sentence only figures."""

    title: str
    sentence: str = ""
