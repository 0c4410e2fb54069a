"""What happens in a month, step by step; what workers do is done at each."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from playwright.async_api import Locator, Page, expect

from domain.credits import balance
from domain.providers import public_holidays
from tests.browser.harness import path_of
from tests.browser.sending import fill, press, send
from tests.conftest import FrozenClock
from tests.world import World
from web.words.formats import Formats
from web.words.translations import say
from workers.relay import relay

MONDAY = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
"""Nine in Berlin; the clocks change on the 28th."""
GOOD_FRIDAY = date(2027, 3, 26)


@dataclass(frozen=True)
class Look:
    """Who reads it how. Shape: devices of the harness."""

    language: str
    theme: Any
    educator: str
    families: str

    def say(self, text: str) -> str:
        return say(self.language, text)

    def moment(self, day: date, time: str) -> str:
        return f"{Formats(self.language).day(day, MONDAY.date())}, {time}"


@dataclass
class Month:
    """What happens in it, in order."""

    world: World
    clock: FrozenClock
    look: Look
    jonas: Page
    nadia: Page
    dora: Page

    async def one_of_several_times_and_another_instead(self) -> None:
        jonas, nadia = self.jonas, self.nadia
        await jonas.goto(self.new("alternatives", self.world.mila.id))
        await fill(jonas, ("2027-03-03", "16:00"), ("2027-03-04", "17:00"))
        await send(jonas, "#session-new")
        await nadia.goto("/sessions")
        card = nadia.locator(".card--waiting")
        await expect(card.get_by_role("button", name=self.say("Bestätigen"))).to_have_count(2)
        await card.get_by_role("link", name=self.say("Passt nicht")).click()
        await fill(nadia, ("2027-03-06", "10:00"))
        await send(nadia, "#sheet")
        await expect(card).to_have_count(0)
        await jonas.goto("/calendar")
        await expect(jonas.locator("#todo")).to_contain_text(
            self.look.moment(date(2027, 3, 6), "10:00")
        )
        await press(jonas.locator("#todo").get_by_role("button", name=self.say("Annehmen")))
        await nadia.goto("/sessions")
        await expect(thread(nadia, "2027-03-06T09:00:00Z")).to_contain_text(self.say("Bestätigt"))

    async def series_over_a_holiday_and_a_clock_change(self) -> None:
        jonas, dora = self.jonas, self.dora
        await jonas.goto(self.new("series", self.world.emil.id))
        await fill(jonas, ("2027-03-05", "16:30"))
        await jonas.get_by_label(self.say("Anzahl der Termine"), exact=True).fill("6")
        await send(jonas, "#session-new")
        await expect(jonas.locator("#session-new")).to_contain_text(
            public_holidays.among("DE-BE", [GOOD_FRIDAY], self.look.language)[GOOD_FRIDAY]
        )
        await press(jonas.get_by_role("button", name=self.say("Serie einstellen")))
        await dora.goto("/sessions")
        await dora.get_by_role("link", name=self.say("Termine ansehen")).click()
        await expect(dora.get_by_role("checkbox")).to_have_count(5)
        await press(dora.get_by_role("button", name=self.say("Bestätigen")))
        await self.later()
        await dora.goto("/sessions")
        # The same time on the wall before and after the 28th, and nothing on Good Friday.
        for moment in ("2027-03-05T15:30:00Z", "2027-04-02T14:30:00Z"):
            await expect(thread(dora, moment)).to_contain_text("16:30")
        await expect(dora.locator('time[datetime^="2027-03-26"]')).to_have_count(0)

    async def request_declined_and_another_accepted(self) -> None:
        for day, is_accepted in ((9, False), (10, True)):
            await self.request(day)
            await self.jonas.goto("/calendar")
            todo = self.jonas.locator("#todo")
            await todo.get_by_role(
                "link", name=self.say("Annehmen" if is_accepted else "Ablehnen")
            ).click()
            if not is_accepted:
                await self.jonas.get_by_label(self.say("Grund")).fill("Da bin ich beim Arzt.")
            await press(self.jonas.locator("form .button--main").last)
            await expect(self.jonas.locator("#detail, .pane").last).to_contain_text(
                self.say("Bestätigt" if is_accepted else "Abgelehnt")
            )
        await self.nadia.goto("/sessions")
        await expect(thread(self.nadia, "2027-03-10T14:00:00Z")).to_contain_text("Tom")

    async def request(self, day: int) -> None:
        nadia = self.nadia
        await nadia.goto("/sessions")
        await nadia.get_by_role("link", name=self.say("Termin anfordern")).click()
        for text in ("Mathe", "Tom"):
            await nadia.get_by_role("link", name=text).first.click()
        await nadia.locator(f'a[href*="2027-03-{day:02}"]').first.click()
        await press(nadia.get_by_role("button", name="15:00"))
        await press(nadia.get_by_role("button", name=self.say("Bestätigen")))
        await expect(
            nadia.get_by_role("link", name=self.say("Anfrage zurücknehmen"))
        ).to_be_visible()

    async def family_moves_in_time(self) -> None:
        await self.nadia.goto("/sessions")
        await thread(self.nadia, "2027-03-10T14:00:00Z").locator("a").click()
        await self.nadia.get_by_role("link", name=self.say("Verschieben")).click()
        await fill(self.nadia, ("2027-03-11", "18:00"))
        await press(self.nadia.get_by_role("button", name=self.say("Absagen und verschieben")))
        await self.jonas.goto("/calendar")
        await press(self.jonas.locator("#todo").get_by_role("button", name=self.say("Annehmen")))
        await self.nadia.goto("/sessions")
        await expect(thread(self.nadia, "2027-03-11T17:00:00Z")).to_contain_text(
            self.say("Bestätigt")
        )
        await expect(thread(self.nadia, "2027-03-10T14:00:00Z")).to_have_count(0)

    async def family_is_too_late_and_the_educator_moves(self) -> None:
        """The evening before: the family cannot cancel free of charge any more."""
        self.clock.to(datetime(2027, 3, 10, 19, tzinfo=UTC))
        await relay()
        await self.nadia.goto("/sessions")
        await thread(self.nadia, "2027-03-11T17:00:00Z").locator("a").click()
        address = path_of(self.nadia.url)
        await self.nadia.get_by_role("link", name=self.say("Verschieben")).click()
        await expect(
            self.nadia.get_by_text(self.say("Dafür ist es zu kurzfristig"))
        ).to_be_visible()
        await self.jonas.goto(f"{address}/move")
        await fill(self.jonas, ("2027-03-12", "18:00"))
        await press(self.jonas.locator("form").get_by_role("button", name=self.say("Verschieben")))
        await self.nadia.goto("/sessions")
        card = self.nadia.locator(".card--waiting")
        await expect(card).to_contain_text(self.look.moment(date(2027, 3, 11), "").rstrip(", "))
        await card.get_by_role("link", name=self.say("Bestätigen")).click()
        await press(self.nadia.locator("#sheet").get_by_role("button", name=self.say("Bestätigen")))
        await self.later()
        await self.nadia.goto("/sessions")
        await expect(thread(self.nadia, "2027-03-12T17:00:00Z")).to_contain_text(
            self.say("Bestätigt")
        )

    async def family_waits_for_an_earlier_time(self) -> None:
        """In place of the last of its series."""
        await self.dora.goto("/sessions")
        await thread(self.dora, "2027-04-09T14:30:00Z").locator("a").click()
        await self.dora.get_by_role("link", name=self.say("Lieber früher?")).click()
        await press(self.dora.get_by_role("button", name=self.say("Bescheid bekommen")))

    async def time_given_up_goes_to_who_waits(self) -> None:
        await self.later()
        await self.open_news(self.dora, "Früher frei: %(what)s")
        takes = self.say("Frühere Zeit nehmen")
        await self.dora.get_by_role("link", name=takes).click()
        await press(self.dora.locator("#sheet").get_by_role("button", name=takes))
        await self.dora.goto("/sessions")
        await expect(thread(self.dora, "2027-03-10T14:00:00Z")).to_contain_text(
            self.say("Bestätigt")
        )
        await expect(thread(self.dora, "2027-04-09T14:30:00Z")).to_have_count(0)

    async def group_that_is_full(self) -> None:
        """Two places, and both are needed a day before; nobody reads who has them."""
        await self.new_group("Mathe zu zweit", "Mila", "Tom")
        confirms = self.nadia.locator(".card--waiting").get_by_role(
            "button", name=self.say("Bestätigen")
        )
        for _ in ("Mila", "Tom"):
            await self.nadia.goto("/sessions")
            await press(confirms.first)
        await self.later()
        await self.dora.goto("/requests/new")
        await self.dora.get_by_role("link", name="Mathe zu zweit").click()
        main = self.dora.get_by_role("main")
        await expect(main).to_contain_text(self.say("Gruppe, alle Plätze vergeben"))
        await expect(main).not_to_contain_text("Mila")
        waits = self.dora.get_by_role("button", name=self.say("Auf die Warteliste"))
        await self.dora.context.set_offline(True)
        await waits.click()
        said = f"{self.say('Nicht auf der Liste')}: {self.say('keine Verbindung.')}"
        await expect(self.dora.locator("#notice")).to_have_text(said)
        await self.dora.context.set_offline(False)
        await press(waits)

    async def new_group(self, name: str, *children: str) -> None:
        """By pages from the service on."""
        jonas = self.jonas
        await jonas.goto("/services/new")
        await jonas.get_by_label(self.say("Name")).fill(name)
        await jonas.get_by_text(self.say("Mehrere Plätze: eine Gruppe")).click()
        for label in ("Plätze", "Mindestens"):
            await jonas.get_by_label(self.say(label)).fill(str(len(children)))
        await press(jonas.locator("form .button--main").last)
        await jonas.goto("/groups/new")
        await fill(jonas, ("2027-03-17", "16:00"))
        for child in children:
            await jonas.get_by_role("checkbox", name=child).check()
        await send(jonas, "#group-new")

    async def place_that_becomes_free_goes_to_who_waits(self) -> None:
        await self.nadia.goto("/sessions")
        toms = thread(self.nadia, "2027-03-17T15:00:00Z").filter(has_text="Tom")
        await self.cancel(self.nadia, toms.locator("a"))
        await self.later()
        await self.open_news(self.dora, "Platz frei: %(what)s")
        await press(self.dora.get_by_role("button", name=self.say("Bestätigen")))
        await self.later()

    async def group_that_too_few_want(self) -> None:
        """Emil does not come either, and nobody else waits."""
        await self.dora.goto("/sessions")
        await self.cancel(self.dora, thread(self.dora, "2027-03-17T15:00:00Z").locator("a"))
        self.clock.to(datetime(2027, 3, 16, 16, tzinfo=UTC))
        await relay()
        await self.nadia.goto("/sessions")
        milas = thread(self.nadia, "2027-03-17T15:00:00Z").filter(has_text="Mila")
        await expect(milas).to_contain_text(self.say("Abgesagt"))

    async def every_credit_is_accounted_for(self) -> None:
        """Two are spent for Nadia, four for Dora, whose series goes on, and none has lapsed."""
        self.clock.to(datetime(2027, 3, 31, 19, tzinfo=UTC))
        for _ in range(3):
            await relay()
        kaya, rossi = [await balance.of(each.id) for each in (self.world.kaya, self.world.rossi)]
        assert (kaya.free, kaya.held, kaya.spent, kaya.lapsed) == (8, 0, 2, 0)
        assert (rossi.free, rossi.held, rossi.spent, rossi.lapsed) == (5, 1, 4, 0)
        await self.dora.goto("/sessions/past")
        await expect(self.dora.get_by_text(self.say("Abgeschlossen"))).to_have_count(4)

    async def open_news(self, page: Page, title: str) -> None:
        """What a worker told, from its line on. Shape: a title up to what differs."""
        await page.goto("/notifications")
        await page.get_by_role("link", name=self.say(title).partition("%")[0]).click()

    async def cancel(self, page: Page, opens: Locator) -> None:
        """In time, from the list on."""
        await opens.click()
        await page.get_by_role("link", name=self.say("Absagen"), exact=True).click()
        await press(page.locator("#sheet").get_by_role("button", name=self.say("Session absagen")))

    async def later(self) -> None:
        """When nothing can be taken back any more."""
        self.clock.forward(timedelta(minutes=1))
        await relay()

    def say(self, text: str) -> str:
        return self.look.say(text)

    def new(self, kind: str, learner: UUID) -> str:
        return f"/sessions/new?kind={kind}&learner={learner}&service={self.world.maths.id}"


def thread(page: Page, moment: str) -> Locator:
    """What stands in the thread at that moment."""
    return page.locator(f'.knot:has(time[datetime="{moment}"])')
