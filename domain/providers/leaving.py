"""A guardian leaves the family, or another one ends it for them. Rule: A8."""

from uuid import UUID as Id

from domain import clock, database, events
from domain.accounts.account import AddressUnproven
from domain.calendar import address
from domain.errors import Conflict, found
from domain.facts import Fact, Subject
from domain.profiles import family, members, membership, shown
from domain.profiles.actor import Guardian
from domain.profiles.family import Family
from domain.profiles.members import Member
from domain.providers import invitation

_PROVEN = """
SELECT p.id FROM profiles p JOIN accounts a ON a.id = p.account
WHERE a.email IS NOT NULL AND p.id IN ({ids})
"""


class LastGuardian(Conflict):
    """Nobody would plan for the family any more, or nobody whose address is known to be theirs."""


async def reachable(guardian: Id, *, by: Guardian) -> Member:
    """A guardian of the family whom somebody else could follow.

    Choice: only who has proven an address ends it for others, and one who has stays, for whoever
    mistyped theirs may never come in again. Errors: NotFound, LastGuardian, AddressUnproven.
    """
    people = await members.of(by.family_id)
    planning = {each.id: each for each in people if each.kind == "guardian"}
    member = found(planning.get(guardian))
    found(planning.get(by.profile_id))
    sql = _PROVEN.format(ids=database.marks(planning))
    proven = {id for (id,) in await database.rows(sql, *planning)}
    if not proven - {guardian}:
        raise LastGuardian
    if by.profile_id not in proven | {guardian}:
        raise AddressUnproven
    return member


async def leave(guardian: Id, *, by: Guardian) -> None:
    """Ends at once what the guardian reaches through this family; what they did stays.

    Choice: guardians are alike, so each may end it for another, and all are told. Of two who end
    it for each other at once the second does not belong to the family any more. What they may have
    kept ends too: the invitations that they made, and the children's calendar addresses, which
    whoever subscribed to them takes anew.
    Errors: NotFound, LastGuardian, AddressUnproven; nothing is written.
    """
    async with database.transaction():
        await database.lock(Family, [by.family_id])
        member = await reachable(guardian, by=by)
        await shown.profile(member.id)
        await _end_what_was_kept(member, by)
        await membership.leave(member.id, by.family_id)
        await _tell(member, by)


async def _end_what_was_kept(member: Member, by: Guardian) -> None:
    await invitation.revoke_by(member.id, by.family_id)
    for child in await members.children(by.family_id):
        await address.renew(child.id, by=by)


async def _tell(member: Member, by: Guardian) -> None:
    """Those who stay; and whom another one has removed, by mail, for no page is left to them."""
    now, home = clock.now(), await family.by_id(by.family_id)
    particulars = {"name": member.name, "family": home.name}
    events.record(Fact("family.left", by.profile_id, Subject(family=home.id), now, "", particulars))
    if member.id != by.profile_id:
        subject = Subject(family=home.id)
        fact = Fact("family.closed", by.profile_id, subject, now, "", particulars, member.id)
        events.record(fact)
