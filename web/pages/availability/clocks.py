"""Minutes of a day as native time inputs have them; 00:00 as an end is the midnight after."""

from datetime import time

from domain.availability.hours import DAY_MINUTES
from web.words import formats


def minutes(typed: time) -> int:
    return typed.hour * 60 + typed.minute


def typed(minute: int) -> str:
    return formats.time_of_day(*divmod(minute % DAY_MINUTES, 60))
