"""All there is to say of a group's date to its educator. Shape: partials/groups/show.html."""

from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import group_calling_off
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_invitation import Invited
from domain.sessions.learner import learners
from domain.sessions.session import Session
from web.forms import Form
from web.pages.groups import brief, invited, together
from web.pages.sessions.words import FAMILY, STATES, face
from web.words import group_places, weeks, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

OPEN, CLOSED = N_("Familien dürfen sich anmelden."), N_("Nur wer gefragt wird, kann kommen.")
ENOUGH = N_("Es sind genug: Die Gruppe findet statt.")
CALLED_OFF = N_("Diese Gruppe ist abgesagt.")
OVER = ("declined", "cancelled")
_ORDER = ("confirmed", "completed", "missed", "pending", *OVER)


async def context(one: Group, reader: Visitor[Staff], form: Form) -> dict[str, Any]:
    of_it = await sessions.of_group(one.id)
    now, by = clock.now(), reader.actor
    can_invite = one.is_to_come(now) and one.is_taught_by(by) and one.free_count > 0
    there = {Invited(each.family, each.learner) for each in of_it if each.state not in OVER}
    known = await learners(by) if can_invite else []
    others = [each for each in known if Invited(each.family, each.id) not in there]
    notes = await together.notes(others, one.starts_at, one.ends_at, reader.language)
    ticked = invited.ticked(others, form)
    with zones.reading_in(reader.time_zone):
        day = zones.local(one.starts_at).date()
        return {
            **brief.of(one, reader, "show"),
            "has_children": one.taken_count > 0,
            "week_address": weeks.address((), day),
            "week": weeks.address(ticked, day),
            "planned": weeks.planned(ticked),
            "taken": group_places.taken(one.taken_count, one.places_count, reader.language),
            "free": _free(one, reader.language),
            "lines": [] if one.called_off_at else _lines(one, reader),
            "called_off": say(reader.language, CALLED_OFF) if one.called_off_at else "",
            "message": one.message,
            "children": [_child(each, reader.language) for each in _sorted(of_it)],
            "rows": invited.rows(others, form, reader.language, notes),
            "can_call_off": group_calling_off.refusal(one, by=by, now=now) is None,
        }


def _lines(one: Group, reader: Visitor[Staff]) -> list[str]:
    """What holds of it. Within zones.reading_in()."""
    lines = [say(reader.language, OPEN if one.is_open else CLOSED)]
    if one.call_off_at is not None and one.call_off_at > clock.now():
        until = Formats(reader.language).moment(one.call_off_at)
        short = group_places.missing(one.missing_count, until, reader.language)
        lines.insert(0, short if one.missing_count else say(reader.language, ENOUGH))
    return lines


def _free(one: Group, language: str) -> str:
    text = words(language).ngettext("%(n)s Platz frei", "%(n)s Plätze frei", one.free_count)
    return text % {"n": one.free_count}


def _sorted(of_it: list[Session]) -> list[Session]:
    """Of each child the newest, those who come first."""
    newest = {(each.family, each.learner): each for each in of_it}
    return sorted(newest.values(), key=lambda each: _ORDER.index(each.state))


def _child(each: Session, language: str) -> dict[str, Any]:
    return {
        "address": f"/sessions/{each.id}",
        "name": each.learner_name,
        "family": say(language, FAMILY, name=each.family_name),
        "face": face(each.learner_kind, each.learner_creature),
        "colour": each.learner_colour,
        "state": each.state,
        "state_label": say(language, STATES[each.state]),
    }
