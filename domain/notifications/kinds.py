"""Every kind of fact there is, from the areas' own registries."""

from domain.agreements import kinds as agreements
from domain.conversations import kinds as conversations
from domain.credits import kinds as credits
from domain.documents import kinds as documents
from domain.notifications.kind import Kind
from domain.profiles import kinds as profiles
from domain.providers import kinds as providers
from domain.sessions import kinds as sessions
from domain.support import kinds as support

KINDS: dict[str, Kind] = {
    **sessions.KINDS,
    **credits.KINDS,
    **providers.KINDS,
    **documents.KINDS,
    **agreements.KINDS,
    **conversations.KINDS,
    **support.KINDS,
    **profiles.KINDS,
}
