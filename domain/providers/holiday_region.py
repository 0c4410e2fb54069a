"""A region with public holidays of its own: a country, or a part of one. Rule: S7."""

from functools import cache

from domain.errors import Invalid


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Every country with its parts that have days of their own, by their codes."""
    # Takes a tenth of a second to read, at each start.
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(parts) for country, parts in sorted(known.items())}


@cache
def part_names(country: str) -> dict[str, str]:
    """What the parts of a country are called there. Shape: by code; the code where it has no name.

    Errors: KeyError for a country that is none.
    """
    import holidays

    named = holidays.country_holidays(country).get_subdivision_aliases()
    return {part: next(iter(named.get(part, ())), part) for part in countries()[country]}


def checked(country: str, part: str) -> str:
    """The region as it is kept: "DE-BE", "DE" for what holds everywhere there, "" for none.

    Errors: Invalid (holiday_country, holiday_part).
    """
    if not country:
        return ""
    if country not in countries():
        raise Invalid("holiday_country", "unknown")
    if not part:
        return country
    if part not in countries()[country]:
        raise Invalid("holiday_part", "unknown")
    return f"{country}-{part}"


def parted(region: str) -> tuple[str, str]:
    """Country and part of a region."""
    country, _, part = region.partition("-")
    return country, part
