"""Safari's engine: a message goes and comes live, and what is written offline goes later, once."""

from tests.browser.harness import Instance
from tests.browser.talking import write
from tests.browser.test_conversations import new_words
from tests.browser.test_webkit import Nadia, nadia
from tests.rules import rule
from tests.waiting import until

__all__ = ["nadia"]

COUNT = """() => [...document.querySelectorAll('.talk__words')]
  .filter((one) => one.textContent === '{}').length"""
# A button without a text of its own.
SEND = "() => document.querySelector('.talk__write .talk__send').click()"
IS_SENT = "() => localStorage.getItem('unsent') === null"


@rule("C2", "C4")
async def test_messages_go_and_come_and_wait_for_the_network(nadia: Nadia, demo: Instance) -> None:
    window = nadia.window
    await nadia.chooses("Nadia")
    await window.goto("/conversations")
    await window.press("Jonas Weber", "main a")
    await window.shows("Chat · Jonas Weber", "h1")
    await until(lambda: window.evaluate("() => Boolean(customElements.get('conversation-thread'))"))
    sent, answer, later = new_words(), new_words(), new_words()

    async def says(words: str) -> None:
        await window.fill("Nachricht", words)
        await window.evaluate(SEND)

    await says(sent)
    await until(lambda: window.evaluate(IS_SENT))
    await write(demo, answer)
    await window.shows(answer, ".talk__list")
    await nadia.network.cut()
    await says(later)
    await window.shows("Wird gesendet", ".talk__list")
    await nadia.network.mend()
    await until(lambda: window.evaluate(IS_SENT))
    await window.reload()
    await window.shows(later, ".talk__list")
    for words in (sent, answer, later):
        assert await window.evaluate(COUNT.replace("{}", words)) == 1
