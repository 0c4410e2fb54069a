"""Reach: who reaches what. With domain/concern.py the only home of that SQL.

Rule: A8 B5 C6 D1. Rows decide: memberships (profile, family, role), staff (profile, provider,
role), assignments (educator, connection), supporters (profile). Lists, look-ups, recipients and
reminders all ask here.
"""

from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.errors import NotFound
from domain.profiles.actor import (
    Actor,
    Child,
    Educator,
    Guardian,
    Manager,
    Staff,
    Supporter,
    acting,
)

IS_GUARDIAN = "m.role = 'guardian' AND m.ended_at IS NULL"
"""Of a membership called m."""
IS_CHILD = "m.role = 'child' AND m.ended_at IS NULL"
"""Of a membership called m, of a profile that others plan for."""
SHARES = f"{IS_CHILD} AND m.may_share"
"""Of a membership called m, of a child that sees what its family shares. Rule: D1."""
WRITES = f"{IS_CHILD} AND m.may_write"
"""Of a membership called m, of a child that takes part in its family's conversations. Rule: C1."""
LEARNS = """
m.ended_at IS NULL AND (m.role = 'child' OR NOT EXISTS (SELECT 1 FROM memberships k
  WHERE k.family = m.family AND k.role = 'child' AND k.ended_at IS NULL))
"""
"""Who can have sessions, of a membership called m: children, or the adults without any."""
PEOPLE = "memberships m JOIN profiles p ON p.id = m.profile"
"""To stand after FROM: people p with what they are in a family, m, ended ones too."""
GUARDIAN_BY_ACCOUNT = f"""
SELECT p.id FROM {PEOPLE} WHERE p.account = {{}} AND m.family = {{}} AND {IS_GUARDIAN}
ORDER BY m.created_at, p.id
"""
"""As which guardian an account is in a family."""
HOME = """
(SELECT f.name FROM memberships m JOIN families f ON f.id = m.family
  WHERE m.profile = p.id AND m.ended_at IS NULL ORDER BY m.created_at, m.id LIMIT 1)
"""
"""The first family of a profile called p, by name."""
GUARDIAN_TWICE = """
SELECT n.profile, o.profile, n.family FROM profiles p
JOIN memberships n ON n.profile = p.id AND n.role = 'guardian' AND n.ended_at IS NULL
JOIN memberships o ON o.family = n.family AND o.role = 'guardian' AND o.ended_at IS NULL
  AND (o.created_at < n.created_at OR o.created_at = n.created_at AND o.id < n.id)
JOIN profiles q ON q.id = o.profile AND q.account = p.account
WHERE p.account = {} ORDER BY n.created_at DESC, n.id DESC
"""
"""Where an account is a guardian of a family twice: the later profile, an earlier, the family."""
CHILDREN_OF_FAMILY = f"SELECT m.profile FROM memberships m WHERE m.family = {{}} AND {IS_CHILD}"
LEARNERS = f"memberships m ON m.family = c.family AND {LEARNS.strip()}"
"""To stand after LEFT JOIN: who of the family of a connection called c can have sessions, as m."""
CHILDREN = f"memberships m ON m.family = c.family AND {IS_CHILD}"
"""To stand after JOIN: the children of the family of a connection called c, as m."""
OF_LEARNER = """
LEFT JOIN memberships m ON m.profile = s.learner AND m.family = s.family AND m.ended_at IS NULL
"""
"""What the learner of a session called s is in its family, as m."""
TEACHES = """
JOIN assignments a ON a.connection = c.id AND a.ended_at IS NULL
JOIN staff w ON w.profile = a.educator AND w.provider = c.provider AND w.role = 'educator'
  AND w.ended_at IS NULL
"""
"""Who teaches the family of a connection called c: the assignment a, for the work w."""
FAMILIES_OF_CHILD = "SELECT m.family FROM memberships m WHERE m.profile = {} AND m.ended_at IS NULL"
EDUCATORS_OF_CONNECTION = """
SELECT a.educator FROM assignments a WHERE a.connection = {} AND a.ended_at IS NULL
"""
CONNECTIONS_OF_EDUCATOR = """
SELECT a.connection FROM assignments a WHERE a.educator = {} AND a.ended_at IS NULL
"""
CONNECTIONS_OF_CHILD = f"""
SELECT c.id, m.may_share, m.may_write FROM memberships m
JOIN connections c ON c.family = m.family AND c.ended_at IS NULL
WHERE m.profile = {{}} AND {IS_CHILD}
"""
"""Those of a child's families, with what it may there."""
FAMILIES_THAT_SHARE = f"SELECT m.family FROM memberships m WHERE m.profile = {{}} AND {SHARES}"
"""Those whose documents a child sees."""
FAMILIES_THAT_TALK = f"SELECT m.family FROM memberships m WHERE m.profile = {{}} AND {WRITES}"
"""Those in whose conversations a child takes part."""
BELONGS = """
LEFT JOIN memberships m ON m.id = (
  SELECT b.id FROM memberships b WHERE b.profile = p.id AND b.role = 'guardian'
  AND b.ended_at IS NULL ORDER BY b.created_at, b.id LIMIT 1)
LEFT JOIN staff w ON w.profile = p.id AND w.role = p.kind AND w.ended_at IS NULL
"""
"""Where a profile called p acts: a guardian in the first family, m, staff for the provider of w."""
SUPPORTERS = "SELECT u.profile FROM supporters u WHERE u.ended_at IS NULL"
"""Who answers for the platform. Rule: C6."""
STAFF_OF_PROVIDER = "SELECT w.profile FROM staff w WHERE w.provider = {} AND w.ended_at IS NULL"
ROLE_IN_FAMILY = """
SELECT m.role FROM memberships m WHERE m.profile = {} AND m.family = {} AND m.ended_at IS NULL
"""


_ACTOR = f"""
SELECT p.kind, m.family, w.provider FROM profiles p {BELONGS}
WHERE p.id = {{}} AND (p.kind <> 'supporter' OR p.id IN ({SUPPORTERS}))
"""


class Clause(NamedTuple):
    """A condition for WHERE with its values."""

    sql: str
    values: list[UUID]


NOTHING = Clause("FALSE", [])
"""The support sees nothing of what families and providers have in common. Rule: C6."""


async def acting_as(profile: UUID) -> Actor:
    """An actor where there is no request: commands, the demo world. Errors: NotFound."""
    row = await database.row(_ACTOR, profile)
    actor = acting(row[0], profile, row[1], row[2]) if row else None
    if actor is None:
        raise NotFound
    return actor


def usable_by(account: str) -> str:
    """Whom an account may be, as a subquery for IN; account is an expression, used twice.

    Rule: A7 A8. Its own profiles, while they belong somewhere, and the children of the families in
    which it has a guardian. A child that logs in by itself has no guardian in its account, so it
    finds itself alone.
    """
    return f"""
SELECT u.id FROM profiles u WHERE u.account = {account} AND {belongs_somewhere("u")}
UNION ALL SELECT y.profile FROM profiles g JOIN memberships m ON m.profile = g.id AND {IS_GUARDIAN}
  JOIN memberships y ON y.family = m.family AND y.role = 'child' AND y.ended_at IS NULL
  WHERE g.account = {account}
"""


def belongs_somewhere(profile: str) -> str:
    """Whether a profile is still of a family or a provider in its kind, or of the support, as a
    condition.

    Shape: profile is what the table is called.
    """
    return f"""
(EXISTS (SELECT 1 FROM memberships b
    WHERE b.profile = {profile}.id AND b.role = {profile}.kind AND b.ended_at IS NULL)
  OR EXISTS (SELECT 1 FROM staff b
    WHERE b.profile = {profile}.id AND b.role = {profile}.kind AND b.ended_at IS NULL)
  OR EXISTS (SELECT 1 FROM supporters b
    WHERE b.profile = {profile}.id AND {profile}.kind = 'supporter' AND b.ended_at IS NULL))
"""


def sessions(by: Actor) -> Clause:
    """Which sessions; the table is called s. Shape: always on an index of sessions."""
    match by:
        case Guardian():
            return Clause("s.family = {}", [by.family_id])
        case Child():
            return Clause("s.learner = {}", [by.profile_id])
        case Educator():
            return Clause("s.educator = {}", [by.profile_id])
        case Manager():
            return Clause("s.provider = {}", [by.provider_id])
        case Supporter():
            return NOTHING


def group_dates(by: Staff) -> Clause:
    """Which dates of groups; the table is called g, its service's provider v."""
    if isinstance(by, Educator):
        return Clause("g.educator = {}", [by.profile_id])
    return Clause("v.id = {}", [by.provider_id])


def open_group_dates(by: Guardian) -> Clause:
    """Of those who teach the family; the tables as in group_dates()."""
    taught = (
        "EXISTS (SELECT 1 FROM assignments a JOIN connections c ON c.id = a.connection"
        " WHERE a.educator = g.educator AND a.ended_at IS NULL AND c.provider = v.id"
        " AND c.family = {} AND c.ended_at IS NULL)"
    )
    return Clause(taught, [by.family_id])


def own_sessions(by: Actor) -> Clause:
    """The same, but of a manager only what they teach; the table is called s."""
    return sessions(Educator(by.profile_id, by.provider_id) if isinstance(by, Manager) else by)


def sessions_of(profile: UUID) -> Clause:
    """Which sessions somebody learns in, teaches or is a guardian of; the table is called s."""
    families = f"SELECT m.family FROM memberships m WHERE m.profile = {{}} AND {IS_GUARDIAN}"
    sql = f"(s.learner = {{}} OR s.educator = {{}} OR s.family IN ({families}))"
    return Clause(sql, [profile] * 3)


def connections(by: Actor) -> Clause:
    """Which connections, ended ones too; the table is called c."""
    match by:
        case Guardian():
            return Clause("c.family = {}", [by.family_id])
        case Child():
            return Clause(f"c.family IN ({FAMILIES_OF_CHILD})", [by.profile_id])
        case Educator():
            assigned = (
                "EXISTS (SELECT 1 FROM assignments a WHERE a.connection = c.id"
                " AND a.educator = {} AND a.ended_at IS NULL)"
            )
            return Clause(f"c.provider = {{}} AND {assigned}", [by.provider_id, by.profile_id])
        case Manager():
            return Clause("c.provider = {}", [by.provider_id])
        case Supporter():
            return NOTHING


def shelves(by: Actor) -> Clause:
    """Of which connections there are documents to see, ended ones too; the table is called c.

    Rule: D1. A child sees those of the families that allow it.
    """
    if isinstance(by, Child):
        return Clause(f"c.family IN ({FAMILIES_THAT_SHARE})", [by.profile_id])
    return connections(by)


def documents(by: Actor) -> Clause:
    """Which documents of such a connection; the table is called d.

    Choice: a child sees what is for all of its family or for itself, and of another child nothing.
    """
    if isinstance(by, Child):
        return Clause("(d.learner IS NULL OR d.learner = {})", [by.profile_id])
    return Clause("TRUE", [])


def conversations(by: Actor) -> Clause:
    """With which connections somebody talks, ended ones too; the table is called c.

    Rule: C1. Choice: a manager takes part in all, so that nobody writes where nobody reads.
    """
    if isinstance(by, Child):
        return Clause(f"c.family IN ({FAMILIES_THAT_TALK})", [by.profile_id])
    return connections(by)


def cases(by: Actor) -> Clause:
    """Which conversations with the support; the case is called k.

    Rule: C6. Choice: a guardian reads and writes in those of the family's children too, so no child
    is alone with a grown-up whom its family does not know.
    """
    match by:
        case Supporter():
            return Clause("TRUE", [])
        case Guardian():
            asked = f"(k.asker = {{}} OR k.asker IN ({CHILDREN_OF_FAMILY}))"
            return Clause(asked, [by.profile_id, by.family_id])
        case _:
            return Clause("k.asker = {}", [by.profile_id])
