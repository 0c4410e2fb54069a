"""Everything that lies in the database, with whose it is: an independent model of who sees what.

Choice: read as a backup reads it and labelled by following its references, so that a table which
is added tomorrow is labelled too, and nothing here shares a line of SQL with the product.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain import backup

Row = Mapping[str, Any]
REFERENCES = {
    "family": "families",
    "provider": "providers",
    "profile": "profiles",
    "account": "accounts",
    "connection": "connections",
    "invitation": "invitations",
    "device": "devices",
    "session": "sessions",
    "proposal": "proposals",
    "package": "packages",
    "service": "services",
    "conversation": "conversations",
    "message": "messages",
    "document": "documents",
    "agreement": "agreements",
    "version": "agreement_versions",
}
"""Which table a column names a row of; `by` and the like say who did it, not whose it is."""
OWN = {
    *("accounts", "devices", "login_emails", "passkeys"),
    *("push_subscriptions", "push_tests"),
    *("reminder_times", "chosen_channels", "quiet_hours"),
    *("availability_rules", "weekly_hours", "hours_exceptions", "absences"),
    *("busy_calendars", "busy_times"),
}
"""Belong to one account or profile alone."""
SUPPORTERS = {"support_notes", "ready_answers"}
"""What only the support reads. Rule: C6."""
TAUGHT = {"educator", "manager"}


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose a row is: of all of these that it names, directly or by what it belongs to."""

    families: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    learners: frozenset[str] = frozenset()

    def __or__(self, other: "Owners") -> "Owners":
        return Owners(
            self.families | other.families,
            self.providers | other.providers,
            self.profiles | other.profiles,
            self.accounts | other.accounts,
            self.learners | other.learners,
        )


@dataclass(slots=True)
class Whole:
    """Shape: tables by name, each with its rows by id."""

    tables: dict[str, dict[str, Row]]
    _owners: dict[tuple[str, str], Owners] = field(default_factory=dict)

    def ids(self) -> Iterator[tuple[str, str]]:
        return ((table, id) for table, rows in self.tables.items() for id in rows)

    def owners(self, table: str, id: str) -> Owners:
        key = (table, id)
        if key not in self._owners:
            self._owners[key] = self._owned(table, self.tables[table][id])
        return self._owners[key]

    def _owned(self, table: str, row: Row) -> Owners:
        if table == "families":
            return Owners(families=frozenset({row["id"]}))
        if table == "providers":
            return Owners(providers=frozenset({row["id"]}))
        if table == "profiles":
            return self._home(row["id"]) | Owners(accounts=_one(row["account"]))
        if table == "accounts":
            return Owners(accounts=frozenset({row["id"]}))
        if table == "support_cases":
            return self.owners("profiles", row["asker"])
        owner = row.get("profile") or (row.get("educator") if table in OWN else None)
        owners = Owners(learners=_one(row.get("learner")), profiles=_one(owner))
        for column, referred in REFERENCES.items():
            if (id := row.get(column)) in self.tables[referred]:
                owners |= self.owners(referred, id)
        return owners

    def asker(self, table: str, id: str) -> str | None:
        """Whose conversation with the support it is, or is of. Rule: C6."""
        row = self.tables[table][id]
        case = row["id"] if table in ("conversations", "support_cases") else row.get("conversation")
        found = self.tables["support_cases"].get(case or "")
        return found["asker"] if found else None

    def _home(self, profile: str) -> Owners:
        """Where somebody belongs: as a member of families, or at work."""
        families = [m["family"] for m in self._rows("memberships") if m["profile"] == profile]
        providers = [w["provider"] for w in self._rows("staff") if w["profile"] == profile]
        return Owners(frozenset(families), frozenset(providers), frozenset({profile}))

    def _rows(self, table: str) -> list[Row]:
        return [row for row in self.tables[table].values() if row.get("ended_at") is None]

    def reader(self, profile: str) -> "Reader":
        row = self.tables["profiles"][profile]
        home = self._home(profile)
        met = self._rows("connections")
        if row["kind"] == "educator":
            taught = {
                a["connection"] for a in self._rows("assignments") if a["educator"] == profile
            }
            met = [c for c in met if c["id"] in taught]
        else:
            met = [
                c for c in met if {c["family"]} & home.families or {c["provider"]} & home.providers
            ]
        return Reader(
            self,
            profile,
            row["kind"],
            row["account"],
            home.families | {c["family"] for c in met if row["kind"] in TAUGHT},
            home.providers | {c["provider"] for c in met if row["kind"] not in TAUGHT},
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with the families and providers they have to do with."""

    whole: Whole
    profile: str
    kind: str
    account: str
    families: frozenset[str]
    providers: frozenset[str]

    def may_see(self, table: str, id: str) -> bool:
        """Whether it is theirs or of somebody they have to do with. Rule: A8 B5 D1."""
        if table == "events" and id in self.whole.tables["messages"]:
            # The fact that it was sent has its id.
            return self.may_see("messages", id)
        owners = self.whole.owners(table, id)
        if table in SUPPORTERS:
            return self.kind == "supporter"
        if (asker := self.whole.asker(table, id)) is not None:
            return self._is_told(asker)
        if table in OWN:
            is_own = self.account in owners.accounts or self.profile in owners.profiles
            return is_own or (table == "accounts" and self._is_childs(id))
        if table == "notifications":
            return self.profile in owners.profiles
        if self.kind == "supporter":
            return table == "profiles" and self._asks(id)
        if table == "profiles" and self.whole.tables[table][id]["kind"] == "supporter":
            return True
        if self.kind == "child" and owners.learners:
            return self.profile in owners.learners
        sides = [(owners.families, self.families), (owners.providers, self.providers)]
        return all(theirs & mine for theirs, mine in sides if theirs)

    def _is_told(self, asker: str) -> bool:
        """Supporters, who asks, and a child's guardians. Rule: C6."""
        child = self.whole.tables["profiles"][asker]["kind"] == "child"
        family = self.whole.owners("profiles", asker).families
        is_guardian = self.kind == "guardian" and child and bool(family & self.families)
        return self.kind == "supporter" or self.profile == asker or is_guardian

    def _asks(self, profile: str) -> bool:
        """Whose name a supporter reads: of each other, and of who asks."""
        asked = {row["asker"] for row in self.whole.tables["support_cases"].values()}
        known = {row["profile"] for row in self.whole.tables["supporters"].values()}
        return profile in asked | known

    def _is_childs(self, account: str) -> bool:
        """A guardian gives children their logins."""
        profiles = self.whole.tables["profiles"].values()
        mine = {row["id"] for row in profiles if self.may_see("profiles", row["id"])}
        owned = [row for row in profiles if row["account"] == account]
        return self.kind == "guardian" and all(
            row["kind"] == "child" and row["id"] in mine for row in owned
        )


async def read() -> Whole:
    """The database that is open, as it is now."""
    tables: dict[str, dict[str, Row]] = {}
    for name in backup.names():
        tables[name] = {row["id"]: row async for rows in backup.read(name) for row in rows}
    return Whole(tables)


def _one(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})
