"""The demo world is the one that people and scripts rely on, at whatever hour it is loaded."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from domain import clock, database, migrations, reach, settings, storage
from domain.accounts import account, credentials, password_hash
from domain.agreements import asked, filing
from domain.agreements.agreement import Demand
from domain.agreements.asked import Standing
from domain.busy import listed
from domain.credits import balance
from domain.notifications import notification_list
from domain.profiles import usable_profile
from domain.profiles.actor import Educator
from domain.providers import connection, invitation, provider, service
from domain.sessions import group
from domain.sessions import session as sessions
from domain.sessions.session import State
from domain.sessions.session_row import SessionRow
from domain.settings import Settings
from tests import calendars
from tests import quick_hashing as quick
from tests.conftest import DIALECTS, NOON, FrozenClock, new_postgres
from tests.rules import rule
from web.commands import demo
from web.commands.demo_world import load
from web.commands.demo_world.logins import PASSWORD
from web.commands.demo_world.times import BERLIN, Days

pytestmark = pytest.mark.usefixtures("quick_hashing")

MIDNIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
HOURS = [MIDNIGHT + timedelta(hours=hours) for hours in (0, 3, 15.3, 23.98)]
CLOCK_CHANGES = [datetime(2026, 10, 24, 14, 0, tzinfo=UTC), datetime(2027, 3, 27, 15, tzinfo=UTC)]


@pytest.fixture(scope="module", params=DIALECTS)
async def filled(
    request: pytest.FixtureRequest, _settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[database.Engine, datetime]]:
    """A database of its own into which the demo world was loaded, and when; tests only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'lernfaden.sqlite'}"
    if request.param == "postgres":
        url = await new_postgres(request.getfixturevalue("postgres_url"), "demo")
    settings.use(_settings)
    await database.open(url)
    await migrations.migrate()
    engine, moment = database.engine(), clock.now()
    with clock.at(moment), pytest.MonkeyPatch.context() as patch:
        patch.setattr(password_hash, "HASHER", quick.HASHER)
        await load()
    yield engine, moment
    await engine.close_connection_pool()


@pytest.fixture
def loaded(filled: tuple[database.Engine, datetime]) -> Iterator[None]:
    """The moment stands still at which the world was loaded."""
    engine, moment = filled
    database.use(engine)
    with clock.at(moment):
        yield


async def sessions_of(name: str) -> list[SessionRow]:
    found = await database.row("SELECT id FROM profiles WHERE name = {}", name)
    assert found is not None
    rows: list[SessionRow] = await (
        SessionRow.objects().where(SessionRow.learner == found[0]).order_by(SessionRow.starts_at)
    )
    return rows


@pytest.mark.usefixtures("loaded")
async def test_everybody_logs_in_with_the_one_password() -> None:
    for name in ("nadia", "mila", "dora", "jonas", "support"):
        address = f"{name}@lernfaden.example"
        found = await credentials.verify(address, PASSWORD, network="192.0.2.1")
        assert found is not None and found.is_proven


@pytest.mark.usefixtures("loaded")
async def test_nadia_chooses_between_three_profiles_and_mila_is_mila() -> None:
    for name, choices in (("nadia", ["Nadia Kaya", "Mila", "Tom"]), ("mila", ["Mila"])):
        login = await account.proven(f"{name}@lernfaden.example")
        assert login is not None
        assert [usable.name for usable in await usable_profile.by(login.id)] == choices


@pytest.mark.usefixtures("database")
@rule("S7")
@pytest.mark.parametrize("moment", [*HOURS, *CLOCK_CHANGES], ids=str)
async def test_at_any_hour_there_is_all_that_it_is_for(
    frozen_clock: FrozenClock, moment: datetime
) -> None:
    now = frozen_clock.to(moment)
    await load()
    assert clock.now() == now
    await something_waits_comes_and_is_past(now)
    await a_weekly_series_of_ten_lies_partly_behind(now)
    await the_past_sends_nothing_and_what_is_coming_stays_planned(now)


async def something_waits_comes_and_is_past(now: datetime) -> None:
    mila = await sessions_of("Mila")
    coming = [each.starts_at - now for each in mila if each.state == State.CONFIRMED]
    assert len(coming) == 4
    assert timedelta(hours=3) < coming[0] < timedelta(hours=24) < coming[1]
    waiting, *to_choose = [each for each in mila if each.state == State.PENDING]
    assert timedelta(days=2.5) < waiting.starts_at - now < timedelta(days=4)
    assert len(to_choose) == 2 and len({each.proposal for each in to_choose}) == 1
    assert [each.state for each in mila].count(State.MISSED) == 1
    assert [each.state for each in mila].count(State.COMPLETED) >= 4
    tom = {each.state for each in await sessions_of("Tom")}
    assert tom > {State.COMPLETED, State.CONFIRMED}
    for each in [*mila, *await sessions_of("Tom"), *await sessions_of("Emil")]:
        assert each.created_at < now and each.changed_at < now
        assert 13 <= each.starts_at.astimezone(ZoneInfo(BERLIN)).hour <= 18


async def a_weekly_series_of_ten_lies_partly_behind(now: datetime) -> None:
    series = [each for each in await sessions_of("Mila") if each.series]
    assert len(series) == 10
    assert {each.starts_at.astimezone(ZoneInfo(BERLIN)).hour for each in series} == {16}
    for each in series:
        is_over = each.starts_at < now
        assert each.state == (State.COMPLETED if is_over else State.CONFIRMED)
    assert 2 <= [each.starts_at < now for each in series].count(True) <= 8


async def the_past_sends_nothing_and_what_is_coming_stays_planned(now: datetime) -> None:
    waiting = await database.rows("SELECT kind, due_at FROM outbox WHERE done_at IS NULL")
    kinds = {"completion", "proposal_expiry", "reminder", "group_minimum", "group_warning"}
    assert {kind for kind, _ in waiting} == kinds
    assert min(due_at for _, due_at in waiting) > now


@pytest.mark.usefixtures("loaded")
@rule("D5")
async def test_two_agreements_are_signed_one_of_them_a_pdf_and_one_waits() -> None:
    for (shared,) in await database.rows("SELECT id FROM connections"):
        there = await asked.of_connection(shared)
        stand = [(each.title, each.demand, each.is_file, each.standing) for each in there]
        assert stand == [
            ("AGB", Demand.BOOKING, False, Standing.SIGNED),
            ("Datenschutz", Demand.REQUIRED, True, Standing.SIGNED),
            ("Fotos von Arbeitsergebnissen", Demand.OPTIONAL, False, Standing.PENDING),
        ]
    ((id,),) = await database.rows("SELECT id FROM agreement_versions WHERE file_name <> ''")
    parts = [part async for part in storage.current().read(filing.key(id))]
    assert b"".join(parts).startswith(b"%PDF-")


def test_soon_is_an_afternoon_between_3_and_24_hours_ahead_all_year() -> None:
    for step in range(366 * 24):
        now = MIDNIGHT + step * timedelta(minutes=59)
        ahead = Days(now).soon() - now
        assert timedelta(hours=3) < ahead < timedelta(hours=24)


@pytest.mark.usefixtures("loaded")
async def test_kaya_has_ten_credits_and_rossi_one() -> None:
    (jonas,) = await database.rows("SELECT id FROM providers")
    for family, free in (("Kaya", 10), ("Rossi", 1)):
        found = await database.row("SELECT id FROM families WHERE name = {}", family)
        assert found is not None
        shared = await connection.between(found[0], jonas[0])
        counts = await balance.of(shared.id)
        assert counts.free == free
        assert counts.spent and counts.held


@pytest.mark.usefixtures("loaded")
async def test_jonas_offers_two_subjects_and_his_invitation_is_open() -> None:
    ((jonas,),) = await database.rows("SELECT id FROM providers")
    assert (await provider.by_id(jonas)).name == "Jonas Weber"
    offered = [(each.name, each.duration_minutes) for each in await service.offered(jonas)]
    alone = [("Mathe", 45), ("Mathe", 60), ("Physik", 45), ("Physik", 60)]
    assert [each for each in offered if each != ("Matheclub", 60)] == alone
    ((teaching,),) = await database.rows("SELECT profile FROM staff")
    by = await reach.acting_as(teaching)
    assert isinstance(by, Educator)
    (invited,) = await invitation.newest(by=by)
    assert invited.over(clock.now()) is None
    assert invited.uses_count == 2


@pytest.mark.usefixtures("loaded")
async def test_jonas_has_a_calendar_elsewhere_that_was_read_a_moment_ago() -> None:
    ((jonas,),) = await database.rows("SELECT profile FROM staff")
    (found,) = await listed.of(jonas)
    assert (found.name, found.fault) == ("Privat", None)
    assert found.read_at == clock.now() - timedelta(minutes=4)
    week = await calendars.busy(jonas, clock.now(), clock.now() + timedelta(days=9))
    assert [each.starts_at.astimezone(ZoneInfo(BERLIN)).hour for each in week][:1] == [17]


@pytest.mark.usefixtures("loaded")
@rule("S17")
async def test_dora_waits_for_an_earlier_time_and_is_offered_one() -> None:
    *_, late = await sessions_of("Emil")
    assert (await sessions.by_id(late.id)).waits_since is not None
    (offered,) = await sessions.where("s.moved_from = {}", late.id)
    assert offered.is_sooner and offered.is_waiting(clock.now())


@pytest.mark.usefixtures("loaded")
async def test_news_of_the_last_days_are_unread() -> None:
    nadia = await account.proven("nadia@lernfaden.example")
    assert nadia is not None
    (guardian, *_) = await usable_profile.by(nadia.id)
    unread = [told.kind for told in await notification_list.newest(guardian.id) if not told.read_at]
    assert unread == ["session.proposed", "session.proposed", "session.missed"]


@pytest.mark.usefixtures("database")
async def test_it_is_loaded_once_quickly_and_never_beside_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()  # Its passwords are hashed with the effort that they cost people.
    began = perf_counter()
    assert await demo.load_into_empty()
    assert perf_counter() - began < 20
    assert not await demo.load_into_empty()


@pytest.mark.usefixtures("database")
async def test_a_load_that_fails_leaves_nothing(
    frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("web.commands.demo_world.happen", fail)
    with pytest.raises(RuntimeError):
        await load()
    assert clock.now() == NOON
    monkeypatch.undo()
    assert await demo.load_into_empty()


@pytest.mark.usefixtures("loaded")
@rule("S18")
async def test_mila_and_emil_come_to_a_group_with_places_left() -> None:
    (found,) = await group.where("g.called_off_at IS NULL")
    assert (found.service_name, found.taken_count, found.places_count) == ("Matheclub", 2, 5)
    assert found.is_open and found.starts_at > clock.now()
    learners = {each.learner_name for each in await sessions.of_group(found.id)}
    assert learners == {"Mila", "Emil"}
