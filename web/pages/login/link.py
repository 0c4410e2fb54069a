"""/login/link/{token}: the link in the login e-mail; scanners open links, so only a button acts."""

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import login_link
from domain.accounts.login_link import LinkOver
from domain.accounts.proof import NotLinked
from web import forms, trail
from web.access import Request
from web.answer import Answer
from web.pages.login import arrival, browser
from web.respond import show
from web.wishes import language_of
from web.words import refusals


@get("/login/link/{token:str}")
async def new(request: Request, token: FromPath[str]) -> Answer:
    """Rule: A2: looking spends nothing."""
    if await login_link.is_usable(token):
        return show(request, "login/link", {"token": token, "refusal": ""})
    return _over(request)


@post("/login/link/{token:str}", request_max_body_size=forms.SIGNED_OUT_BYTES)
async def create(request: Request, token: FromPath[str]) -> Answer:
    """Rule: A2 A8."""
    form = await forms.read(request)
    secret = browser.known_secret(request)
    try:
        used = await login_link.use(token, secret)
        return await arrival.enter_proven(request, used, form)
    except LinkOver:
        trail.missed(request, "link")
        return _over(request)
    except NotLinked as error:
        return _over(request, refusals.sentence(error, language_of(request)), status=409)


def _over(request: Request, refusal: str = "", status: int = 410) -> Answer:
    return show(request, "login/link", {"token": "", "refusal": refusal}, status=status)
