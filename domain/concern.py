"""Concern: who is concerned by what happens, and who reads a name. Rule: A8 B5 N1.

Rows decide, as in domain/reach.py.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from domain import database
from domain.reach import IS_GUARDIAN, WRITES, Clause

READERS_OF_PROFILE = """
WITH home AS (SELECT m.family AS id FROM memberships m WHERE m.profile = {}
  UNION SELECT c.family FROM assignments a JOIN connections c ON c.id = a.connection
  WHERE a.educator = {})
SELECT h.id FROM home h
UNION SELECT m.profile FROM home h JOIN memberships m ON m.family = h.id AND m.role = 'child'
UNION SELECT a.educator FROM home h JOIN connections c ON c.family = h.id
  JOIN assignments a ON a.connection = c.id
"""
"""Who reads a name somewhere, also in what is past: families, their children, and educators."""
READERS_OF_PROVIDER = """
WITH home AS (SELECT c.family AS id FROM connections c WHERE c.provider = {})
SELECT h.id FROM home h
UNION SELECT m.profile FROM home h JOIN memberships m ON m.family = h.id AND m.role = 'child'
UNION SELECT w.profile FROM staff w WHERE w.provider = {}
"""
_CONCERNED = {
    "guardians": f"""
SELECT 'guardians' AS role, m.family AS about, m.profile AS profile
FROM memberships m WHERE m.family IN ({{ids}}) AND {IS_GUARDIAN}
""",
    "writers": f"""
SELECT 'writers' AS role, m.family AS about, m.profile AS profile
FROM memberships m WHERE m.family IN ({{ids}}) AND {WRITES}
""",
    "learner": """
SELECT 'learner' AS role, p.id AS about, p.id AS profile
FROM profiles p WHERE p.id IN ({ids}) AND p.kind = 'child'
""",
    "educator": """
SELECT 'educator' AS role, w.profile AS about, w.profile AS profile
FROM staff w WHERE w.profile IN ({ids}) AND w.ended_at IS NULL
""",
    "educators": """
SELECT 'educators' AS role, a.connection AS about, a.educator AS profile
FROM assignments a WHERE a.connection IN ({ids}) AND a.ended_at IS NULL
UNION ALL SELECT 'educators' AS role, c.id AS about, w.profile AS profile
FROM connections c JOIN staff w ON w.provider = c.provider
WHERE c.id IN ({ids}) AND w.role = 'manager' AND w.ended_at IS NULL
""",
    "managers": """
SELECT 'managers' AS role, c.id AS about, w.profile AS profile
FROM connections c JOIN staff w ON w.provider = c.provider
WHERE c.id IN ({ids}) AND w.role = 'manager' AND w.ended_at IS NULL
""",
    "supporters": """
SELECT 'supporters' AS role, k.id AS about, u.profile AS profile
FROM support_cases k JOIN supporters u ON u.ended_at IS NULL
  AND (k.assignee IS NULL OR k.assignee = u.profile) WHERE k.id IN ({ids})
""",
    "profile": """
SELECT 'profile' AS role, p.id AS about, p.id AS profile FROM profiles p WHERE p.id IN ({ids})
""",
}


def concerned(of: Mapping[str, Collection[UUID]]) -> Clause | None:
    """Who is concerned by what happens to these, as rows of (role, about, profile).

    Rule: N1. Shape: of names for each role what it is about: guardians of families, children that
    write in their conversations, learners that are children, educators who work somewhere,
    everybody of a connection's provider that teaches its family or manages, those alone who manage,
    of the support whoever has taken a case or else all, and profiles as they are. None where that
    is nobody.
    """
    asked = {role: sorted(set(ids)) for role, ids in of.items() if ids}
    parts = [_CONCERNED[role].format(ids=database.marks(ids)) for role, ids in asked.items()]
    values = [id for role, ids in asked.items() for id in ids * _CONCERNED[role].count("{ids}")]
    return Clause("\nUNION ALL ".join(parts), values) if parts else None
