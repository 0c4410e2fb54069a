"""Who asks, as which profile, and whether such a profile may come here at all.

What a profile can reach inside is asked of the domain: `session.reachable(id, by=person)`.
Dependencies, by the name of the handler's parameter: `visitor` (or None), `login` (logged in, a
profile may be missing), `person` (any profile), `guardian`, `child`, `family`, `educator`.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from litestar import Request as LitestarRequest
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency, Provide
from litestar.handlers import BaseRouteHandler

from domain import settings
from domain.accounts import visitor as visitors
from domain.accounts.device import KEPT
from domain.accounts.visitor import Login, Visitor
from domain.errors import Forbidden, NotFound

Request = LitestarRequest[Any, Any, Any]
Connection = ASGIConnection[Any, Any, Any, Any]

ANY_VISITOR = NamedDependency[Visitor | None]
LOGIN = NamedDependency[Login]
PERSON = NamedDependency[Visitor]
"""Annotation of `person`, `guardian`, `child`, `family` and `educator`."""

ACTING_AS = "x-lernfaden-profile"
FAMILY_KINDS = ("guardian", "child")


class LoginRequired(Exception):
    """Nobody is logged in."""


class ProfileRequired(Exception):
    """Somebody is logged in who has not said as whom."""


class WrongKind(Forbidden):
    """Another kind of profile is needed. Shape: the kinds that may come."""

    def __init__(self, *kinds: str) -> None:
        super().__init__(*kinds)
        self.kinds = kinds


async def look_up(connection: Connection, _: BaseRouteHandler) -> None:
    """Finds out once per request who asks; a guard of every handler. Rule: A7 A8 A10."""
    token = connection.cookies.get(cookie_name())
    asked = connection.headers.get(ACTING_AS)
    found = None
    if token:
        found = await visitors.by_token(token, _uuid(asked) if asked else None)
    connection.scope["login"] = found  # type: ignore[typeddict-unknown-key]


def login_of(connection: Connection) -> Login | None:
    """Who is logged in, with or without a profile."""
    found: Login | None = connection.scope.get("login")  # type: ignore[assignment]
    return found


def visitor_of(connection: Connection) -> Visitor | None:
    """Who asks, where a profile is chosen."""
    found = login_of(connection)
    return found if isinstance(found, Visitor) else None


def provide_login(request: Request) -> Login:
    """Errors: LoginRequired."""
    found = login_of(request)
    if found is None:
        raise LoginRequired
    return found


def provide_plain_login(request: Request) -> Login:
    """Whoever is logged in, without a profile even where one is chosen. Errors: LoginRequired."""
    found = provide_login(request)
    # Litestar checks what it injects and takes no subclass.
    return Login(*(getattr(found, field.name) for field in fields(Login)))


def provide_person(request: Request) -> Visitor:
    """Errors: LoginRequired, ProfileRequired."""
    found = provide_login(request)
    if not isinstance(found, Visitor):
        raise ProfileRequired
    return found


def provide_visitor(request: Request) -> Visitor | None:
    return visitor_of(request)


def provide_guardian(request: Request) -> Visitor:
    """Errors: as a person, and for other kinds WrongKind, NotFound where an id is asked for."""
    return _of_kind(request, "guardian")


def provide_child(request: Request) -> Visitor:
    """Errors: as a person, and for other kinds WrongKind, NotFound where an id is asked for."""
    return _of_kind(request, "child")


def provide_family(request: Request) -> Visitor:
    """A guardian or a child. Errors: as a person, and for other kinds WrongKind or NotFound."""
    return _of_kind(request, *FAMILY_KINDS)


def provide_educator(request: Request) -> Visitor:
    """Errors: as a person, and for other kinds WrongKind, NotFound where an id is asked for."""
    return _of_kind(request, "educator")


DEPENDENCIES: Mapping[str, Provide] = {
    "visitor": Provide(provide_visitor, sync_to_thread=False),
    "login": Provide(provide_plain_login, sync_to_thread=False),
    "person": Provide(provide_person, sync_to_thread=False),
    "guardian": Provide(provide_guardian, sync_to_thread=False),
    "child": Provide(provide_child, sync_to_thread=False),
    "family": Provide(provide_family, sync_to_thread=False),
    "educator": Provide(provide_educator, sync_to_thread=False),
}


def is_secure() -> bool:
    """Whether people reach us by https."""
    return settings.current().base_url.startswith("https://")


def cookie_name() -> str:
    # The prefix makes browsers refuse the cookie from any other host or without Secure.
    return "__Host-device" if is_secure() else "device"


def login_cookie(token: str) -> str:
    """The Set-Cookie line that logs a device in. Rule: A10."""
    return cookie(cookie_name(), token, int(KEPT.total_seconds()))


def without_kept_pages() -> tuple[str, str]:
    """A header by which the browser drops what it holds of the earlier profile's pages.

    Rule: A7 N4. Choice: works without scripts, but only over https and on localhost.
    """
    return "Clear-Site-Data", '"cache"'


def logout_cookie() -> str:
    return cookie(cookie_name(), "", 0)


def cookie(name: str, value: str, seconds: int) -> str:
    """A Set-Cookie line as all of ours are: for us alone and not for scripts."""
    secure = "; Secure" if is_secure() else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def address(connection: Connection) -> str:
    """The network address that asks, for limits. Rule: A6."""
    return connection.client.host if connection.client else ""


def _of_kind(request: Request, *kinds: str) -> Visitor:
    person = provide_person(request)
    if person.kind in kinds:
        return person
    # What has an id of its own does not exist for who cannot reach it.
    raise NotFound if request.path_params else WrongKind(*kinds)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
