"""Messages that wake whoever works: Dramatiq over Redis, or within this process.

Choice: a message says only "look into the outbox", so Redis holds nothing durable and may lose
all it has.
"""

from typing import Any

import dramatiq
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import Middleware, Retries, TimeLimit

from domain.settings import Settings
from workers.middleware import Connections, Loop

NAMESPACE = "lernfaden:jobs"
HEARTBEAT_MS = 30_000
MAINTENANCE_CHANCE = 20_000
"""In a million fetches; Dramatiq's own values let a dead worker's messages lie for 17 minutes."""
REDIS_SECONDS = 2.0
TIME_LIMIT_MS = 120_000


def broker(settings: Settings) -> dramatiq.Broker:
    middleware: list[Middleware] = [
        TimeLimit(time_limit=TIME_LIMIT_MS),
        Retries(max_retries=1),
        Loop(),
        Connections(settings.database_url),
    ]
    if settings.redis_url is None:
        return StubBroker(middleware=middleware)
    return _redis_broker(settings.redis_url, middleware)


def _redis_broker(url: str, middleware: list[Middleware]) -> dramatiq.Broker:
    # Without Redis nobody waits at each start until its client is read.
    from dramatiq.brokers.redis import RedisBroker

    return RedisBroker(  # type: ignore[no-untyped-call]
        client=_redis(url),
        middleware=middleware,
        namespace=NAMESPACE,
        heartbeat_timeout=HEARTBEAT_MS,
        maintenance_chance=MAINTENANCE_CHANCE,
    )


def _redis(url: str) -> Any:
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        url,
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
