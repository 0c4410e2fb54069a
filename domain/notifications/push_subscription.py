"""Push subscriptions: the address at which a device's browser takes web push."""

from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.accounts import device_forgetting
from domain.accounts.device import Device
from domain.errors import Invalid
from domain.notifications import push_keys, push_service

ENDPOINT_LENGTH = 1000

_MOVE = "DELETE FROM push_subscriptions WHERE endpoint = {} AND device <> {}"
_KEEP = """
INSERT INTO push_subscriptions (id, device, endpoint, p256dh, auth, created_at)
VALUES ({}, {}, {}, {}, {}, {})
ON CONFLICT (device) DO UPDATE SET endpoint = excluded.endpoint, p256dh = excluded.p256dh,
  auth = excluded.auth, created_at = excluded.created_at, reached_at = NULL, failing_since = NULL
WHERE push_subscriptions.endpoint <> excluded.endpoint
   OR push_subscriptions.p256dh <> excluded.p256dh OR push_subscriptions.auth <> excluded.auth
"""
_BY_ID = "SELECT id, endpoint, p256dh, auth FROM push_subscriptions WHERE id = {}"
_OF_DEVICE = "SELECT id, endpoint, p256dh, auth FROM push_subscriptions WHERE device = {}"
_REMOVE = "DELETE FROM push_subscriptions WHERE device = {}"
_FORGET = f"""
DELETE FROM push_subscriptions WHERE device IN (
  SELECT id FROM devices WHERE {device_forgetting.IS_FORGOTTEN})
"""


class PushSubscription(Table, tablename="push_subscriptions"):
    """One per device.

    Rule: N1 N2. Shape: `endpoint` belongs to the device that named it last; `p256dh` and `auth`
    are base64url as the browser gives them; `failing_since` is the first refusal since the last
    success. Source: RFC 8030, RFC 8291.
    """

    id = UUID(primary_key=True, default=UUID4())
    device = ForeignKey(references=Device, on_delete=OnDelete.cascade, unique=True, null=False)
    endpoint = Varchar(length=ENDPOINT_LENGTH, unique=True)
    p256dh = Varchar(length=100)
    auth = Varchar(length=40)
    created_at = Timestamptz()
    reached_at = Timestamptz(null=True, default=None)
    failing_since = Timestamptz(null=True, default=None)


class Target(NamedTuple):
    """What sending to one subscription needs."""

    id: Id
    endpoint: str
    p256dh: str
    auth: str


async def subscribe(device: Id, *, endpoint: str, p256dh: str, auth: str) -> None:
    """Keeps a device's subscription; the same one again changes nothing.

    Errors: Invalid (endpoint or keys), nothing is kept.
    """
    _check(endpoint, p256dh, auth)
    try:
        await _keep(device, endpoint, p256dh, auth)
    except database.Violation:
        # Two devices named the endpoint at the same moment; the second one owns it.
        await _keep(device, endpoint, p256dh, auth)


async def remove(device: Id) -> None:
    """Forgets what a device subscribed, at its wish or at its logout."""
    await database.rows(_REMOVE, device)


async def forget() -> None:
    """Deletes those of devices that ended a month ago, with which all else of them goes."""
    await database.rows(_FORGET, *device_forgetting.before(clock.now()))


async def by_id(subscription: Id) -> Target | None:
    row = await database.row(_BY_ID, subscription)
    return Target(*row) if row else None


async def of_device(device: Id) -> Target | None:
    row = await database.row(_OF_DEVICE, device)
    return Target(*row) if row else None


async def _keep(device: Id, endpoint: str, p256dh: str, auth: str) -> None:
    async with database.transaction():
        await database.rows(_MOVE, endpoint, device)
        await database.rows(_KEEP, uuid4(), device, endpoint, p256dh, auth, clock.now())


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    if (
        len(endpoint) > ENDPOINT_LENGTH
        or not endpoint.isascii()
        or push_service.origin(endpoint) is None
    ):
        raise Invalid("endpoint", "unknown_push_service")
    push_keys.check(p256dh, auth)
