"""Consents that a provider wants before anything is booked. Rule: D5.

Choice: asked of whoever books for a family, and not of an educator who accepts what it asked for
while it had agreed.
"""

from domain.agreements import lacking
from domain.agreements.lacking import Learning
from domain.sessions.change import Change


async def must_stand(change: Change) -> None:
    """Errors: ConsentsMissing; nothing is confirmed."""
    booked = [each for each in change.sessions if not each.is_request]
    await lacking.must_be_none({Learning(each.connection, each.learner) for each in booked})
