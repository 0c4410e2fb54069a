"""/consents and /receipts: the receipt of a consent, and whether one is true. Rule: D5."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.agreements import evidence, receipt_link, text
from domain.agreements.evidence import Evidence
from web import access, files
from web.access import Request
from web.answer import Answer, redirect
from web.pages.agreements import receipt_drawn
from web.respond import show
from web.wishes import language_of, time_zone_of
from web.words.formats import Formats
from web.words.zones import reading_in

LONGEST = 200
KIND = "application/pdf"


@post("/consents/{consent_id:uuid}/receipt")
async def create(request: Request, consent_id: FromPath[UUID]) -> Answer:
    """ "Beleg": a link that works for five minutes. Errors: NotFound."""
    person = access.grown_up(request, is_known=False)
    kept = await evidence.reachable(consent_id, by=person.actor)
    return redirect(f"/receipts/{receipt_link.download(kept.id)}/file")


@get("/receipts/{token:str}/file")
async def download(request: Request, token: FromPath[str]) -> Answer:
    """Errors: NotFound, ReceiptLinkOver."""
    kept = await evidence.by_id(receipt_link.downloaded(token))
    content = await receipt_drawn.of(kept, language_of(request), time_zone_of(request) or kept.zone)
    name = receipt_drawn.file_name(kept, language_of(request))
    return files.made(request, content, name, KIND)


@get("/receipts/{token:str}")
async def show_one(request: Request, token: FromPath[str]) -> Answer:
    """Whether it is a true one: what is kept, its hash made anew. Errors: NotFound.

    Shape: `sha256` is what somebody reads on their receipt.
    """
    kept = await evidence.by_id(receipt_link.checked(token))
    typed = "".join(request.query_params.get("sha256", "")[:LONGEST].split()).lower()
    with reading_in(time_zone_of(request) or kept.zone):
        said = Formats(language_of(request))
        context = {
            "token": token,
            "kept": kept,
            "given": said.moment(kept.given_at),
            "withdrawn": said.moment(kept.withdrawn_at) if kept.withdrawn_at else "",
            "is_whole": _is_whole(kept),
            "typed": typed,
            "is_same": typed == kept.sha256,
        }
    return show(request, "agreements/receipt", context)


def _is_whole(kept: Evidence) -> bool:
    """Whether the text still is the one that its hash was made of; a file is not read anew."""
    return bool(kept.file_name) or text.sha256(kept.text) == kept.sha256
