"""Passkeys from end to end, with an authenticator that Chromium pretends to have."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import CDPSession, Page, expect

from tests.browser.harness import (
    PASSWORD,
    Instance,
    Windows,
    address_of,
    enter,
    log_in_here,
    log_out,
    path_of,
)
from tests.rules import rule
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("whole_chromium")

ADD, LOG_IN, OFFER = "Passkey hinzufügen", "Mit Passkey einloggen", "Nächstes Mal ohne PIN?"
PHONES = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Keeper:
    """What keeps passkeys beside a page."""

    session: CDPSession
    id: str

    async def tell(self, command: str, **said: object) -> Any:
        return await self.session.send(f"WebAuthn.{command}", {"authenticatorId": self.id, **said})

    async def kept(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.tell("getCredentials"))["credentials"]
        return found


async def keeper(page: Page) -> Keeper:
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable", {"enableUI": False})
    made = await session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONES})
    return Keeper(session, made["authenticatorId"])


async def ask_by_button_alone(page: Page) -> None:
    """What asks by itself beside the button would take the page away under it."""
    never = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
    await page.add_init_script(never)


async def add(page: Page) -> None:
    await page.goto("/settings/passkeys")
    count = await page.locator("#settings-passkeys .rows a").count()
    await page.get_by_role("button", name=ADD).click()
    await expect(page.locator("#settings-passkeys .rows a")).to_have_count(count + 1)


@rule("A1", "A5", "A7")
async def test_a_passkey_is_added_and_logs_in_without_an_address(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas")
    own = await keeper(page)
    await add(page)
    [kept] = await own.kept()
    assert kept["isResidentCredential"]
    assert kept["userName"] == "jonas@lernfaden.example"
    assert kept["userHandle"]
    await log_out(page)
    await ask_by_button_alone(page)
    await page.goto("/login?next=/settings/devices")
    await page.get_by_role("button", name=LOG_IN).click()
    # The address of the login page ends alike.
    await page.wait_for_url(lambda url: path_of(url) == "/settings/devices")
    await page.goto("/settings/passkeys")
    await expect(page.get_by_role("main")).to_contain_text("Zuletzt benutzt")


@rule("A1", "A5")
async def test_the_address_offers_it_by_itself(windows: Windows, demo: Instance) -> None:
    """By the browser's autofill, which a test takes by saying that somebody is there."""
    page = await enter(windows, demo, "jonas")
    await keeper(page)
    await add(page)
    await log_out(page)
    await page.goto("/login")
    await page.wait_for_url(lambda url: "/login" not in url)
    await expect(page.get_by_role("main")).to_be_visible()


@rule("A5")
async def test_without_being_verified_nobody_gets_in_and_another_way_is_there(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas")
    own = await keeper(page)
    await add(page)
    await log_out(page)
    await own.tell("setUserVerified", isUserVerified=False)
    await ask_by_button_alone(page)
    await page.goto("/login")
    await page.get_by_role("button", name=LOG_IN).click()
    await expect(page.get_by_text("Kein Passkey benutzt.")).to_be_visible()
    await own.tell("setUserVerified", isUserVerified=True)
    await page.get_by_role("button", name=LOG_IN).click()
    await page.wait_for_url(lambda url: "/login" not in url)


@rule("A5")
async def test_a_device_has_one_and_a_removed_one_is_forgotten(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas")
    own = await keeper(page)
    await add(page)
    await page.get_by_role("button", name=ADD).click()
    await expect(page.get_by_text("Auf diesem Gerät gibt es schon einen Passkey")).to_be_visible()
    await page.locator("#settings-passkeys .rows a").first.click()
    await page.get_by_label("Name", exact=True).fill("Mein Telefon")
    await page.get_by_role("button", name="Speichern").click()
    await page.get_by_role("link", name="Mein Telefon").click()
    await page.get_by_role("link", name="Passkey entfernen").click()
    await page.get_by_role("dialog").get_by_role("button", name="Passkey entfernen").click()
    await expect(page.get_by_text("Der Passkey ist entfernt.")).to_be_visible()

    async def is_forgotten() -> bool:
        return await own.kept() == []

    await until(is_forgotten)


@rule("A2", "A5")
async def test_after_a_pin_a_passkey_is_offered_until_somebody_declines(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await keeper(page)
    spent = await by_pin(page, demo, "mila")
    await expect(page.get_by_role("heading", name=OFFER)).to_be_visible()
    await page.get_by_role("button", name="Nicht jetzt").click()
    await page.wait_for_url("**/sessions")
    await log_out(page)
    spent = await by_pin(page, demo, "mila", spent)
    await page.wait_for_url("**/sessions")

    other = await windows.open(demo)
    own = await keeper(other)
    await by_pin(other, demo, "mila", spent)
    await other.get_by_role("button", name="Passkey anlegen").click()
    await other.wait_for_url("**/sessions")
    [kept] = await own.kept()
    assert kept["userName"] == address_of("mila")


async def by_pin(page: Page, instance: Instance, who: str, spent: str = "") -> str:
    """With a PIN that is not spent yet, which it returns."""
    address = address_of(who)

    async def new() -> str:
        found = await instance.pin_for(address)
        return "" if found == spent else found

    await page.goto("/login")
    await page.get_by_label("E-Mail-Adresse").fill(address)
    await page.get_by_role("button", name="Login-Link und PIN senden").click()
    await page.wait_for_url("**/login/pin")
    await expect(page.locator("passkey-able input")).to_have_value("yes")
    pin = str(await until(new))
    await page.get_by_label("PIN", exact=True).fill(pin)
    await page.get_by_role("button", name="Einloggen").click()
    return pin


@rule("A5")
async def test_a_while_after_logging_in_a_new_one_takes_another_login(
    windows: Windows, demo: Instance
) -> None:
    """Choice: the page as it then is, for no test waits a quarter of an hour."""
    page = await enter(windows, demo, "jonas")
    await page.goto("/login?again=yes&next=/settings/passkeys")
    await expect(page.get_by_label("E-Mail-Adresse")).to_have_value(address_of("jonas"))
    await page.get_by_label("Passwort").fill(PASSWORD)
    await page.get_by_role("button", name="Einloggen", exact=True).click()
    await page.wait_for_url("**/settings/passkeys")
    await expect(page.get_by_role("button", name=ADD)).to_be_visible()


@rule("N6")
async def test_without_scripts_the_login_page_is_as_it_was(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo, java_script_enabled=False)
    await page.goto("/login")
    await expect(page.get_by_role("button", name="Einloggen", exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name=LOG_IN)).to_be_hidden()
    await log_in_here(page, "jonas")
