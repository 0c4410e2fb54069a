"""Uploading: a PDF that comes together with what else is said of an agreement. Rule: D5.

Choice: with another field at fault the file has to be chosen again, as no page can fill one in; it
says so.
"""

from domain.agreements import pdf, version
from domain.agreements.pdf import Pdf
from domain.agreements.version import Said
from domain.documents.allowed import NotAllowed
from domain.documents.incoming import Incoming, TooLarge
from domain.errors import Invalid
from domain.storage import StorageAway
from web import uploads
from web.access import Request
from web.forms import Form
from web.uploads import Sent
from web.wishes import language_of

FIELD = "file"
MOST_BYTES = 5 * pdf.SIZE_MOST
"""Of one form. Choice: more than a PDF may have, so that it is said beside the field."""


async def read(request: Request, coming: Incoming) -> tuple[Form, Said | None]:
    """What was typed, and what it says from now on, None where a field is at fault.

    Errors: as uploads.files().
    """
    typed: dict[str, list[str]] = {}
    form = Form(typed, language_of(request))
    try:
        file = await _pdf(request, coming, typed)
    except (Invalid, StorageAway) as error:
        refuse(form, error)
    title = form.text("heading", most=version.TITLE_MOST)
    return form, Said(title, "", file.name, file.size, file.sha256) if form.is_valid else None


def refuse(form: Form, error: Invalid | StorageAway) -> None:
    """Names the fault, at the field of the file what the store lacks."""
    if isinstance(error, Invalid):
        form.refuse_because(error)
    else:
        form.refuse(FIELD, "not_stored")


async def _pdf(request: Request, coming: Incoming, typed: dict[str, list[str]]) -> Pdf:
    """The first that was sent; all of the form is read, whatever is wrong with it.

    Errors: Invalid (file), StorageAway.
    """
    name = ""
    fault: Invalid | StorageAway | None = Invalid(FIELD, "missing")
    async for sent in uploads.files(request, FIELD, typed):
        if not name:
            name, fault = sent.name, await _taken(sent, coming)
    if fault is not None:
        raise fault
    return await pdf.kept(coming, name)


async def _taken(sent: Sent, coming: Incoming) -> Invalid | StorageAway | None:
    """What was wrong while it came."""
    try:
        async for part in sent.parts():
            if coming.size <= pdf.SIZE_MOST:
                await coming.add(part)
    except NotAllowed:
        return pdf.NoPdf()
    except TooLarge:
        return pdf.TooLarge()
    except StorageAway as error:
        return error
    return None
