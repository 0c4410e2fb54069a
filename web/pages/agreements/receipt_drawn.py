"""The receipt of a consent as a file, in the words of whoever asks for it. Rule: D5."""

from domain import settings
from domain.agreements import receipt_link
from domain.agreements.evidence import Evidence
from domain.agreements.receipt import Receipt
from web.rendering import receipt_drawing
from web.words.receipts import RECEIPT
from web.words.translations import say

_KEPT = ("title", "text", "file_name", "size", "sha256", "device", "given_at", "withdrawn_at")


async def of(kept: Evidence, language: str, time_zone: str) -> bytes:
    """Errors: NotDrawn."""
    address = f"{settings.current().base_url}/receipts/{receipt_link.check(kept.id)}"
    same = {name: getattr(kept, name) for name in _KEPT}
    said = Receipt(
        provider=kept.provider_name,
        number=kept.version_number,
        by=kept.by_name,
        learner=kept.learner_name,
        shown_in=kept.language,
        address=address,
        **same,
    )
    return await receipt_drawing.drawn(said, language, time_zone)


def file_name(kept: Evidence, language: str) -> str:
    """Shape: Beleg AGB 2026-11-27.pdf, without what no file may be called."""
    title = "".join(letter if letter.isalnum() else " " for letter in kept.title)
    said = f"{say(language, RECEIPT)} {title} {kept.given_at.date().isoformat()}"
    return f"{' '.join(said.split())}.pdf"
