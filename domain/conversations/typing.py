"""Typing: somebody writes at this moment, which pages that show the conversation say. Rule: C2.

Choice: a hint that passes, without a row and without a statement that writes; whoever misses it has
missed nothing. How often a device says so, and how long another shows it, the scripts decide.
"""

from domain import live
from domain.conversations import conversation
from domain.conversations.conversation import Conversation
from domain.live import passing
from domain.profiles.actor import Actor


async def say(one: Conversation, *, by: Actor) -> None:
    """Errors: Over."""
    if refused := conversation.refusal(one):
        raise refused
    about = one.id, by.profile_id
    live.publish_soon([passing.named(topic, *about) for topic in await one.topics()])
