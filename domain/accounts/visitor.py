"""Who asks: the person behind a device's cookie, in one look-up."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from domain import clock, database, reach, topics
from domain.accounts import device, device_use, visitor_versions
from domain.notifications.notification import IS_NEWS
from domain.profiles.actor import Actor, Guardian, acting

A = TypeVar("A", bound=Actor, covariant=True)


# It is asked again here, so that a device loses a profile at once when its account does.
_USABLE = reach.usable_by("d.account")
_SHARING = reach.FAMILIES_THAT_SHARE.format("p.id")
_TALKING = reach.FAMILIES_THAT_TALK.format("p.id")
_COLUMNS = f"""
SELECT d.last_used_at, d.id, d.account, a.email, a.claimed_email,
  a.password_hash IS NOT NULL, (SELECT count(*) FROM profiles c WHERE c.id IN ({_USABLE})),
  p.id, p.kind, p.name, p.colour, p.creature, p.language, p.time_zone, v.name,
  p.account IS NOT NULL AND p.account = d.account, p.kind <> 'child' OR EXISTS ({_SHARING}),
  p.kind <> 'child' OR EXISTS ({_TALKING}),
  (SELECT count(*) FROM notifications n WHERE n.profile = p.id AND n.read_at IS NULL AND {IS_NEWS}),
  (SELECT count(*) FROM notifications n
    WHERE n.profile = p.id AND n.read_at IS NULL AND n.kind = 'message.sent'),
  m.family, w.provider, {{versions}}
FROM devices d JOIN accounts a ON a.id = d.account
"""
_JOINS = f"""
{reach.BELONGS} LEFT JOIN providers v ON v.id = w.provider
WHERE d.token_hash = {{}} AND d.ended_at IS NULL AND d.last_used_at >= {{}}
"""
_BY_TOKEN = f"{_COLUMNS} LEFT JOIN profiles p ON p.id = d.profile AND p.id IN ({_USABLE}) {_JOINS}"
# The body of a push names the profile it was for. From a device that a child has in hand nobody
# acts as a grown-up.
_ACTING_AS = f"""
{_COLUMNS} JOIN profiles p ON p.id = {{}} AND p.id IN ({_USABLE}) {_JOINS}
AND (p.id = d.profile OR NOT EXISTS (
  SELECT 1 FROM profiles h WHERE h.id = d.profile AND h.kind = 'child'))
"""


@dataclass(frozen=True, slots=True)
class Login:
    """A logged-in device whose profile may not be chosen yet.

    Rule: A7 A10. Shape: is_first_today as device_use.note() says.
    """

    device_id: UUID
    account_id: UUID
    email: str | None
    claimed_email: str
    has_password: bool
    profiles_count: int
    is_first_today: bool

    @property
    def is_proven(self) -> bool:
        """Whether the address is known to be theirs."""
        return self.email is not None


@dataclass(frozen=True, slots=True)
class Visitor(Login, Generic[A]):
    """Somebody who uses the app as a profile.

    Rule: A8. Shape: `actor` is who every change made from the web is by, and its type says what may
    be done; `is_own` is not for a child in a guardian's hands, `may_share` not for one that no
    family lets see its documents (D1), `may_talk` not where none lets it write (C1); the rest is
    what pages show, of which `talks_count` is in how many conversations something is unread.
    """

    profile_id: UUID
    kind: str
    name: str
    colour: int
    creature: int
    language: str
    time_zone: str
    provider_name: str | None
    is_own: bool
    may_share: bool
    may_talk: bool
    unread_count: int
    talks_count: int
    actor: A
    versions: Mapping[str, int] = field(default_factory=dict)
    """Of the topics that are theirs, as topics.versions() would find them; for an educator also of
    the credits of the families taught, as far as there has been something of them.
    """

    @property
    def is_child(self) -> bool:
        return self.kind == "child"

    @property
    def owner(self) -> UUID:
        """Whose topics their pages show: a guardian's family, or their own."""
        return self.actor.family_id if isinstance(self.actor, Guardian) else self.profile_id

    @property
    def stamp(self) -> str:
        """Changes with everything that every page shows of the visitor."""
        return (
            f"{self.profile_id}.{self.unread_count}.{self.profiles_count}.{self.is_proven}"
            f".{self.has_password}.{self.name}.{self.colour}.{self.creature}"
            f".{self.language}.{self.time_zone}.{self.provider_name}.{self.may_share}"
            f".{self.may_talk}.{self.talks_count}"
        )

    @property
    def shelves(self) -> str:
        """Changes whenever documents or messages may be out of reach that were within it.

        Rule: C1 D1 N4. Shape: with what a child may, and with the connections in which something
        was shared or written.
        """
        shared = [each for each in self.versions if each.startswith(("document:", "message:"))]
        known = topics.name("connection", self.owner)
        made_of = f"{self.may_share} {self.may_talk} {self.versions.get(known)} {sorted(shared)}"
        return hashlib.blake2b(made_of.encode(), digest_size=8).hexdigest()


async def by_token(token: str, acting_as: UUID | None = None) -> Login | Visitor[Actor] | None:
    """Who holds this token; a Login while no profile is chosen, None when it is not valid.

    Rule: A7 A8 A10. Shape: acting_as is another profile that the account may use, for one request.
    """
    since = device.oldest_use(clock.now())
    sql, asked = (_BY_TOKEN, ()) if acting_as is None else (_ACTING_AS, (acting_as,))
    own = visitor_versions.asked_in(sql)
    row = await database.row(own, *asked, device.token_hash(token), since)
    if row is None:
        return None
    return _read(row, await device_use.note(row[1], row[0]))


def _read(row: tuple[Any, ...], is_first_today: bool) -> Login | Visitor[Actor]:
    # SQLite gives what is computed as a number.
    login: list[Any] = [*row[1:5], bool(row[5]), row[6], is_first_today]
    id, kind, family, provider = row[7], row[8], row[20], row[21]
    actor = acting(kind, id, family, provider) if id else None
    if actor is None:
        return Login(*login)
    versions = visitor_versions.read(id, family or id, *row[22:])
    flags = map(bool, row[15:18])
    values: list[Any] = [*login, *row[7:15], *flags, *row[18:20], actor, versions]
    return Visitor(*values)
