"""/settings/passkeys/{id}: what a passkey is called."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.passkeys import passkey
from domain.accounts.passkeys.passkey import NAME_MOST, Passkey
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show


@get("/settings/passkeys/{passkey_id:uuid}")
async def edit(request: Request, passkey_id: FromPath[UUID]) -> Answer:
    """Errors: Forbidden, NotFound."""
    person = access.owner(request)
    kept = await passkey.by_id(passkey_id, account=person.account_id)
    return _show(request, kept, forms.blank(request, name=kept.name))


@post("/settings/passkeys/{passkey_id:uuid}")
async def update(request: Request, passkey_id: FromPath[UUID]) -> Answer:
    """Errors: Forbidden, NotFound."""
    person = access.owner(request)
    kept = await passkey.by_id(passkey_id, account=person.account_id)
    form = await forms.read(request)
    name = form.text("name", most=NAME_MOST)
    if not form.is_valid:
        return _show(request, kept, form, status=422)
    await passkey.rename(kept.id, name, account=person.account_id)
    return done(request, to="/settings/passkeys", notice="passkey.renamed")


def _show(request: Request, kept: Passkey, form: Form, status: int = 200) -> Answer:
    context = {"passkey": kept, "form": form, "name_most": NAME_MOST}
    return show(request, "settings/passkey", context, status=status)
