"""What people have asked the support, and what it answered."""

from collections.abc import Iterator
from functools import partial
from uuid import uuid4

from domain.conversations import conversation, sending, with_support
from domain.conversations.sending import NewMessage
from domain.profiles.actor import Actor, Supporter
from domain.support import guest, note, ready_answer

from .life import Step
from .people import People
from .times import Days

GUEST = "olga.brandt@mail.example"
READY = {
    "Mail kommt nicht an": (
        "Hallo! Sieh bitte im Spam-Ordner nach und gib die Adresse noch einmal ein. Die PIN gilt "
        "15 Minuten, und zwar in dem Browser, in dem du sie angefordert hast."
    ),
    "Neues Handy": (
        "Hallo! Logge dich auf dem neuen Handy ein und installiere die App unter „Mehr“. Das alte "
        "kannst du unter „Geräte“ ausloggen."
    ),
}


def of(days: Days, people: People) -> Iterator[Step]:
    """Nadia was answered; a guest, who cannot log in, waits."""
    nadia, support = people.kaya.guardian, people.support
    for title, words in READY.items():
        yield days.at(-70, "09:30"), partial(ready_answer.keep, uuid4(), title, words, by=support)
    for day, at, by, words in _nadia(nadia, support):
        yield days.at(day, at), partial(_say, nadia, by, words)
    yield days.at(-5, "09:42"), partial(_note, nadia, support)
    words = "Ich habe mein Passwort vergessen, und die Mail mit der PIN kommt nicht an."
    yield days.at(-1, "20:31"), partial(_ask, words)


def _nadia(nadia: Actor, support: Actor) -> Iterator[tuple[int, str, Actor, str]]:
    yield -6, "21:14", nadia, "Hallo, auf dem Tablet kommen keine Mitteilungen an. Was fehlt?"
    yield (
        *(-5, "09:40", support),
        "Hallo Nadia! Jedes Gerät fragt für sich: Logg dich auf dem Tablet ein und schalte sie "
        "unter Mehr, Erinnerungen und Mitteilungen ein.",
    )
    yield -5, "12:05", nadia, "Danke, jetzt kommen sie!"


async def _say(asker: Actor, by: Actor, words: str) -> None:
    one = await conversation.reachable(with_support.own(asker.profile_id), by=by)
    await sending.send(one, NewMessage(uuid4(), words), by=by)


async def _note(asker: Actor, by: Supporter) -> None:
    one = await conversation.reachable(with_support.own(asker.profile_id), by=by)
    await note.write(uuid4(), one, "iPad: erst auf den Home-Bildschirm, dann fragt es.", by=by)


async def _ask(words: str) -> None:
    await guest.write(GUEST, NewMessage(uuid4(), words), language="de", network="")
