"""Mails that confirm and cancel bring the appointment, in a form that mail programs offer."""

import dataclasses
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar

from domain import settings
from domain.notifications import mail_folder
from domain.profiles.profile import Profile
from domain.sessions import answer, cancellation, undo_window
from domain.sessions import session as sessions
from tests import series
from tests.conftest import FrozenClock
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
    """Shape: the only one; subject is what stands before its colon."""
    (found,) = [
        mail for mail in mails() if mail["to"] == address and mail["subject"].startswith(subject)
    ]
    return found


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
