"""What was typed: read once, every fault named at its field, nothing lost when it is shown again.

form = await forms.read(request)
name, on = form.text("name", most=120), form.date("on")
if not form.is_valid:
    return show(request, "services/new", {"form": form}, status=422)
"""

import datetime
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import parse_qsl
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from litestar.exceptions import HTTPException

from domain.accounts import account
from domain.errors import Invalid
from web import inputs
from web.access import Request
from web.fields import Fields
from web.wishes import language_of

Parsed = TypeVar("Parsed")

LONGEST_LINE = 200
LONGEST_TEXT = 4000
SENT_AS = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
SIGNED_OUT_BYTES = 16 * 1024
"""The largest form of whoever is not logged in: parsing takes as long as a guess may."""


class Form(Fields):
    """What was typed, read as what it is meant to be."""

    def text(self, name: str, *, most: int = LONGEST_LINE, required: bool = True) -> str:
        """One line, without blanks around it."""
        typed = " ".join(self.value(name).split())
        return self._measured(name, typed, most, required)

    def email(self, name: str) -> str:
        """An e-mail address as it was typed; what cannot be one is said with all other faults."""
        typed = self.text(name)
        try:
            if typed:
                account.normalised(typed)
        except Invalid as error:
            self.refuse(name, error.code)
        return typed

    def paragraph(self, name: str, *, most: int = LONGEST_TEXT, required: bool = False) -> str:
        """Several lines, as they were typed."""
        return self._measured(name, self.value(name).strip(), most, required)

    def secret(self, name: str) -> str:
        """A password, of which every character counts."""
        typed = self.value(name)
        if not typed:
            self.refuse(name, "missing")
        return typed

    def choice(self, name: str, offered: list[str] | tuple[str, ...]) -> str:
        typed = self.value(name)
        if typed not in offered:
            self.refuse(name, "not_offered" if typed else "missing")
            return ""
        return typed

    def integer(
        self, name: str, *, least: int = 0, most: int = 1_000_000, required: bool = True
    ) -> int | None:
        number = self._parsed(name, required, inputs.integer, "not_a_number")
        if number is not None and number < least:
            self.refuse(name, "too_small", least=least)
        if number is not None and number > most:
            self.refuse(name, "too_large", most=most)
        return number

    def date(self, name: str, *, required: bool = True) -> datetime.date | None:
        return self._parsed(name, required, inputs.date, "not_a_date")

    def time(self, name: str, *, required: bool = True) -> datetime.time | None:
        return self._parsed(name, required, inputs.time, "not_a_time")

    def moment(self, date_name: str, time_name: str, zone: ZoneInfo) -> datetime.datetime | None:
        """Two native inputs as one moment. Units: UTC.

        Choice: a time that a clock change skips moves forward by the gap, one that exists twice
        is the first, as for series (S7).
        """
        on, at = self.date(date_name), self.time(time_name)
        if on is None or at is None:
            return None
        try:
            return datetime.datetime.combine(on, at, zone).astimezone(datetime.UTC)
        except OverflowError:
            self.refuse(date_name, "not_a_date")
            return None

    def uuid(self, name: str) -> UUID | None:
        """An id out of a list or a hidden field."""
        return self._parsed(name, True, UUID, "not_offered")

    def key(self, name: str = "key") -> UUID:
        """The id that the form was given when it was rendered: sent twice is stored once."""
        try:
            return UUID(self.value(name))
        except ValueError:
            return uuid4()

    def _parsed(
        self, name: str, required: bool, parse: Callable[[str], Parsed], code: str
    ) -> Parsed | None:
        typed = self.value(name).strip()
        if not typed:
            if required:
                self.refuse(name, "missing")
            return None
        try:
            return parse(typed)
        except ValueError:
            self.refuse(name, code)
            return None

    def _measured(self, name: str, typed: str, most: int, required: bool) -> str:
        if required and not typed:
            self.refuse(name, "missing")
        if len(typed) > most:
            self.refuse(name, "too_long", most=most)
        return typed


async def read(request: Request) -> Form:
    """The form that was sent.

    Choice: in the one form that ours send; what needs another one reads its parts as they come.
    Errors: HTTPException 400 (too many fields), 413, 415 (sent otherwise).
    """
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != SENT_AS:
        raise HTTPException(status_code=415)
    return Form(_fields(body), language_of(request))


def blank(request: Request, **values: object) -> Form:
    """A form before anything is typed, with what it starts from."""
    typed = {name: ["" if value is None else str(value)] for name, value in values.items()}
    return Form(typed, language_of(request))


def _fields(body: bytes) -> dict[str, list[str]]:
    try:
        sent = parse_qsl(body.decode(errors="replace"), True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(status_code=400) from error
    typed: dict[str, list[str]] = {}
    for name, value in sent:
        typed.setdefault(name, []).append(inputs.cleaned(value))
    return typed
