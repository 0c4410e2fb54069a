"""/settings/notifications: when somebody is reminded."""

import re

import pytest

from domain.profiles import reminder_time
from tests.rules import rule
from tests.web.login.people import (
    Open,
    words,
)
from tests.web.settings.people import nadia


@rule("S14")
async def test_reminders_are_chosen_for_oneself_and_each_child(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    page = await client.get("/settings/notifications")
    for sentence in ("26 Stunden vorher", "1 Stunde vorher", "10 Minuten vorher"):
        assert sentence in words(page)
    assert re.search(r'value="1560" checked', page.text)
    form = {"profile": str(home.tom.id), "minutes_before": ["30", "60"]}
    assert (await client.post("/settings/notifications", data=form)).status_code == 303
    assert await reminder_time.of(home.tom.id) == [60, 30]
    await client.post("/settings/notifications", data={"profile": str(home.nadia.id)})
    assert await reminder_time.of(home.nadia.id) == []


@pytest.mark.parametrize("minutes", ["-5", "soon", "99999999", "١٠"])
async def test_reminders_of_no_use_are_refused(database: str, browser: Open, minutes: str) -> None:
    home, client = await nadia(browser)
    form = {"profile": str(home.nadia.id), "minutes_before": minutes}
    assert (await client.post("/settings/notifications", data=form)).status_code == 422
    assert await reminder_time.of(home.nadia.id) == [26 * 60, 60]
