"""What families and Jonas have written to each other."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID, uuid4

from domain.conversations import conversation, reading, sending
from domain.conversations.sending import NewMessage
from domain.profiles.actor import Actor

from .life import Step
from .people import People
from .times import Days


def of(days: Days, people: People) -> Iterator[Step]:
    """Kaya has not read the newest; Rossi waits for an answer."""
    for talk, said in ((people.kaya.connection.id, _kaya), (people.rossi.connection.id, _rossi)):
        for day, at, by, words in said(people):
            yield days.at(day, at), partial(_say, talk, by, words)
    nadia = people.kaya.guardian
    yield days.at(-2, "18:20"), partial(_read, people.kaya.connection.id, nadia)


def _kaya(people: People) -> Iterator[tuple[int, str, Actor, str]]:
    nadia, jonas, mila = people.kaya.guardian, people.jonas, people.kaya.children["Mila"]
    yield -12, "19:04", nadia, "Hallo Jonas, Mila schreibt am Monatsende eine Mathearbeit: Brüche."
    yield -12, "19:30", jonas, "Danke fürs Bescheidgeben! Dann üben wir ab jetzt Brüche."
    yield -6, "17:12", jonas, "Ein Arbeitsblatt liegt bei den Dokumenten. Seite 2 ist zum Knobeln."
    yield -6, "17:45", mila, "Seite 2 ist ganz schön schwer 🙈"
    yield -6, "17:52", jonas, "Fang mit der unteren Aufgabe an, die hilft bei der oberen."
    yield -4, "18:41", nadia, "Sie hat alles gelöst, das Foto ist bei den Dokumenten."
    yield -4, "20:10", jonas, "Großartig! Nur bei der 3 kürzen wir noch einmal gemeinsam."
    yield -2, "18:15", nadia, "Nächste Woche sind wir am Montag beim Zahnarzt. Ginge auch Dienstag?"
    yield -1, "18:52", jonas, "Klar. Ich habe euch zwei Zeiten vorgeschlagen, sucht euch eine aus."


def _rossi(people: People) -> Iterator[tuple[int, str, Actor, str]]:
    dora, jonas = people.rossi.guardian, people.jonas
    yield -30, "08:05", jonas, "Willkommen! Bringt zur ersten Session bitte das letzte Zeugnis mit."
    yield -30, "12:40", dora, "Machen wir. Emil freut sich schon."
    yield -1, "19:26", dora, "Ich habe gerade einen Termin für Emil angefragt. Würde das passen?"


async def _say(talk: UUID, by: Actor, words: str) -> None:
    one = await conversation.reachable(talk, by=by)
    await sending.send(one, NewMessage(uuid4(), words), by=by)


async def _read(talk: UUID, by: Actor) -> None:
    one = await conversation.reachable(talk, by=by)
    await reading.read(one, one.last_number, by=by)
