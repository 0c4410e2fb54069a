"""/support/answers: what the support often says, to put into the field. Rule: C6."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Supporter
from domain.support import ready_answer
from domain.support.ready_answer import WORDS_MOST
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show


@get("/support/answers")
async def index(request: Request) -> Answer:
    return await _shown(request, access.supporter(request), forms.blank(request, key=uuid4()))


@post("/support/answers")
async def create(request: Request) -> Answer:
    supporter = access.supporter(request)
    form = await forms.read(request)
    title, words = form.value("name"), form.value("words")
    try:
        await ready_answer.keep(form.key(), title, words, by=supporter.actor)
    except Invalid as error:
        form.refuse_because(error)
        return await _shown(request, supporter, form, 422)
    return done(request, to="/support/answers", notice="profile.changed")


@post("/support/answers/{answer_id:uuid}/removal")
async def end(request: Request, answer_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    await ready_answer.end(answer_id, by=access.supporter(request).actor)
    return done(request, to="/support/answers", notice="done")


async def _shown(
    request: Request, supporter: Visitor[Supporter], form: Form, status: int = 200
) -> Answer:
    context = {
        "answers": await ready_answer.every(by=supporter.actor),
        "form": form,
        "words_most": WORDS_MOST,
    }
    return show(request, "support/answers", context, status=status)
