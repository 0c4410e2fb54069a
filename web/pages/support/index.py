"""/support: the way to the platform's support, for everybody; for supporters what they are asked.

Rule: C6.
"""

from contextlib import suppress
from uuid import uuid4

from litestar import get, post

from domain.conversations import conversation, sending, with_support
from domain.conversations.sending import NewMessage
from domain.errors import Invalid
from domain.profiles.actor import Supporter
from domain.support import guest
from domain.support.guest import WORDS_MOST
from web import access, forms
from web.access import Request
from web.answer import Answer, redirect
from web.forms import Form
from web.pages.conversations import addresses
from web.pages.support import inbox
from web.respond import done, show
from web.wishes import language_of


@get("/support")
async def index(request: Request) -> Answer:
    """Whoever is logged in talks to the support as to anybody, who is not writes by mail."""
    if access.login_of(request) is None:
        return _form(request, forms.blank(request, key=uuid4()))
    somebody = access.anybody(request)
    if isinstance(somebody.actor, Supporter):
        return await inbox.shown(request, access.supporter(request))
    return redirect(addresses.of(with_support.own(somebody.profile_id)))


@post("/support")
async def create(request: Request) -> Answer:
    """Rule: C6 A3: the answer is the same whether or not an account has the address.

    Choice: of who has logged in meanwhile it is a message of theirs. Errors: Throttled.
    """
    form = await forms.read(request)
    new = NewMessage(form.key(), form.paragraph("words", most=WORDS_MOST, required=True))
    if access.login_of(request) is not None:
        return await _as_somebody(request, new)
    address, language = form.email("email"), language_of(request)
    if not form.is_valid:
        return _form(request, form, 422)
    await guest.write(address, new, language=language, network=access.address(request))
    return done(request, to="/support/received")


@get("/support/received")
async def received(request: Request) -> Answer:
    """What happens next, for who wrote by mail address."""
    return show(request, "support/received")


async def _as_somebody(request: Request, new: NewMessage) -> Answer:
    by = access.person(request).actor
    one = await conversation.reachable(with_support.own(by.profile_id), by=by)
    # Nothing was typed, which the conversation's own field can still take.
    with suppress(Invalid):
        await sending.send(one, new, by=by)
    return done(request, to=f"{addresses.of(one.id)}#end")


def _form(request: Request, form: Form, status: int = 200) -> Answer:
    return show(request, "support/new", {"form": form, "words_most": WORDS_MOST}, status=status)
