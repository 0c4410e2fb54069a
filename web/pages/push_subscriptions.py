"""/push-subscriptions: where this device takes push. Rule: N1."""

import msgspec
from litestar import get, post

from domain.errors import Invalid
from domain.notifications import push_subscription, vapid
from web import access
from web.access import Request
from web.answer import Answer, json


class Keys(msgspec.Struct):
    p256dh: str
    auth: str


class Subscription(msgspec.Struct):
    """The JSON of the browser's `PushSubscription.toJSON()`."""

    endpoint: str
    keys: Keys


@get("/push-subscriptions")
async def show(request: Request) -> Answer:
    """What the device needs to subscribe, and to see whether we have what it has."""
    login = access.login(request)
    kept = await push_subscription.of_device(login.device_id)
    endpoint = kept.endpoint if kept else None
    return json({"application_server_key": vapid.application_server_key(), "endpoint": endpoint})


@post("/push-subscriptions")
async def create(request: Request) -> Answer:
    """Errors: Invalid."""
    login = access.login(request)
    try:
        asked = msgspec.json.decode(await request.body(), type=Subscription)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Invalid("subscription", "not_a_subscription") from error
    await push_subscription.subscribe(
        login.device_id,
        endpoint=asked.endpoint,
        p256dh=asked.keys.p256dh,
        auth=asked.keys.auth,
    )
    return Answer(204)


@post("/push-subscriptions/deletion")
async def delete(request: Request) -> Answer:
    """Ends push on this device."""
    login = access.login(request)
    await push_subscription.remove(login.device_id)
    return Answer(204)
