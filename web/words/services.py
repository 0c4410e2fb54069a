"""What is booked, so that it is told from another of the same name."""

from domain.providers.service import Service
from web.words.formats import Formats


def told(one: Service, language: str) -> str:
    """Shape: "Mathe · 45 Min · 1 Credit", without the last where it costs none."""
    said = Formats(language)
    parts = [one.name, said.minutes(one.duration_minutes)]
    return " · ".join([*parts, said.credits(one.credits)] if one.credits else parts)
