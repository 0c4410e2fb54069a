"""/login: one page for everybody."""

from litestar import get, post

from domain.accounts import credentials, login_email
from domain.accounts.passkeys import relying_party
from domain.errors import Invalid, Throttled
from web import access, forms, identity, trail
from web.access import Request, address
from web.answer import Answer, redirect
from web.forms import Form
from web.pages.login import arrival, browser
from web.respond import show
from web.wishes import language_of
from web.words import statuses, waits
from web.words.translations import N_, say

WRONG = N_(
    "Adresse und Passwort passen nicht zusammen. Versuch es noch einmal, "
    "oder lass dir einen Login-Link schicken."
)
TRY_THE_MAIL = N_("Mit Login-Link und PIN kommst du sofort hinein.")


@get("/login")
async def index(request: Request) -> Answer:
    """Rule: A1. Shape: again, where somebody who is in has to show once more who they are."""
    visitor, asked = access.visitor_of(request), request.query_params
    if visitor is not None and "again" not in asked:
        return redirect("/")
    email = visitor.email if visitor else None
    return shown(request, forms.blank(request, next=asked.get("next", ""), email=email))


@post("/login", request_max_body_size=forms.SIGNED_OUT_BYTES)
async def create(request: Request) -> Answer:
    """By password, or by asking for the mail. Rule: A1 A2 A3 A6."""
    form = await forms.read(request)
    try:
        if form.value("way") == "email":
            return await _send(request, form)
        return await _log_in(request, form)
    except Throttled as error:
        trail.refused(request, error)
        return slow_down(request, form, error.retry_after_seconds)


def slow_down(request: Request, form: Form, seconds: int) -> Answer:
    """The page again, with how long to wait, and that the mail is there."""
    language = language_of(request)
    sentence = say(language, statuses.SENTENCES[429], wait=waits.said(seconds, language))
    if form.value("way") != "email":
        sentence = f"{sentence} {say(language, TRY_THE_MAIL)}"
    return shown(request, form, sentence, status=429).header("retry-after", str(seconds))


def shown(
    request: Request, form: Form, refusal: str = "", status: int = 200, unknown: str = ""
) -> Answer:
    """The page. Shape: unknown is a passkey that is none any more, for the browser to forget."""
    context = {
        "form": form,
        "refusal": refusal,
        "host": relying_party.id(),
        "unknown": unknown,
    }
    return show(request, "login/index", context, status=status)


async def _send(request: Request, form: Form) -> Answer:
    secret = browser.secret(request)
    try:
        await login_email.ask(
            form.text("email"), secret, network=address(request), known=identity.proofs(request)
        )
    except Invalid as error:
        form.refuse_because(error)
        return shown(request, form, status=422)
    return browser.remember(arrival.on_to("/login/pin", form.value("next")), secret)


async def _log_in(request: Request, form: Form) -> Answer:
    email, typed = form.text("email"), form.secret("password")
    if not form.is_valid:
        return shown(request, form, status=422)
    try:
        account = await credentials.verify(email, typed, network=address(request))
    except Invalid as error:
        form.refuse_because(error)
        return shown(request, form, status=422)
    if account is None:
        trail.missed(request, "password")
        return shown(request, form, say(language_of(request), WRONG), status=422)
    trail.noted(request, "logged in by password", account.id)
    to, zone = form.value("next"), form.value("time_zone")
    return await arrival.enter(request, account.id, to=to, time_zone=zone, notice="login.done")
