"""Push in Chromium. Its own push service is out of reach, so a subscription with real keys leads to
ours, which decrypts; what it got is handed to the service worker as Chromium would."""

import asyncio
import contextlib
import json
import re
from typing import Any

import pytest
from playwright.async_api import Page, Worker, expect

from tests.browser.harness import Instance, Windows, after, enter, propose
from tests.browser.proposing import proposed
from tests.browser.test_conversations import bubble, field, new_words, talk, write
from tests.push_service import PushService, Subscriber
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS, until

pytestmark = pytest.mark.usefixtures("whole_chromium")

HANDOVERS = 6

SUBSCRIBED = """
(() => {
  if (!self.PushManager) return;
  const given = %s;
  const made = () => ({
    endpoint: given.endpoint,
    expirationTime: null,
    options: { userVisibleOnly: true },
    toJSON: () => given,
    unsubscribe: async () => { localStorage.removeItem("subscribed"); return true; },
  });
  PushManager.prototype.getSubscription = async () =>
    localStorage.getItem("subscribed") ? made() : null;
  PushManager.prototype.subscribe = async () => {
    localStorage.setItem("subscribed", "1");
    return made();
  };
})()
"""
SHOWN = """
async () => (await registration.getNotifications()).map(
  ({ title, body, tag, actions, data }) => ({ title, body, tag, actions, data }))
"""
PRESS = """
async ([action, reply]) => {
  const [notification] = await registration.getNotifications();
  notification.close();
  await clicked(action, notification, reply);
}
"""


class Phone:
    """Nadia's phone with push turned on."""

    def __init__(self, page: Page, subscriber: Subscriber, service: PushService) -> None:
        self.page, self.subscriber, self.service = page, subscriber, service
        self._registrations: dict[str, str] = {}

    async def turn_on(self, origin: str) -> None:
        context = self.page.context
        await context.grant_permissions(["notifications"], origin=origin)
        await context.add_init_script(SUBSCRIBED % json.dumps(self.subscriber.to_json()))
        await self.page.goto("/settings/app")
        await self.page.get_by_role("button", name="Mitteilungen einschalten").click()
        await expect(self.page.get_by_text("Eingeschaltet.")).to_be_visible()
        self._session = await context.new_cdp_session(self.page)
        self._session.on("ServiceWorker.workerRegistrationUpdated", self._note)
        await self._session.send("ServiceWorker.enable")

    async def takes(self, origin: str, count: int) -> dict[str, Any]:
        """Waits for a message, hands it over and returns it as it was decrypted."""
        message = await asyncio.to_thread(self.service.wait_for, self.subscriber, count)
        payload: dict[str, Any] = json.loads(message.text)
        await self.hands_over(origin, message.text, payload["notification"]["body"])
        return payload

    async def hands_over(self, origin: str, text: str, body: str) -> None:
        """Until it is shown: a browser drops what comes while it is waking the worker."""
        for _ in range(HANDOVERS):
            await self.deliver(origin, text)
            with contextlib.suppress(AssertionError):
                await until(lambda: self.has_shown(body), LONGEST_SECONDS / HANDOVERS)
                return
        raise AssertionError("it is not shown")

    async def deliver(self, origin: str, text: str) -> None:
        await self._session.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": origin,
                "registrationId": self._registrations[f"{origin}/"],
                "data": text,
            },
        )

    async def shows(self) -> list[dict[str, Any]]:
        """The notifications on the screen, once there is one."""
        shown: list[dict[str, Any]] = await until(lambda: self.worker.evaluate(SHOWN))
        return shown

    async def has_shown(self, body: str) -> bool:
        return body in [one["body"] for one in await self.worker.evaluate(SHOWN)]

    async def press(self, action: str, reply: str | None = None) -> None:
        await self.worker.evaluate(PRESS, [action, reply])

    @property
    def worker(self) -> Worker:
        return self.page.context.service_workers[0]

    def _note(self, event: dict[str, Any]) -> None:
        for one in event["registrations"]:
            self._registrations[one["scopeURL"]] = one["registrationId"]


async def nadias_phone(windows: Windows, demo: Instance, push: PushService) -> Phone:
    """It takes push from now on."""
    page = await enter(windows, demo, "nadia", "Nadia")
    phone = Phone(page, push.subscribe(), push)
    await phone.turn_on(demo.address)
    return phone


@pytest.mark.scaled_out
@rule("N1", "N2", "S3")
async def test_a_proposal_is_confirmed_from_its_notification(
    windows: Windows, demo: Instance, push: PushService
) -> None:
    phone = await nadias_phone(windows, demo, push)
    page = phone.page
    jonas = await enter(windows, demo, "jonas", device="desktop")

    await propose(jonas, after(days=15), learner="Mila")
    sent = await phone.takes(demo.address, 1)
    [shown] = await phone.shows()
    told = sent["notification"]
    assert sent["web_push"] == 8030
    assert (shown["title"], shown["body"], shown["tag"]) == (
        told["title"],
        told["body"],
        told["tag"],
    )
    assert "Jonas Weber" in shown["title"]
    assert [one["title"] for one in shown["actions"]] == ["Bestätigen", "Ansehen"]
    # The same message again, here with other words to be known by, shows once.
    told["body"] = "noch einmal"
    await phone.hands_over(demo.address, json.dumps(sent), "noch einmal")
    assert len(await phone.shows()) == 1

    await phone.press("confirm")
    [answer] = await phone.shows()
    assert answer["body"] == "Bestätigt! Die Session steht."
    assert len(page.context.pages) == 1
    await page.goto(shown["data"]["navigate"])
    await expect(page.get_by_role("main")).to_contain_text("Bestätigt")


@rule("N1", "S1", "S3")
async def test_confirming_from_a_notification_says_why_it_could_not(
    windows: Windows, demo: Instance, push: PushService
) -> None:
    phone = await nadias_phone(windows, demo, push)
    page = phone.page
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await proposed(demo, after(days=15, hours=3))
    sent = await phone.takes(demo.address, 1)
    [shown] = await phone.shows()

    await page.context.set_offline(True)
    await phone.press("confirm")
    [answer] = await phone.shows()
    assert answer["body"].startswith("Nicht bestätigt: keine Verbindung.")
    await page.context.set_offline(False)

    await jonas.goto(shown["data"]["navigate"])
    await jonas.get_by_role("link", name="Vorschlag zurücknehmen").click()
    await jonas.get_by_role("button", name="Vorschlag zurücknehmen").press("Enter")
    await expect(jonas.get_by_role("main")).to_contain_text("Abgesagt")
    await phone.hands_over(demo.address, json.dumps(sent), sent["notification"]["body"])
    await phone.press("confirm")
    [answer] = await phone.shows()
    assert answer["body"] != "Bestätigt! Die Session steht."
    assert "abgesagt" in answer["body"].lower()


@rule("N1", "D5")
async def test_what_has_to_be_signed_first_is_said_and_led_to_from_the_notification(
    windows: Windows, demo: Instance, push: PushService
) -> None:
    phone = await nadias_phone(windows, demo, push)
    page = phone.page
    await proposed(demo, after(days=47))
    await phone.takes(demo.address, 1)
    await page.goto(f"{demo.address}/providers")
    await page.get_by_role("main").get_by_role("link", name="Jonas Weber").first.click()
    await page.get_by_role("link", name="AGB").click()
    await page.get_by_role("link", name=re.compile(r"^AGB .*Unterzeichnet")).click()
    await page.get_by_role("link", name="Zustimmung ändern").click()
    await page.get_by_role("button", name="Zustimmung zurücknehmen").click()
    await expect(page.get_by_role("checkbox", name="AGB")).to_be_visible()

    await phone.press("confirm")
    [answer] = await phone.shows()
    assert answer["body"] == "Vorher braucht es eure Zustimmung: AGB."
    await page.goto(f"{demo.address}{answer['data']['navigate']}")
    await page.get_by_role("checkbox", name="AGB").check()
    await page.get_by_role("button", name="Zustimmen").click()
    await page.get_by_role("button", name="Bestätigen").click()
    await expect(page.get_by_role("main")).to_contain_text("Bestätigt")


@rule("N1", "C4")
async def test_a_message_is_answered_from_its_notification_also_without_a_network(
    windows: Windows, demo: Instance, push: PushService
) -> None:
    """Where the system takes words; elsewhere the same button opens the thread at its field."""
    phone = await nadias_phone(windows, demo, push)
    page = phone.page
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(jonas, "Familie Kaya")
    asked, answer = new_words(), new_words()
    await write(jonas, asked)
    sent = await phone.takes(demo.address, 1)
    [shown] = await phone.shows()
    assert (shown["title"], shown["body"]) == ("Jonas Weber", asked)
    await page.context.set_offline(True)
    await phone.press("reply", answer)
    await page.context.set_offline(False)
    await page.goto("/conversations")
    await page.get_by_role("link", name="Jonas Weber").click()
    for each in (page, jonas):
        await expect(bubble(each, answer)).to_have_count(1)
        await expect(bubble(each, answer)).not_to_have_attribute("data-state", "sending")
    # Online, and once more of the same notification.
    again = new_words()
    await phone.hands_over(demo.address, json.dumps(sent), sent["notification"]["body"])
    await phone.press("reply", again)
    for each in (page, jonas):
        await expect(bubble(each, again)).to_have_count(1)
    reply = next(one for one in sent["notification"]["actions"] if one["action"] == "reply")
    await page.goto(reply["navigate"])
    await expect(field(page)).to_be_focused()
