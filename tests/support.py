"""The platform's support for tests, and who asks it."""

from uuid import UUID, uuid4

from domain.conversations import conversation, sending, with_support
from domain.conversations.conversation import Conversation
from domain.conversations.sending import NewMessage
from domain.profiles.actor import Actor, Supporter
from domain.support import guest, note, ready_answer, supporter
from tests.world import Person, person


async def ben(host: str = "lernfaden.example", name: str = "Ben") -> Person[Supporter]:
    """Who answers for the platform."""
    address = f"{name.lower()}@{host}"
    await supporter.add(address, name)
    (one,) = [each for each in await supporter.every() if each.address == address]
    return await person(one.profile, Supporter)


async def conversation_of(asker: Person[Actor], by: Actor | None = None) -> Conversation:
    """What somebody and the support write to each other, as it is for a reader."""
    return await conversation.reachable(with_support.own(asker.id), by=by or asker.actor)


async def say(
    asker: Person[Actor], words: str, *, by: Actor | None = None, key: UUID | None = None
) -> UUID:
    """The message's id. Shape: by is whoever asks, unless it is said."""
    one = await conversation_of(asker, by)
    new = NewMessage(key or uuid4(), words)
    await sending.send(one, new, by=by or asker.actor)
    return new.id


async def write(address: str, words: str, *, network: str = "192.0.2.7") -> None:
    """As who is not logged in writes."""
    await guest.write(address, NewMessage(uuid4(), words), language="de", network=network)


async def everything(asker: Person[Actor], by: Person[Supporter]) -> UUID:
    """Something of each kind of thing; returns the id of a ready answer."""
    await say(asker, "Hilfe!")
    await note.write(uuid4(), await conversation_of(asker, by.actor), "Ruft an.", by=by.actor)
    key = uuid4()
    await ready_answer.keep(key, "Neues Handy", "Logge dich dort ein.", by=by.actor)
    return key
