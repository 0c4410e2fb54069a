"""What the form of a new session offers: families, learners, services and places."""

from typing import Any
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions.learner import Learner
from web.forms import Form
from web.pages.sessions import credits_needed, whom
from web.pages.sessions.words import FAMILY
from web.words import zones
from web.words.places import OWN_PLACES
from web.words.services import told
from web.words.translations import N_, say

CHOOSE, ALL = N_("Bitte wählen"), N_("Alle Familien")


def context(
    known: list[Learner],
    services: list[Service],
    form: Form,
    educator: Visitor[Staff],
) -> dict[str, Any]:
    """What partials/sessions/new.html chooses from, and what it says of the choice.

    Rule: S18: a service of several places is put in as a group.
    """
    chosen = whom.chosen(form, known)
    alone = [one for one in services if not one.is_group]
    booked = picked(services, form)
    with zones.reading_in(educator.time_zone):
        return {
            **_people(known, form, educator.language),
            **_choices(alone, form, educator),
            "has_groups": len(alone) < len(services),
            "chips": whom.chips(known),
            "has_room": bool(chosen.room) if chosen else any(one.own_room for one in known),
            "minutes": _minutes(alone, booked),
            "foreseen": _credits(chosen, booked, educator),
        }


def _credits(chosen: Learner | None, booked: Service | None, educator: Visitor[Staff]) -> list[str]:
    needed = booked.credits if booked else 0
    return credits_needed.said(chosen, needed, educator.language) if chosen else []


def picked(services: list[Service], form: Form) -> Service | None:
    chosen = (one for one in services if str(one.id) == form.value("service"))
    return next((one for one in chosen if not one.is_group), None)


def _people(known: list[Learner], form: Form, language: str) -> dict[str, Any]:
    """Families to narrow by, and whom the form offers: never somebody in place of the chosen."""
    family, learner = form.value("family"), form.value("learner")
    names = {one.family: say(language, FAMILY, name=one.family_name) for one in known}
    offered = [one for one in known if family in ("", str(one.family)) or str(one.id) == learner]
    groups: dict[str, list[tuple[UUID, str]]] = {}
    for one in offered:
        groups.setdefault(names[one.family], []).append((one.id, one.name))
    return {
        "families": [("", say(language, ALL)), *names.items()] if len(names) > 1 else [],
        "has_families": bool(names),
        "learners": list(groups.items()),
        "chosen": learner or whom.only(family, known),
        "choose": say(language, CHOOSE),
    }


def _choices(services: list[Service], form: Form, educator: Visitor[Staff]) -> dict[str, Any]:
    """Within zones.reading_in()."""
    language = educator.language
    chosen = form.value("service")
    listed = [(str(one.id), told(one, language)) for one in services]
    if chosen and chosen not in dict(listed):
        # No other one in place of the chosen.
        listed.insert(0, ("", say(language, CHOOSE)))
    return {
        "services": listed,
        "places": [(code, say(language, text)) for code, text in OWN_PLACES.items()],
        "zone": zones.here().key,
        "today": zones.today().isoformat(),
    }


def _minutes(services: list[Service], booked: Service | None) -> int:
    """How long the chosen service takes, or the first one."""
    taken = booked or next(iter(services), None)
    return taken.duration_minutes if taken else 0
