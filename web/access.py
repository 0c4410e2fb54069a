"""Who asks, as which profile, and whether such a profile may come here at all.

A handler says first who may come, and gets a visitor whose actor has that type:
`guardian = access.guardian(request)` is a `Visitor[Guardian]`, and the domain takes nothing else.
What an actor can reach inside is asked of the domain: `session.reachable(id, by=guardian.actor)`.
"""

from typing import Any, TypeVar, cast

from litestar import Request as LitestarRequest
from litestar.connection import ASGIConnection

from domain.accounts.visitor import Login, Visitor
from domain.conversations.conversation import SwitchedOff
from domain.errors import Forbidden, NotFound
from domain.profiles.actor import Actor, Child, Educator, Guardian, Manager, Staff, Supporter

Request = LitestarRequest[Any, Any, Any]
Incoming = ASGIConnection[Any, Any, Any, Any]
A = TypeVar("A", bound=Actor)


class LoginRequired(Exception):
    """Nobody is logged in."""


class ProfileRequired(Exception):
    """Somebody is logged in who has not said as whom."""


class WrongKind(Forbidden):
    """Another kind of profile is needed. Shape: the kinds that may come."""

    def __init__(self, *kinds: str) -> None:
        super().__init__(*kinds)
        self.kinds = kinds


def login_of(incoming: Incoming) -> Login | None:
    """Who is logged in, with or without a profile."""
    known: Login | None = incoming.scope.get("login")  # type: ignore[assignment]
    return known


def visitor_of(incoming: Incoming) -> Visitor[Actor] | None:
    """Who asks, where a profile is chosen."""
    known = login_of(incoming)
    return known if isinstance(known, Visitor) else None


def login(request: Request) -> Login:
    """Whoever is logged in, a profile may be missing. Errors: LoginRequired."""
    known = login_of(request)
    if known is None:
        raise LoginRequired
    return known


def anybody(request: Request) -> Visitor[Actor]:
    """Any profile, the platform's support too. Errors: LoginRequired, ProfileRequired."""
    known = login(request)
    if not isinstance(known, Visitor):
        raise ProfileRequired
    return known


def person(request: Request) -> Visitor[Actor]:
    """Whoever plans sessions: not the support, to which nothing is open but what says so.

    Rule: C6. Errors: as guardian.
    """
    return _acting(request, False, Guardian, Child, Educator, Manager)


def supporter(request: Request) -> Visitor[Supporter]:
    """Who answers for the platform. Rule: C6. Errors: as guardian."""
    return _acting(request, False, Supporter)


def guardian(request: Request, *, is_known: bool = False) -> Visitor[Guardian]:
    """Errors: as person; for other kinds WrongKind, or NotFound where an id is asked for.

    Shape: is_known says that everybody knows of the thing that is asked for by its id.
    """
    return _acting(request, is_known, Guardian)


def child(request: Request) -> Visitor[Child]:
    """Errors: as guardian."""
    return _acting(request, False, Child)


def family(request: Request) -> Visitor[Guardian | Child]:
    """A guardian or a child. Errors: as guardian."""
    return _acting(request, False, Guardian, Child)


def staff(request: Request) -> Visitor[Staff]:
    """An educator or a manager. Errors: as guardian."""
    return _acting(request, False, Educator, Manager)


def grown_up(request: Request, *, is_known: bool = True) -> Visitor[Guardian | Educator | Manager]:
    """Everybody but a child. Errors and shape: as guardian."""
    return _acting(request, is_known, Guardian, Educator, Manager)


def sharer(request: Request, *, is_known: bool = True) -> Visitor[Actor]:
    """Whoever sees documents: a child where a guardian allows it. Rule: D1.

    Errors and shape: as guardian.
    """
    somebody = person(request)
    return somebody if somebody.may_share else grown_up(request, is_known=is_known)


def talker(request: Request, *, is_known: bool = True) -> Visitor[Actor]:
    """Whoever takes part in conversations: a child unless its guardians do not want it. Rule: C1.

    Rule: C6: of one that is asked for by its id everybody may be part, as all talk to the support;
    the domain knows. Shape: as guardian. Errors: likewise, and SwitchedOff.
    """
    if not is_known:
        return anybody(request)
    somebody = person(request)
    if not somebody.may_talk:
        raise SwitchedOff
    return somebody


def owner(request: Request) -> Visitor[Actor]:
    """Whoever logged in themselves: a child in a guardian's hands did not. Rule: A8.

    Errors: LoginRequired, ProfileRequired, WrongKind.
    """
    somebody = anybody(request)
    if not somebody.is_own:
        raise WrongKind("guardian")
    return somebody


def holder(request: Request) -> Login:
    """Likewise, right after logging in too, when no profile is chosen yet. Errors: as owner."""
    known = login(request)
    return owner(request) if isinstance(known, Visitor) else known


def planner(request: Request) -> Visitor[Actor]:
    """Such a person that has sessions. Errors: as owner, and as person."""
    person(request)
    return owner(request)


def address(incoming: Incoming) -> str:
    """The network address that asks, for limits. Rule: A6."""
    return incoming.client.host if incoming.client else ""


def _acting(request: Request, is_known: bool, *types: type[A]) -> Visitor[A]:
    somebody = anybody(request)
    if isinstance(somebody.actor, types):
        return cast("Visitor[A]", somebody)
    # What has an id of its own does not exist for who cannot reach it.
    if request.path_params and not is_known:
        raise NotFound
    raise WrongKind(*(kind.__name__.lower() for kind in types))
