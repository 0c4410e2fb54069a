"""Firefox: messages go and come live, and what is written without a network goes later, once."""

from playwright.async_api import Page, expect

from tests.browser.harness import Instance
from tests.browser.network import Network
from tests.browser.talking import write as write_back
from tests.browser.test_conversations import all_sent, bubble, field, new_words, talk, write
from tests.browser.test_sharing_firefox import nadia, way
from tests.rules import rule
from tests.waiting import until

__all__ = ["nadia", "way"]


@rule("C2", "C4")
async def test_messages_go_and_come_and_wait_for_the_network(
    nadia: Page, way: Network, demo: Instance
) -> None:
    await talk(nadia, "Jonas Weber")
    sent, answer, later = new_words(), new_words(), new_words()
    await write(nadia, sent)
    await expect(bubble(nadia, sent)).to_contain_text("Gesendet")
    await write_back(demo, answer)
    await expect(bubble(nadia, answer)).to_be_visible()
    await way.cut()
    await write(nadia, later)
    await expect(bubble(nadia, later)).to_contain_text("Wird gesendet")
    await expect(field(nadia)).to_have_value("")
    await way.mend()
    await until(lambda: all_sent(nadia))
    await nadia.reload()
    for words in (sent, answer, later):
        await expect(bubble(nadia, words)).to_have_count(1)
