"""Work that stays in the database: what becomes of sessions and credits when their time comes."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from domain import doubt, outbox
from domain.accounts import abandoned, child_login, device_forgetting, login_email_row
from domain.accounts.passkeys import challenge
from domain.agreements import reminding as agreement_reminding
from domain.credits import expiry
from domain.documents import announcing, giving_up, removal
from domain.lease import Work
from domain.notifications import push_subscription, telling
from domain.sessions import (
    attendance,
    group_minimum,
    group_wait,
    passing_over,
    proposal_expiry,
    reminding,
    sooner_next,
    sooner_offer,
)


async def expire_proposal(work: Work) -> None:
    """Rule: S1 S2."""
    await proposal_expiry.expire(UUID(work.payload["proposal"]))


async def pass_over(work: Work) -> None:
    """Rule: S7. What nobody picked, once the answer is final."""
    await passing_over.end_rest(UUID(work.payload["proposal"]))


async def complete(work: Work) -> None:
    """Rule: S11."""
    await attendance.complete(UUID(work.payload["session"]))


async def decide_group(work: Work) -> None:
    """Rule: S18."""
    await group_minimum.decide(UUID(work.payload["group"]))


async def pass_place_on(work: Work) -> None:
    """Rule: S18."""
    await group_wait.pass_on(UUID(work.payload["group"]))


async def offer_sooner(work: Work) -> None:
    """Rule: S17."""
    await sooner_offer.pass_on(UUID(work.payload["educator"]), sooner_next.spans(work.payload))


async def warn_of_group(work: Work) -> None:
    """Rule: S18."""
    await group_minimum.warn(UUID(work.payload["group"]))


async def remind(work: Work) -> None:
    """Rule: S14."""
    about = work.payload
    await reminding.remind(UUID(about["session"]), UUID(about["profile"]), about["minutes"])


async def tell(work: Work) -> None:
    """Rule: N1. What nobody took back in time."""
    events = [UUID(event) for event in work.payload["events"]]
    await telling.tell_late(events, work.useful_until)


async def announce_documents(work: Work) -> None:
    """Rule: D4."""
    about = work.payload
    await announcing.announce(UUID(about["connection"]), UUID(about["by"]))


async def purge_document(work: Work) -> None:
    """Rule: D1."""
    await removal.purge(UUID(work.payload["document"]))


async def remind_of_agreement(work: Work) -> None:
    """Rule: D5."""
    about = work.payload
    await agreement_reminding.by_itself(UUID(about["agreement"]), about["number"], about["time"])


async def purge(_: Work) -> None:
    """What is over and no history."""
    await outbox.purge()
    await login_email_row.forget()
    await challenge.forget()
    await push_subscription.forget()
    await device_forgetting.forget()
    await giving_up.clean()


async def forget_accounts(_: Work) -> None:
    """Each in a transaction of its own, so that one that is in use keeps none of the others."""
    await child_login.end_unproven()
    await abandoned.forget()


async def expire_packages(_: Work) -> None:
    """Rule: K2 K4.

    Choice: not one transaction, which would lock the families and providers of many packages in
    no order and so stand in a circle with people who confirm. Each package expires once by itself.
    """
    await expiry.expire_ended()


async def end_doubt(_: Work) -> None:
    """Nobody looked for an hour; what waited goes on."""


INSIDE: dict[str, Callable[[Work], Awaitable[None]]] = {
    "proposal_expiry": expire_proposal,
    "passing_over": pass_over,
    "completion": complete,
    "group_minimum": decide_group,
    "group_place": pass_place_on,
    "sooner": offer_sooner,
    "group_warning": warn_of_group,
    "reminder": remind,
    "telling": tell,
    announcing.KIND: announce_documents,
    removal.KIND: purge_document,
    agreement_reminding.KIND: remind_of_agreement,
    "purge": purge,
    doubt.KIND: end_doubt,
}
REPEATABLE: dict[str, Callable[[Work], Awaitable[None]]] = {
    "package_expiry": expire_packages,
    "account_forgetting": forget_accounts,
}
ENDING = ("proposal_expiry", "completion", "group_minimum", "reminder", "purge", *REPEATABLE)
"""What cannot be taken back and is done because it is late; not while the clock is in doubt.

Choice: reminders too, for those whose time is over by a wrong clock would never be told.
"""
