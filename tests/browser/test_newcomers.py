"""A tutor and a family who have never been here, on an instance where nobody is yet."""

import pytest
from playwright.async_api import expect

from tests.browser import journey
from tests.browser.harness import Instance, Windows, after
from tests.rules import rule


@pytest.mark.scaled_out
@rule("B2", "N6", "S3", "S8", "K2", "K5")
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
async def test_a_tutor_and_a_family_come_and_agree(
    windows: Windows, empty: Instance, scripts: bool
) -> None:
    tutor = await windows.open(empty, "desktop", java_script_enabled=scripts)
    family = await windows.open(empty, "phone", java_script_enabled=scripts)
    way = "scripts" if scripts else "plain"
    robin, kim = f"robin-{way}@familie.example", f"kim-{way}@familie.example"

    await journey.start_as_provider(tutor, robin)
    await journey.prove_address(tutor, empty, robin)
    await journey.add_service(tutor)
    await journey.connect(family, await journey.invite(tutor), kim)
    await journey.grant(tutor, 5)
    in_time = await journey.propose_and_confirm(tutor, family, after(hours=30))
    late = await journey.propose_and_confirm(tutor, family, after(hours=3))
    await journey.balance(family, free=3, held=2)

    await journey.open_cancellation(family, in_time)
    await expect(family.get_by_text("Kostenfrei", exact=True)).to_be_visible()
    await family.get_by_role("button", name="Session absagen").click()
    await expect(family.get_by_role("main")).to_contain_text("Abgesagt")
    await journey.balance(family, free=4, held=1)

    await journey.open_cancellation(family, late)
    await expect(family.get_by_text("Der Credit verfällt")).to_be_visible()
    await family.get_by_role("button", name="Trotzdem absagen").click()
    await expect(family.get_by_role("main")).to_contain_text("Abgesagt")
    await journey.balance(family, free=4, held=0)
    await expect(family.get_by_role("main")).to_contain_text("verfallen")
