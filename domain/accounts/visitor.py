"""Who asks: the person behind a device's cookie, in one look-up."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain import clock, database
from domain.accounts import device

# A profile is the account's own, or a child of a family in which the account has a guardian. It is
# asked again here, so that a device loses a profile at once when its account does.
_MAY_USE = """
(p.account = d.account OR (p.kind = 'child' AND EXISTS (
  SELECT 1 FROM profiles g
  WHERE g.account = d.account AND g.kind = 'guardian' AND g.family = p.family)))
"""
# From the account to its families, for SQLite would ask of every child whether it is one of theirs.
_COUNT = """
(SELECT count(*) FROM profiles m WHERE m.account = d.account) +
(SELECT count(*) FROM profiles c WHERE c.kind = 'child'
  AND (c.account IS NULL OR c.account <> d.account) AND c.family IN (
  SELECT g.family FROM profiles g WHERE g.account = d.account AND g.kind = 'guardian'))
"""
_COLUMNS = f"""
SELECT d.last_used_at, d.id, d.account, a.email, a.claimed_email,
  a.password_hash IS NOT NULL, {_COUNT},
  p.id, p.kind, p.name, p.colour, p.language, p.time_zone, p.may_confirm, p.revision,
  p.family, f.revision, e.id, e.provider, v.revision, v.name,
  (SELECT count(*) FROM notifications n WHERE n.profile = p.id AND n.read_at IS NULL)
FROM devices d JOIN accounts a ON a.id = d.account
"""
_JOINS = """
LEFT JOIN families f ON f.id = p.family
LEFT JOIN educators e ON e.profile = p.id
LEFT JOIN providers v ON v.id = e.provider
WHERE d.token_hash = {} AND d.ended_at IS NULL AND d.last_used_at >= {}
"""
_BY_TOKEN = f"{_COLUMNS} LEFT JOIN profiles p ON p.id = d.profile AND {_MAY_USE} {_JOINS}"
# The body of a push names the profile it was for. From a device that a child has in hand nobody
# acts as a grown-up.
_ACTING_AS = f"""
{_COLUMNS} JOIN profiles p ON p.id = {{}} AND {_MAY_USE} {_JOINS}
AND (p.id = d.profile OR NOT EXISTS (
  SELECT 1 FROM profiles h WHERE h.id = d.profile AND h.kind = 'child'))
"""


@dataclass(frozen=True, slots=True)
class Login:
    """A logged-in device whose profile may not be chosen yet. Rule: A7 A10."""

    device_id: UUID
    account_id: UUID
    email: str | None
    claimed_email: str
    has_password: bool
    profiles_count: int

    @property
    def is_proven(self) -> bool:
        """Whether the address is known to be theirs."""
        return self.email is not None


@dataclass(frozen=True, slots=True)
class Visitor(Login):
    """Somebody who uses the app as a profile; the actor of every change made from the web.

    Shape: the revisions rise with everything that a page of theirs could show.
    """

    profile_id: UUID
    kind: str
    name: str
    colour: int
    language: str
    time_zone: str
    may_confirm: bool
    revision: int
    family_id: UUID | None
    family_revision: int | None
    educator_id: UUID | None
    provider_id: UUID | None
    provider_revision: int | None
    provider_name: str | None
    unread_count: int

    @property
    def is_child(self) -> bool:
        return self.kind == "child"

    @property
    def stamp(self) -> str:
        """Changes with everything that a page shows of the visitor or of what is theirs."""
        return (
            f"{self.profile_id}.{self.revision}.{self.family_revision}.{self.provider_revision}"
            f".{self.unread_count}.{self.profiles_count}.{self.is_proven}.{self.has_password}"
            f".{self.name}.{self.colour}.{self.language}.{self.time_zone}.{self.may_confirm}"
        )


async def by_token(token: str, acting_as: UUID | None = None) -> Login | Visitor | None:
    """Who holds this token; a Login while no profile is chosen, None when it is not valid.

    Rule: A7 A8 A10. Shape: acting_as is another profile that the account may use, for one request.
    """
    since = device.oldest_use(clock.now())
    if acting_as is None:
        found = await database.row(_BY_TOKEN, device.token_hash(token), since)
    else:
        found = await database.row(_ACTING_AS, acting_as, device.token_hash(token), since)
    if found is None:
        return None
    await device.note_use(found[1], found[0])
    # SQLite gives what is computed as a number.
    values: list[Any] = [*found[1:5], bool(found[5]), *found[6:]]
    return Visitor(*values) if found[7] else Login(*values[:6])
