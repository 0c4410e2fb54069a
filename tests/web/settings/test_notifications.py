"""/settings/notifications: when and how somebody is told, in one form, and whether it arrives."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from domain import clock
from domain import database as db
from domain.accounts import device
from domain.notifications import preferences, push_subscription, push_test
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.notifications.preferences import Wishes
from domain.notifications.push_outcome import Outcome
from domain.notifications.quiet_span import Quiet
from domain.profiles import reminder_time
from tests.domain.accounts.people import Home
from tests.push_service import Subscriber
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.settings.people import mila_alone, nadia
from web.pages.settings import push_tests

SECOND = timedelta(seconds=1)
ADDRESS = "/settings/notifications"


def fields(page: httpx.Response) -> dict[str, Any]:
    """What the form would send if nobody touched it."""
    sent: dict[str, Any] = {"profile": re.findall(r'name="profile" value="([^"]+)"', page.text)}
    for tag in re.findall(r"<input [^>]*>", page.text):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") == "time" or (found.get("type") == "checkbox" and " checked" in tag):
            sent.setdefault(found["name"], []).append(found.get("value", "on"))
    for name, body in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.S
    ):
        sent[name] = re.findall(r'value="(\w+)" selected', body)
    return sent


async def wishes(*people: UUID) -> list[Wishes]:
    found = await preferences.of(people)
    return [found[id] for id in people]


@rule("N1", "S14")
async def test_one_save_keeps_the_wishes_of_everybody_on_the_page(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    page = await client.get(ADDRESS)
    for sentence in ("26 Stunden", "10 Minuten", "Neue Vorschläge", "Ruhezeit"):
        assert sentence in words(page)
    assert len(re.findall(r"<button[^>]*>Speichern", page.text)) == 1
    faces = re.findall(r'<summary><span class="(\w+)"', page.text)
    assert faces == ["avatar", "creature", "creature"]
    own, tom = home.nadia.id, home.tom.id
    form = fields(page) | {
        f"minutes-{tom}": ["30", "60"],
        f"minutes-{own}": [],
        f"quiet-{own}": "on",
        f"quiet_from-{own}": "22:15",
        f"quiet_until-{own}": "06:30",
        f"credits-{own}": "both",
        f"answers-{tom}": "list",
    }
    assert (await client.post(ADDRESS, data=form)).status_code == 303
    assert await wishes(own, tom, home.mila.id) == [
        Wishes(frozenset(), {Theme.CREDITS: Channels.BOTH}, Quiet(22 * 60 + 15, 6 * 60 + 30)),
        Wishes(frozenset({30, 60}), {Theme.ANSWERS: Channels.LIST}),
        Wishes(frozenset({10})),
    ]
    again = fields(await client.get(ADDRESS))
    assert (again[f"quiet_from-{own}"], again[f"credits-{own}"]) == (["22:15"], ["both"])
    assert f"quiet-{own}" in again and f"minutes-{own}" not in again


@rule("N1")
async def test_the_page_as_it_is_changes_nothing(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    people = [home.nadia.id, home.mila.id, home.tom.id]
    before = await wishes(*people)
    assert (await client.post(ADDRESS, data=fields(await client.get(ADDRESS)))).status_code == 303
    assert await wishes(*people) == before


@rule("N1", "A8")
async def test_a_child_chooses_for_itself_where_it_logs_in_itself(
    database: str, browser: Open
) -> None:
    home, _ = await nadia(browser)
    client = await mila_alone(browser, home)
    page = await client.get(ADDRESS)
    assert "Tom" not in words(page) and "Credits" not in words(page)
    form = fields(page) | {f"reminders-{home.mila.id}": "push"}
    assert (await client.post(ADDRESS, data=form)).status_code == 303
    assert (await wishes(home.mila.id))[0].chosen == {Theme.REMINDERS: Channels.PUSH}
    other = {"profile": str(home.tom.id), f"minutes-{home.tom.id}": "30"}
    assert (await client.post(ADDRESS, data=other)).status_code == 404
    assert await reminder_time.of(home.tom.id) == [10]


@rule("N1")
async def test_whom_no_mail_reaches_is_offered_none(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    page = await client.get(ADDRESS)
    (toms,) = re.findall(rf'name="answers-{home.tom.id}">(.*?)</select>', page.text, re.S)
    assert re.findall(r'value="(\w+)"', toms) == ["usual", "list"]


WRONG = [
    ("minutes", "-5"),
    ("minutes", "soon"),
    ("minutes", "99999999"),
    ("minutes", "١٠"),
    ("minutes", ["10", "30", "60", "120", "1440", "1560"]),
    ("quiet_until", "21:00"),
    ("quiet_until", "25:00"),
    ("quiet_from", ""),
    ("credits", "carrier-pigeon"),
]


@rule("N1", "S14")
@pytest.mark.parametrize(("field", "typed"), WRONG)
async def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    database: str, browser: Open, field: str, typed: Any
) -> None:
    home, client = await nadia(browser)
    own = home.nadia.id
    hours = {"quiet": "on", "quiet_from": "21:00", "quiet_until": "05:45"} | {field: typed}
    form = fields(await client.get(ADDRESS)) | {
        f"{name}-{own}": value for name, value in hours.items()
    }
    form[f"answers-{home.tom.id}"] = "list"
    answer = await client.post(ADDRESS, data=form)
    assert answer.status_code == 422
    assert 'class="field__error"' in answer.text
    assert re.search(rf'name="answers-{home.tom.id}">.*?value="list" selected', answer.text, re.S)
    assert await reminder_time.of(own) == [26 * 60, 60]
    assert (await wishes(home.tom.id))[0].chosen == {}


async def subscribed(home: Home) -> UUID:
    """Nadia's phone, which takes push."""
    (phone,) = await device.active(home.account)
    browser = Subscriber(f"https://fcm.googleapis.com/fcm/send/{phone.id}")
    await push_subscription.subscribe(
        phone.id, endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth
    )
    id: UUID = phone.id
    return id


async def waiting() -> UUID:
    (found,) = await db.rows("SELECT id FROM push_tests WHERE outcome IS NULL")
    id: UUID = found[0]
    return id


@rule("N1")
async def test_a_device_without_push_leads_to_where_it_is_turned_on(
    database: str, browser: Open
) -> None:
    _, client = await nadia(browser)
    page = await client.get(ADDRESS)
    assert "Zeigt keine Mitteilungen" in words(page) and "Test senden" not in words(page)
    assert 'href="/settings/app"' in page.text


@rule("N1")
@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.SENT, "Test angekommen."),
        (Outcome.REFUSED, "Test abgewiesen."),
        (Outcome.GONE, "Test abgewiesen."),
        (Outcome.LATER, "Test nicht angekommen"),
    ],
)
async def test_the_page_says_what_came_of_a_test(
    database: str, browser: Open, outcome: Outcome, said: str
) -> None:
    home, client = await nadia(browser)
    phone = await subscribed(home)
    assert "Noch nichts angekommen" in words(await client.get(ADDRESS))
    answer = await client.post(f"/settings/devices/{phone}/push-test")
    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    page = words(await client.get(ADDRESS))
    assert "Test ist unterwegs" in page and "Eine Testnachricht ist unterwegs." in page
    await push_test.conclude(await waiting(), outcome)
    assert said in words(await client.get(ADDRESS))
    await db.rows("UPDATE push_tests SET asked_at = {}", clock.now() - push_tests.SAID - SECOND)
    assert said not in words(await client.get(ADDRESS))


@rule("N1")
async def test_the_page_says_when_push_last_reached_a_device(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    await subscribed(home)
    moment = datetime(clock.now().year, 11, 24, 14, 32, tzinfo=UTC)
    await db.rows("UPDATE push_subscriptions SET reached_at = {}", moment)
    assert re.search(r"Zuletzt angekommen: \w\w 24. Nov, 15:32", words(await client.get(ADDRESS)))


@rule("N1")
async def test_whoever_wants_no_words_on_a_locked_device_says_so_and_it_stays_said(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    sent = fields(await client.get(ADDRESS))
    assert sent[f"words-{home.nadia.id}"] == ["words"]
    sent[f"words-{home.nadia.id}"] = ["none"]
    await client.post(ADDRESS, data=sent)
    assert [each.pushes_words for each in await wishes(home.nadia.id, home.mila.id)] == [
        False,
        True,
    ]
    again = fields(await client.get(ADDRESS))
    assert again[f"words-{home.nadia.id}"] == ["none"]
    # A page of before does not ask.
    del again[f"words-{home.nadia.id}"]
    await client.post(ADDRESS, data=again)
    assert (await wishes(home.nadia.id))[0].pushes_words
