"""A family's list: what waits for its answer, and the thread of all that is to come. Rule: S12."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian
from domain.sessions import asked as asking
from domain.sessions import frame as frames
from domain.sessions import past, upcoming
from domain.sessions.asked import Asked
from domain.sessions.frame import Credits, Frame
from domain.sessions.listed import Listed
from web.pages.sessions import cards, child_filter, obstacles, waiting, waiting_series
from web.pages.sessions.waiting import Answerable
from web.words import zones
from web.words.formats import Formats
from web.words.translations import N_, say

TEXTS = {
    "awaited": (
        N_("%(name)s schlägt euch jetzt Termine vor"),
        N_("Jeder Vorschlag steht hier, sobald er da ist. Ihr bestätigt ihn mit einmal Tippen."),
    ),
    "new": (
        N_("Noch keine Sessions"),
        N_("Sobald ein:e Anbieter:in euch etwas vorschlägt, steht es hier."),
    ),
    "none": (N_("Gerade ist nichts geplant"), N_("Neue Vorschläge seht ihr hier zuerst.")),
}


async def context(
    guardian: Visitor[Actor], by: Guardian, child: str, since: datetime
) -> dict[str, Any]:
    """What partials/sessions/list.html needs. Errors: NotFound (a child of another family)."""
    frame = await frames.of(by.family_id)
    chosen = child_filter.chosen(child, frame.children)
    listed = await upcoming.upcoming(by, since, chosen)
    first, others = _split(listed, await asking.asked(listed, clock.now()), guardian)
    answerable = await _waiting(first, frame, guardian)
    with zones.reading_in(guardian.time_zone):
        coming = cards.thread(others, guardian, clock.now())
    has_past = bool(listed) or await past.is_there(by, since)
    return {
        "waiting": answerable,
        "coming": coming,
        "is_undoable": any(card.undo_until_iso for card in answerable),
        "credits": _chips(frame.credits, guardian.language),
        "children": child_filter.links(frame.children, chosen, guardian.language),
        "has_past": has_past,
        "can_request": bool(frame.credits),
        **_empty(frame, guardian.language, is_new=not has_past),
    }


def _split(
    listed: Sequence[Listed], asked: Mapping[UUID, Asked], reader: Visitor[Actor]
) -> tuple[list[tuple[Listed, Asked]], list[Listed]]:
    """Those that wait for an answer, and the others in order of time.

    Choice: what the reader confirmed a moment ago stays where it was, so that nothing slides under
    a thumb, and can be taken back there. Rule: S1.
    """
    first: list[tuple[Listed, Asked]] = []
    others: list[Listed] = []
    for row in listed:
        more = asked.get(row.id)
        if more and (row.state == "pending" or more.answered_by == reader.profile_id):
            first.append((row, more))
        elif not row.is_passed_over:
            others.append(row)
    return first, others


async def _waiting(
    first: Sequence[tuple[Listed, Asked]], frame: Frame, reader: Visitor[Actor]
) -> list[Answerable]:
    """One card for each session, and one for each series, where its first date is."""
    sources = [source for one in frame.credits for source in one.sources]
    alone = [(row, more) for row, more in first if more.series is None]
    said = dict(
        zip(
            (row.id for row, _ in alone),
            await obstacles.of_listed(alone, sources, reader.language),
            strict=True,
        )
    )
    together = waiting_series.grouped(first)
    with zones.reading_in(reader.time_zone):
        return [
            waiting_series.card(together[row.id], sources, reader)
            if row.id in together
            else waiting.card(row, more, said[row.id], reader)
            for row, more in first
            if row.id in said or row.id in together
        ]


def _chips(credits: list[Credits], language: str) -> list[tuple[str, str, str]]:
    """What is free and reserved with each provider that counts in credits. Rule: K6."""
    said, rows = Formats(language), []
    used = [one for one in credits if one.balance.is_used]
    for one in used:
        address = f"/providers/{one.provider}/account"
        text = said.credits_free(one.balance.free)
        if len(used) > 1:
            text = f"{one.name}: {text}"
        rows.append((text, "negative" if one.balance.is_low else "accent", address))
        if one.balance.held:
            rows.append(
                (say(language, N_("%(n)s reserviert"), n=one.balance.held), "plain", address)
            )
    return rows


def _empty(frame: Frame, language: str, *, is_new: bool) -> dict[str, Any]:
    """Choice: who has just come with one provider is told by name who is next."""
    is_awaited = is_new and len(frame.credits) == 1
    title, text = TEXTS["awaited" if is_awaited else "new" if is_new else "none"]
    name = frame.credits[0].name if is_awaited else ""
    return {
        "is_new": is_new and bool(frame.credits),
        "empty_title": say(language, title, name=name),
        "empty_text": say(language, text),
        "empty_address": "/providers" if frame.credits and not is_new else "",
        "empty_label": say(language, N_("Zu den Anbieter:innen")),
    }
