"""A fact about a session: what its history keeps and its news say of it. Rule: S1 N1."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from domain import clock
from domain.facts import Fact, Subject
from domain.sessions.session import Session


def of(
    session: Session,
    kind: str,
    *,
    by: UUID | None,
    more: Mapping[str, Any] = MappingProxyType({}),
    why: str = "",
    is_one_news: bool = False,
    happened_at: datetime | None = None,
    useful_until: datetime | None = None,
) -> Fact:
    """Not recorded yet. Shape: more is told besides the particulars, or instead of them;
    is_one_news that what is told of it belongs to its proposal, as with several sessions.
    """
    return Fact(
        kind,
        by=by,
        subject=_of_many(session) if is_one_news else session.subject,
        happened_at=happened_at or clock.now(),
        why=why,
        particulars={**particulars(session), **more},
        useful_until=useful_until,
    )


def particulars(session: Session) -> dict[str, Any]:
    """What an event keeps of a session: names and times as they are now."""
    return {
        "service": session.service_name,
        "learner": session.learner_name,
        "educator": session.educator_name,
        "provider": session.provider_name,
        "family": session.family_name,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "credits": session.credits,
        "series": str(session.series) if session.series else None,
        "is_alternative": session.is_alternative,
        "place": session.place,
        "place_detail": session.place_detail,
        "free_until": session.free_until.isoformat() if session.free_until else None,
        **_moved(session),
    }


def while_waiting(
    session: Session,
    asked: Sequence[Session],
    particulars: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """What is told of it besides, as long as it waits for the answer. Shape: as more."""
    more = {"free_until": session.would_be_free_until.isoformat(), **particulars}
    if session.is_alternative:
        more["times"] = [each.starts_at.isoformat() for each in asked]
    return more


def _of_many(session: Session) -> Subject:
    return replace(session.subject, proposal=session.proposal)


def _moved(session: Session) -> dict[str, Any]:
    if not session.instead_of:
        return {}
    return {
        "moved_from": str(session.moved_from),
        "instead_of": session.instead_of.isoformat(),
        "leaves_old": session.leaves_old,
        "leaves_group": session.leaves_group,
    }
