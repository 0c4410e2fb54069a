"""/mails: in the demo, the mails that were kept as files."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from litestar import get

from domain import settings
from domain.errors import NotFound
from domain.notifications import mail_folder
from web.access import Request
from web.answer import Answer
from web.respond import show

SHOWN = 50


@get("/mails")
async def index(request: Request) -> Answer:
    """Errors: NotFound outside the demo, where mails are nobody's business."""
    must_be_demo()
    mails = [(file.stem, parsed(file.read_bytes())) for file in mail_folder.files()[:SHOWN]]
    return show(request, "mails/index", {"mails": mails})


def must_be_demo() -> None:
    """Errors: NotFound."""
    if not settings.current().demo:
        raise NotFound


def parsed(raw: bytes) -> EmailMessage:
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(mail, EmailMessage)
    return mail


def part(message: EmailMessage, kind: str) -> str:
    """The mail's text of a kind, plain or html; empty where it has none."""
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""
