"""/mails/{name}: one kept mail, and beside it its HTML form as a reader would show it."""

import re

from litestar import get
from litestar.params import FromPath
from markupsafe import Markup, escape

from domain.errors import NotFound
from domain.notifications import mail_folder
from web.access import Request
from web.answer import Answer, html
from web.pages.mails.index import must_be_demo, parsed, part
from web.respond import show as show_page
from web.wire.security import answer_under

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# A mail brings its styles along; it may do nothing else but lead somewhere.
_POLICY = (
    b"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    b"frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation"
)


@get("/mails/{name:str}")
async def show(request: Request, name: FromPath[str]) -> Answer:
    """Errors: NotFound."""
    message = parsed(_kept(name))
    context = {"name": name, "message": message, "text": linked(part(message, "plain"))}
    return show_page(request, "mails/show", context)


@get("/mails/{name:str}/html")
async def show_html(request: Request, name: FromPath[str]) -> Answer:
    """Errors: NotFound."""
    body = part(parsed(_kept(name)), "html")
    answer_under(request.scope, _POLICY)
    return html(request, body, 200)


def linked(text: str) -> Markup:
    """A mail's plain text with its addresses made clickable."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        url = escape(match.group())
        parts += [escape(text[end : match.start()]), Markup(f'<a href="{url}">{url}</a>')]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _kept(name: str) -> bytes:
    must_be_demo()
    # Compared with what is there, so that a name can lead nowhere else.
    for file in mail_folder.files():
        if file.stem == name:
            return file.read_bytes()
    raise NotFound
