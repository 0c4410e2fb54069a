"""Mails that confirm and cancel bring the appointment, in a form that mail programs offer."""

import dataclasses
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest
from icalendar import Calendar

from domain import settings
from domain.notifications import mail_folder
from domain.profiles.profile import Profile
from domain.sessions import (
    answer,
    cancellation,
    group,
    group_joining,
    rescheduling,
    undo_window,
)
from domain.sessions import session as sessions
from tests import moves, series
from tests.conftest import FrozenClock
from tests.domain.sessions import groups
from tests.rules import rule
from tests.web.rendering.appointments import Read, by_icalendar, by_vobject
from tests.workers.rows import work
from tests.workers.test_mails import mails
from tests.world import World

LARGEST_BYTES = 24 * 1024


@pytest.fixture(autouse=True)
def folder(default_settings: settings.Settings, tmp_path: Path) -> None:
    settings.use(
        dataclasses.replace(
            default_settings, data_dir=tmp_path, base_url="https://lernen.example.org"
        )
    )


def mail_to(address: str, subject: str) -> EmailMessage:
    """Shape: the only one; subject is how it begins."""
    (found,) = mails_to(address, subject)
    return found


def mails_to(address: str, subject: str) -> list[EmailMessage]:
    return [
        mail for mail in mails() if mail["to"] == address and mail["subject"].startswith(subject)
    ]


def offered(mail: EmailMessage) -> tuple[str, Read]:
    """The method that the part names, and the event in it, as both parsers read it."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    (file,) = mail.iter_attachments()
    content = part.get_content().replace("\r\n", "\n").replace("\n", "\r\n").encode()
    assert file.get_content() == content
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "session.ics")
    method = part["content-type"].params["method"]
    assert Calendar.from_ical(content)["METHOD"] == method
    (event,) = by_icalendar(content)
    assert [event] == by_vobject(content)
    return method, event


async def confirmed(world: World, time: FrozenClock) -> sessions.Session:
    await world.make.credits()
    lesson = await world.make.session()
    await work()
    await answer.confirm(lesson, by=world.nadia.actor)
    time.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    return lesson


@rule("S16", "N1")
async def test_what_was_confirmed_is_offered_and_what_was_cancelled_taken_out(
    world: World, frozen_clock: FrozenClock
) -> None:
    lesson = await confirmed(world, frozen_clock)
    asked, sure = offered(mail_to("jonas@lernfaden.example", "Bestätigt"))
    await cancellation.cancel(await sessions.by_id(lesson.id), by=world.nadia.actor)
    await work()
    ended, off = offered(mail_to("jonas@lernfaden.example", "Abgesagt"))
    assert (asked, sure.texts["STATUS"]) == ("REQUEST", "CONFIRMED")
    assert (ended, off.texts["STATUS"]) == ("CANCEL", "CANCELLED")
    assert sure.texts["UID"] == off.texts["UID"] == f"{lesson.id}@lernen.example.org"
    assert int(sure.texts["SEQUENCE"]) < int(off.texts["SEQUENCE"])
    assert sure.starts_at == off.starts_at == lesson.starts_at


@rule("S16", "S10")
async def test_a_confirmed_move_takes_the_place_of_the_old_entry(
    world: World, frozen_clock: FrozenClock
) -> None:
    lesson = await confirmed(world, frozen_clock)
    _, before = offered(mail_to("jonas@lernfaden.example", "Bestätigt"))
    new = await moves.moved(world, await moves.now(lesson))
    await work()
    # While the old time stands nothing changes in anybody's calendar.
    assert list(mail_to("nadia@lernfaden.example", "Neue Zeit").iter_attachments()) == []
    clear()
    await answer.confirm(new, by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    method, event = offered(mail_to("jonas@lernfaden.example", "Bestätigt"))
    assert (method, event.starts_at) == ("REQUEST", new.starts_at)
    assert event.texts["UID"] == before.texts["UID"]
    assert int(event.texts["SEQUENCE"]) > int(before.texts["SEQUENCE"])


@rule("S16", "S10")
async def test_a_time_given_up_at_once_is_taken_out(
    world: World, frozen_clock: FrozenClock
) -> None:
    lesson = await confirmed(world, frozen_clock)
    _, before = offered(mail_to("mila@lernfaden.example", "Bestätigt"))
    new = await moves.moved(world, await moves.now(lesson), gives_up=True)
    await work()
    for who, subject in (("nadia", "Neue Zeit"), ("mila", "Entfällt")):
        method, event = offered(mail_to(f"{who}@lernfaden.example", subject))
        assert (method, event.texts["UID"]) == ("CANCEL", before.texts["UID"])
        assert event.starts_at == lesson.starts_at
        assert int(event.texts["SEQUENCE"]) > int(before.texts["SEQUENCE"])
    gone = int(event.texts["SEQUENCE"])
    clear()
    await answer.confirm(new, by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    method, event = offered(mail_to("mila@lernfaden.example", "Bestätigt"))
    assert (method, event.texts["UID"]) == ("REQUEST", before.texts["UID"])
    assert int(event.texts["SEQUENCE"]) > gone


@rule("S16", "S9")
async def test_what_a_family_gives_up_is_taken_out(world: World, frozen_clock: FrozenClock) -> None:
    lesson = await confirmed(world, frozen_clock)
    words, by = "Lieber abends", world.nadia.actor
    await rescheduling.ask(await moves.now(lesson), [], words, by=by)
    await work()
    mail = mail_to("jonas@lernfaden.example", "Verschieben")
    assert offered(mail)[0] == "CANCEL"
    body = mail.get_body(("plain",))
    assert body is not None and words in str(body.get_content())


@rule("S16", "S18")
async def test_a_group_is_one_entry_to_its_educator_and_one_of_each_family(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await groups.made(world, groups.mila(world), groups.emil(world), minimum=2)
    asked = await groups.of(made)
    for person, learner in ((world.nadia, world.mila), (world.dora, world.emil)):
        await answer.confirm(asked[learner.id], by=person.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    first, second = (offered(each) for each in mails_to("jonas@lernfaden.example", "Bestätigt"))
    whole, emils, milas = (
        f"{one.id}@lernen.example.org" for one in (made, asked[world.emil.id], asked[world.mila.id])
    )
    assert offered(mail_to("mila@lernfaden.example", "Bestätigt"))[1].texts["UID"] == milas
    assert {method for method, _ in (first, second)} == {"REQUEST"}
    assert {event.texts["UID"] for _, event in (first, second)} == {whole}

    clear()
    await cancellation.cancel(await sessions.by_id(asked[world.mila.id].id), by=world.nadia.actor)
    await work()
    method, event = offered(mail_to("jonas@lernfaden.example", "Abgesagt"))
    assert (method, event.texts["UID"], event.texts["STATUS"]) == ("REQUEST", whole, "CONFIRMED")
    assert int(event.texts["SEQUENCE"]) > int(second[1].texts["SEQUENCE"])

    clear()
    decided_at = (await group.by_id(made.id)).call_off_at
    assert decided_at is not None
    frozen_clock.to(decided_at)
    await work()
    for who, uid in (("jonas", whole), ("dora", emils)):
        method, event = offered(mail_to(f"{who}@lernfaden.example", ""))
        assert (method, event.texts["UID"], event.texts["STATUS"]) == ("CANCEL", uid, "CANCELLED")


@rule("S16", "S18")
async def test_who_joins_makes_the_groups_entry_anew(
    world: World, frozen_clock: FrozenClock
) -> None:
    made = await groups.made(world, is_open=True)
    await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    method, event = offered(mail_to("jonas@lernfaden.example", "Angemeldet"))
    assert (method, event.texts["STATUS"]) == ("REQUEST", "CONFIRMED")
    assert event.texts["UID"] == f"{made.id}@lernen.example.org"


def clear() -> None:
    """Of what was sent so far."""
    for file in mail_folder.files():
        file.unlink()


@rule("S16", "A8")
async def test_it_names_its_reader_and_nobody_else(world: World, frozen_clock: FrozenClock) -> None:
    await confirmed(world, frozen_clock)
    mail = mail_to("mila@lernfaden.example", "Bestätigt")
    _, event = offered(mail)
    organizer, attendee = event.people
    assert organizer.endswith(" mailto:lernfaden@lernen.example.org")
    assert attendee.endswith(" mailto:mila@lernfaden.example")
    assert "'PARTSTAT': 'ACCEPTED'" in attendee
    assert event.texts["SUMMARY"] == "Mathe mit Jonas Weber"
    assert event.alarms == [-timedelta(minutes=10)]
    others = ("nadia@", "jonas@", "dora@")
    assert [other for other in others if other in mail.as_string()] == []


@rule("S16")
async def test_it_is_in_its_readers_language(world: World, frozen_clock: FrozenClock) -> None:
    await Profile.update({Profile.language: "en"}).where(Profile.id == world.jonas.id)
    await confirmed(world, frozen_clock)
    _, event = offered(mail_to("jonas@lernfaden.example", "Confirmed"))
    assert event.texts["SUMMARY"] == "Mathe with Mila"


@rule("S16")
async def test_a_mail_stays_small(world: World, frozen_clock: FrozenClock) -> None:
    await confirmed(world, frozen_clock)
    sizes = [file.stat().st_size for file in mail_folder.files()]
    assert len(sizes) >= 3
    assert max(sizes) <= LARGEST_BYTES, [mail_folder.files()[0].read_text()]


@rule("S16")
async def test_what_only_waits_and_what_is_many_brings_none(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits()
    asking = await series.of_jonas(world, 3)
    await work()
    await answer.confirm(*await sessions.of_proposal(asking), by=world.nadia.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    subjects = [mail["subject"].partition(":")[0] for mail in mails()]
    assert set(subjects) >= {"Vorschlag", "Bestätigt"}
    assert [mail["subject"] for mail in mails() if list(mail.iter_attachments())] == []
