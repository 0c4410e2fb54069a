"""Everybody walks everywhere: each kind of reader on every route with every id there is.

The demo world, and beside it two organisations of strangers with a specialist each. Every text of
every row carries a mark, so that a page that shows a word of somebody else gives itself away.
"""

import re
from collections.abc import Iterator
from copy import copy
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from domain import clock, restoring
from domain.accounts import device_login, throttle
from domain.availability import absence
from domain.availability.absence import Absence
from domain.credits import asking
from domain.sessions import note, objection
from domain.sessions.session import State
from tests import agreements, calendars, conversations, documents, series, support
from tests import school as schools
from tests import whole as wholes
from tests import world as worlds
from tests.rules import rule
from tests.web.conftest import wire
from tests.web.things import nadias_passkey
from tests.whole import Reader, Whole
from web.app import Application
from web.commands import demo
from web.cookies import cookie_name
from web.pages import leading
from web.pages.notifications import stream
from web.routes import HANDLERS

STRANGERS = ("fremd.example", "fern.example")
NAMED = ["busy_calendars", "documents", "families", "passkeys", "profiles", "providers"]
TEXTS = {
    "agreement_versions": ("title",),
    "accounts": ("claimed_email",),
    "assignments": ("meeting_url",),
    "consents": ("by_name",),
    "events": ("why",),
    "invitations": ("code",),
    "notes": ("for_family",),
    "objections": ("why", "answer"),
    "proposals": ("message",),
    "ready_answers": ("title", "words"),
    "services": ("name", "description"),
    "sessions": ("service_name", "place_detail", "meeting_url"),
    "staff": ("meeting_url",),
    "support_notes": ("words",),
    **dict.fromkeys(NAMED, ("name",)),
    **dict.fromkeys(("absences", "entries", "packages"), ("reason",)),
}
"""What people or their names are told by; the other texts are words of ours."""
WHERE = {
    "absence_id": "absences",
    "agreement_id": "agreements",
    "answer_id": "ready_answers",
    "calendar_id": "busy_calendars",
    "code": "invitations",
    "consent_id": "consents",
    "conversation_id": "conversations",
    "message_id": "messages",
    "device_id": "devices",
    "document_id": "documents",
    "family_id": "families",
    "group_id": "group_dates",
    "invitation_id": "invitations",
    "passkey_id": "passkeys",
    "profile_id": "profiles",
    "provider_id": "providers",
    "series_id": "series",
    "service_id": "services",
    "session_id": "sessions",
    "version_id": "agreement_versions",
}
"""Which table a part of an address names a row of."""
NO_ROW = {"token", "name", "path", "size"}
OPEN_TO_ALL = {"/i/{code}"}
"""Whoever has the code sees who invites."""
ROUTES = [
    (method, re.sub(r":\w+}", "}", path))
    for handler in HANDLERS
    if handler.fn.__module__ != leading.__name__
    for path in sorted(handler.paths)
    for method in sorted(handler.http_methods)
]
"""All but those that only lead to the page above, which look nothing up."""
ENDING = {"/logout"}
"""Would end the login that is walked with."""
MARK = re.compile(r"qqz(\d+)zqq")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
async def everything(database: str, monkeypatch: pytest.MonkeyPatch) -> "Marked":
    # So that the stream ends as soon as it has begun.
    monkeypatch.setattr(stream, "STREAM_SECONDS", -stream.SPREAD_SECONDS)
    # They walk faster than people can.
    monkeypatch.setattr(throttle, "CHANGES_A_MINUTE", 100_000)
    await demo.load_into_empty()
    for host in STRANGERS:
        await _strangers(host)
    return await _marked(await wholes.read())


async def _strangers(host: str) -> None:
    """A family at a specialist and at an organisation, and something of every kind of thing."""
    world = await worlds.build(host)
    school = await schools.build(world, host)
    await school.session(world.mila.id)
    now = clock.now()
    await series.put_in(world, series.tuesdays(now.date() + timedelta(days=20), 1))
    for number, state in enumerate(State):
        is_over = state in (State.COMPLETED, State.MISSED)
        starts_at = now + timedelta(days=-2 if is_over else 4, hours=2 * number)
        made = await world.make.session(state, message="Bis bald!", starts_at=starts_at)
        if state == State.MISSED:
            missed = made
        if state == State.COMPLETED:
            await note.write(made, "Brüche.", "Ruhig.", seen=0, by=world.jonas.actor)
    await objection.make(missed, "Wir waren da.", by=world.nadia.actor)
    await asking.ask(school.kaya, by=world.nadia.actor)
    await documents.share(school.kaya, by=world.nadia.actor)
    await documents.share(world.kaya, by=world.jonas.actor)
    for connection, writers in (
        (world.kaya, (world.nadia, world.jonas)),
        (school.kaya, (world.mila, school.ines)),
    ):
        for each in writers:
            await conversations.say(connection, "Bis bald!", by=each.actor)
    for writer in (world.jonas, school.ines):
        await agreements.written(by=writer.actor)
        await agreements.uploaded(by=writer.actor)
    await nadias_passkey(world)
    await support.everything(world.mila, await support.ben(host))
    await support.write(f"gast@{host}", "Ich komme nicht hinein.")
    await agreements.agree(world.kaya, by=world.nadia.actor)
    day = now.date() + timedelta(days=9)
    await absence.make(Absence(uuid4(), day, day, reason="Urlaub"), by=world.jonas.actor)
    await calendars.kept(world.jonas.actor, "Fremdes", (now, now + timedelta(days=3)))


class Marked(Whole):
    """Shape: marks by number name the table and the row whose text carries them; known names the
    table of an id."""

    marks: dict[int, tuple[str, str]]
    known: dict[str, str]


async def _marked(whole: Whole) -> Marked:
    """Writes a mark into every text of every row."""
    marks: dict[int, tuple[str, str]] = {}
    tables: dict[str, dict[str, Any]] = {}
    for table, rows in whole.tables.items():
        tables[table] = {id: dict(row) for id, row in rows.items()}
        for id, row in tables[table].items():
            for column in TEXTS.get(table, ()):
                if row[column] and column != "code":
                    marks[len(marks)] = (table, id)
                    row[column] = f"qqz{len(marks) - 1}zqq{row[column]}"
    async with restoring.replacing():
        for table, marked in tables.items():
            await restoring.write(table, list(marked.values()))
    made = Marked(tables)
    made.marks, made.known = marks, {id: table for table, id in made.ids()}
    return made


class Walker:
    """Somebody's browser. Choice: no client that redirects, keeps cookies and unpacks, as that
    took a third of the time of all these pages."""

    def __init__(self, app: Application) -> None:
        self._transport = wire(app)
        self._headers = [
            ("host", "localhost"),
            ("sec-fetch-site", "same-origin"),
            ("accept", "text/html"),
            ("accept-language", "de"),
        ]

    async def log_in(self, reader: Reader) -> "Walker":
        """Another one, logged in as this reader."""
        entered = await device_login.log_in(
            UUID(reader.account), user_agent="", as_profile=UUID(reader.profile)
        )
        other = copy(self)
        other._headers = [*self._headers, ("cookie", f"{cookie_name()}={entered.token}")]
        return other

    async def ask(self, method: str, address: str) -> httpx.Response:
        asked = httpx.Request(method, f"http://localhost{address}", headers=self._headers)
        answer = await self._transport.handle_async_request(asked)
        await answer.aread()
        return answer


@pytest.fixture
def walker(app: Application) -> Walker:
    """Nobody is logged in."""
    return Walker(app)


def test_every_part_of_an_address_is_known_to_the_walk() -> None:
    parts = {part for _, path in ROUTES for part in re.findall(r"{(\w+)}", path)}
    assert parts == WHERE.keys() | NO_ROW


@pytest.mark.timeout(600)
@rule("A7", "A8", "B5", "D1", "N2")
async def test_nobody_reaches_or_reads_what_is_not_theirs(
    everything: Marked, walker: Walker
) -> None:
    wrong = list[str]()
    for reader in _readers(everything):
        here = await walker.log_in(reader)
        for method, path in ROUTES:
            for address, is_theirs in _addresses(everything, reader, path):
                if method == "POST" and is_theirs is not False:
                    continue
                answer = await here.ask(method, address)
                status = answer.status_code
                # Nobody does the work of this world, as its health says.
                is_fault = status >= 500 and path != "/health"
                if is_fault or (is_theirs is False and status != 404):
                    wrong.append(f"{reader.kind} {method} {address}: {status}")
                wrong += _foreign(everything, reader, path, f"{method} {address}", answer.text)
    assert wrong[:20] == []
    after = await wholes.read()
    changed = [
        table
        for table in after.tables
        if table != "devices" and after.tables[table] != everything.tables[table]
    ]
    assert changed == []


@rule("A7")
async def test_without_a_login_no_row_is_told(everything: Marked, walker: Walker) -> None:
    wrong = list[str]()
    for method, path in ROUTES:
        for name, table in WHERE.items():
            if f"{{{name}}}" not in path or path in OPEN_TO_ALL:
                continue
            for id in everything.tables[table]:
                answer = await walker.ask(method, _filled(path, id))
                to = answer.headers.get("location", "")
                if answer.status_code != 303 or MARK.search(answer.text):
                    wrong.append(f"{method} {path}: {answer.status_code} {to}")
    assert wrong[:20] == []


def _readers(whole: Marked) -> Iterator[Reader]:
    """One of each kind and side of the demo world and of the first strangers."""
    hosts = ("lernfaden.example", STRANGERS[0])
    for profile in whole.tables["profiles"].values():
        account = whole.tables["accounts"].get(profile["account"])
        if account is not None and account["email"].endswith(hosts):
            yield whole.reader(profile["id"])


def _addresses(whole: Marked, reader: Reader, path: str) -> Iterator[tuple[str, bool | None]]:
    """A route with every row that it can name, and whether that is the reader's."""
    part = next(iter(re.findall(r"{(\w+)}", path)), None)
    if part is None or part in NO_ROW:
        if path not in ENDING:
            yield _filled(path, "nowhere"), None
        return
    table = WHERE[part]
    for id, row in whole.tables[table].items():
        if part == "code":
            yield _filled(path, row["code"]), None
        else:
            yield _filled(path, id), reader.may_see(table, id)


def _filled(path: str, value: str) -> str:
    return re.sub(r"{\w+}", value, path).replace("//", "/")


def _foreign(whole: Marked, reader: Reader, path: str, asked: str, text: str) -> Iterator[str]:
    """What a page tells of rows that its reader has nothing to do with. Shape: asked is the method
    and the address."""
    if path in OPEN_TO_ALL or path.startswith("/mails"):
        return
    told = {whole.marks[int(number)] for number in MARK.findall(text)}
    known = whole.known
    told |= {(known[id], id) for id in ID.findall(text) if id in known and id not in asked}
    for table, id in told:
        if not reader.may_see(table, id):
            yield f"{reader.kind} {asked} tells {table} {id}"
