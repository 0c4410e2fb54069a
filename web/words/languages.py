"""The languages of the interface, and which of them a browser would rather read."""

LANGUAGES = ("de", "en")


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
