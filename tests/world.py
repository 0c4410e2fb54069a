"""The people of every test: Nadia's family, Jonas who teaches, and Dora, the outsider.

Choice: built by the functions that the product uses, so that no test stands on rows which the
product could not have written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain import clock, database, reach
from domain.accounts import account
from domain.accounts.account import Account
from domain.credits import balance, grant
from domain.profiles import family, membership, profile
from domain.profiles.actor import Actor, Child, Educator, Guardian
from domain.profiles.membership import Role
from domain.providers import connection, service, specialist
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import answer, attendance, cancellation, completion, offer
from domain.sessions import session as sessions
from domain.sessions.offer import Offer
from domain.sessions.place import Place
from domain.sessions.session import Session, State

BERLIN = "Europe/Berlin"
ROOM = "https://meet.lernfaden.example/jonas"
DAYS_AHEAD, MINUTE = timedelta(days=3), timedelta(minutes=1)


A = TypeVar("A", bound=Actor, covariant=True)


@dataclass(frozen=True, slots=True)
class Person(Generic[A]):
    """A profile: its id, what it acts as, and its login, where it has one."""

    id: UUID
    actor: A
    account: UUID | None


@dataclass(frozen=True, slots=True)
class World:
    """Nadia is guardian of Mila (own login) and Tom, Dora of Emil; both know Jonas.

    Shape: kaya and rossi are the families' connections with Jonas; maths and physics cost one
    credit each and last 60 and 45 minutes.
    """

    nadia: Person[Guardian]
    mila: Person[Child]
    tom: Person[Child]
    dora: Person[Guardian]
    emil: Person[Child]
    jonas: Person[Educator]
    kaya: Connection
    rossi: Connection
    maths: Service
    physics: Service
    make: "Make"


async def build(host: str = "lernfaden.example") -> World:
    """Everybody, in the database that is open; nobody has a session or a credit yet.

    Shape: a host of one's own for their addresses makes a second world beside the first.
    """
    async with database.transaction():
        jonas = await _jonas(host)
        children = {"Mila": f"mila@{host}", "Tom": None}
        nadia, (mila, tom) = await _family("Nadia Kaya", f"nadia@{host}", children)
        dora, (emil,) = await _family("Dora Rossi", f"dora@{host}", {"Emil": None})
        kaya = await _connected(nadia, jonas)
        rossi = await _connected(dora, jonas)
        maths = await service.create(uuid4(), "Mathe", 60, 1, "", by=jonas.actor)
        physics = await service.create(uuid4(), "Physik", 45, 1, "", by=jonas.actor)
    make = Make(jonas.actor, mila.id, maths, kaya, {kaya.family: nadia.actor})
    make.guardians[rossi.family] = dora.actor
    return World(nadia, mila, tom, dora, emil, jonas, kaya, rossi, maths, physics, make)


async def proven(address: str) -> Account:
    """Somebody who has shown that the address is theirs."""
    made = await account.register(address)
    await Account.update({Account.email: made.claimed_email}).where(Account.id == made.id)
    return made


async def person(id: UUID, kind: type[A]) -> Person[A]:
    """Whom a profile acts as, which has to be of that kind."""
    found, actor = await profile.by_id(id), await reach.acting_as(id)
    assert isinstance(actor, kind)
    return Person(id, actor, found.account)


async def _jonas(host: str) -> Person[Educator]:
    login = await proven(f"jonas@{host}")
    made = await specialist.start(login.id, "Jonas Weber", language="de", time_zone=BERLIN)
    return await person(made.id, Educator)


async def _family(
    name: str, login: str, children: dict[str, str | None]
) -> tuple[Person[Guardian], list[Person[Child]]]:
    home = await family.create(name.split()[-1])
    owner = await proven(login)
    guardian = await membership.create(home.id, Role.GUARDIAN, name, account=owner.id)
    made = []
    for child, child_login in children.items():
        own = (await proven(child_login)).id if child_login else None
        made.append((await membership.create(home.id, Role.CHILD, child, account=own)).id)
    return await person(guardian.id, Guardian), [await person(each, Child) for each in made]


async def _connected(guardian: Person[Guardian], jonas: Person[Educator]) -> Connection:
    return await connection.make(guardian.actor.family_id, jonas.actor.provider_id, by=guardian.id)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What happens inside happens at that moment, whatever the clock says."""
    before = clock._frozen
    clock.freeze(moment)
    try:
        yield
    finally:
        clock.freeze(before)


@dataclass(frozen=True, slots=True)
class Make:
    """Makers whose defaults are: Jonas teaches Mila maths in three days, online."""

    jonas: Educator
    mila: UUID
    maths: Service
    kaya: Connection
    guardians: dict[UUID, Guardian]

    async def credits(
        self,
        count: int = 10,
        *,
        connection: Connection | None = None,
        expires_on: date | None = None,
        key: UUID | None = None,
    ) -> UUID:
        """A package; returns its id."""
        key = key or uuid4()
        await grant.grant(
            key, connection or self.kaya, count, "10er-Karte", by=self.jonas, expires_on=expires_on
        )
        return key

    def offer(
        self,
        *,
        learner: UUID | None = None,
        service: Service | None = None,
        starts_at: datetime | None = None,
        place: Place = Place.ONLINE,
        message: str = "",
        key: UUID | None = None,
    ) -> Offer:
        """What Jonas typed."""
        starts_at = starts_at or clock.now() + DAYS_AHEAD
        local = starts_at.astimezone(ZoneInfo(BERLIN))
        return Offer(
            key=key or uuid4(),
            learner=learner or self.mila,
            service=(service or self.maths).id,
            day=local.date(),
            wall_time=local.time(),
            time_zone=BERLIN,
            place=place,
            meeting_url=ROOM if place == Place.ONLINE else "",
            message=message,
        )

    async def session(
        self,
        state: State = State.PENDING,
        *,
        learner: UUID | None = None,
        service: Service | None = None,
        starts_at: datetime | None = None,
        connection: Connection | None = None,
        place: Place = Place.ONLINE,
        message: str = "",
        key: UUID | None = None,
    ) -> Session:
        """A session that came to its state as the product lets it.

        Choice: what it needs of credits is granted if there are too few; one that was held or
        missed was two days ago, unless told otherwise. What was done happened minute by minute
        up to now, so that a history has an order; the clock is afterwards as it was.
        """
        is_over = state in (State.COMPLETED, State.MISSED)
        starts_at = starts_at or clock.now() + (-timedelta(days=2) if is_over else DAYS_AHEAD)
        typed = self.offer(
            learner=learner,
            service=service,
            starts_at=starts_at,
            place=place,
            message=message,
            key=key,
        )
        shared = connection or self.kaya
        moment = min(clock.now(), starts_at - DAYS_AHEAD)
        with at(moment if state == State.PENDING else moment - 2 * MINUTE):
            made = await offer.propose(typed, shared, by=self.jonas)
        with at(moment - MINUTE):
            await self._answer(made, state, shared)
        if state == State.CANCELLED:
            with at(moment):
                await cancellation.cancel(made, by=self.jonas)
        if is_over:
            await self._end(made, state)
        return await sessions.by_id(made.id)

    async def _answer(self, made: Session, state: State, shared: Connection) -> None:
        guardian = self.guardians[shared.family]
        if state == State.PENDING:
            return
        if state == State.DECLINED:
            await answer.decline(made, by=guardian)
            return
        lacking = made.credits - (await balance.of(shared.id)).free
        if lacking > 0:
            await self.credits(lacking, connection=shared)
        await answer.confirm(made, by=guardian)

    async def _end(self, made: Session, state: State) -> None:
        with at(made.ends_at + completion.COMPLETED_AFTER):
            if state == State.COMPLETED:
                await attendance.complete(made.id)
            else:
                await attendance.mark_missed(made, by=self.jonas)
