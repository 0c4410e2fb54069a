"""The things that tests/web/test_roles.py asks for, of which each address names one."""

import re
from uuid import UUID, uuid4

from domain.accounts import device, device_login
from domain.calendar import address
from domain.conversations import with_support
from domain.notifications import push_subscription
from domain.profiles import membership
from domain.profiles.membership import Role
from domain.profiles.profile import Profile
from domain.providers import invitation, service
from domain.providers.invitation import Invitation
from domain.providers.service import Service
from tests import agreements, conversations, documents, previews, support
from tests.authenticator import registered
from tests.push_service import Subscriber
from tests.school import School
from tests.world import World


async def filled(path: str, world: World, school: School, number: int) -> str:
    """The address of a thing of the school's; what a request may end is made for it alone."""
    values: dict[str, object] = {
        "family_id": school.kaya.family,
        "provider_id": school.kaya.provider,
        "conversation_id": school.kaya.id,
        "invitation_id": school.code.id,
        "profile_id": world.tom.id,
        "token": "x" * 43,
        "name": "mail",
        "path": "nowhere",
        # Of nobody: each educator's own is tried in tests/web/availability.
        "absence_id": uuid4(),
        "calendar_id": uuid4(),
    }
    if "{code" in path:
        values["code"] = (await invited(world)).code
    if "{service_id" in path:
        values["service_id"] = (await offered(school)).id
    if "{session_id" in path:
        values["session_id"] = (await school.session(world.mila.id, days=number)).id
    if "{group_id" in path:
        values["group_id"] = await school.group(days=number)
    if "{series_id" in path:
        values["series_id"] = await school.series(world.mila.id, days=number)
    if "{document_id" in path:
        id = await documents.share(school.kaya, by=world.nadia.actor)
        values["document_id"], values["size"] = id, await previews.pretended(id)
    if "{message_id" in path:
        values["message_id"] = await conversations.say(school.kaya, "Hallo!", by=world.mila.actor)
    values |= await _agreed(path, world, school)
    values |= await _of_login(path, world)
    if path.startswith("/support"):
        values |= await _asked(world)
    if path.endswith("/removal"):
        values["profile_id"] = (await _leaving(path, world)).id
    if path.startswith("/calendar/"):
        values["token"] = (await address.tokens([world.nadia.id]))[world.nadia.id]
    return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), path).replace("//", "/")


async def _of_login(path: str, world: World) -> dict[str, object]:
    if "{device_id" in path:
        return {"device_id": await nadias_device(world)}
    return {"passkey_id": await nadias_passkey(world)} if "{passkey_id" in path else {}


async def _agreed(path: str, world: World, school: School) -> dict[str, object]:
    values: dict[str, object] = {}
    if "{agreement_id" in path:
        values["agreement_id"] = (await agreements.written(by=school.ines.actor)).id
    if "{consent_id" in path:
        values["consent_id"] = await agreements.signed(school.kaya, school.ines, world.nadia)
    if "{version_id" in path:
        values["version_id"] = (await agreements.uploaded(by=school.ines.actor)).id
    return values


async def _asked(world: World) -> dict[str, object]:
    """Nadia's conversation with the support, and what it often answers."""
    ben = await support.ben(name="Thea")
    answer = await support.everything(world.nadia, ben)
    return {"conversation_id": with_support.own(world.nadia.id), "answer_id": answer}


async def _leaving(path: str, world: World) -> Profile:
    """Somebody of Nadia's family who can go: a guardian more, or a child more."""
    if "/guardians/" in path:
        return await membership.create(world.nadia.actor.family_id, Role.GUARDIAN, "Ayla Kaya")
    return await membership.add_child("Emli", by=world.nadia.actor)


async def invited(world: World) -> Invitation:
    return await invitation.create(uuid4(), by=world.jonas.actor, uses_limit=None, expires_at=None)


async def offered(school: School) -> Service:
    return await service.create(uuid4(), "Physik", 45, 0, "", by=school.ines.actor)


async def nadias_device(world: World) -> UUID:
    id = await _logged_in(world)
    phone = Subscriber(f"https://fcm.googleapis.com/fcm/send/{id}")
    await push_subscription.subscribe(
        id, endpoint=phone.endpoint, p256dh=phone.p256dh, auth=phone.auth
    )
    return id


async def nadias_passkey(world: World) -> UUID:
    assert world.nadia.account is not None
    return (await registered(world.nadia.account, await _logged_in(world))).id


async def _logged_in(world: World) -> UUID:
    assert world.nadia.account is not None
    entered = await device_login.log_in(world.nadia.account, user_agent="")
    kept = await device.by_token(entered.token)
    assert kept is not None
    return kept.id
