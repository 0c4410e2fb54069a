"""The broker and the worker: Dramatiq over Redis, or within this process.

Choice: a message says only "look into the outbox", so Redis holds nothing durable and may lose
all it has. There is one actor; what can be done is listed in workers/relay.py.
"""

import asyncio
import logging
from typing import Any

import dramatiq
import uvloop
from dramatiq.asyncio import EventLoopThread, get_event_loop_thread, set_event_loop_thread
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AsyncIO, Middleware, Retries, TimeLimit

from domain import database, outbox
from domain.notifications import push
from domain.settings import Settings
from workers import clock, relay

NAMESPACE = "lernfaden:jobs"
THREADS = 2
POLL_MS = 100
HEARTBEAT_MS = 30_000
MAINTENANCE_CHANCE = 20_000
"""In a million fetches; Dramatiq's own values let a dead worker's messages lie for 17 minutes."""
TIME_LIMIT_MS = 120_000
STOP_MS = 30_000
START_SECONDS = 30.0


class _Running:
    """What this process has set up and started."""

    settings: Settings | None = None
    broker: dramatiq.Broker | None = None
    waker: clock.Waker | None = None
    worker: dramatiq.Worker | None = None


def setup(settings: Settings) -> None:
    """Makes the broker, and commits wake whoever works on it; connects to nothing yet."""
    logging.getLogger("dramatiq").setLevel(logging.WARNING)
    _forget()
    made = _broker(settings.redis_url)
    dramatiq.set_broker(made)
    actor = dramatiq.actor(actor_name="relay", queue_name="relay", broker=made)(relay.relay)
    _Running.settings, _Running.broker = settings, made
    _Running.waker = clock.Waker(actor.send)
    outbox.on_new_work(_Running.waker.wake)


def start_embedded() -> None:
    """Works in threads of this process until `stop`."""
    made = _Running.broker
    if made is None or _Running.waker is None:
        raise RuntimeError("setup comes first")
    relay.start()
    clock.forget()
    # Without this nothing watches the time limits: the command line of Dramatiq would say it.
    made.emit_after("process_boot")
    worker = dramatiq.Worker(made, worker_threads=THREADS, worker_timeout=POLL_MS)
    worker.start()
    _Running.worker = worker
    _Running.waker.tick(clock.TICK_SECONDS)


def stop() -> None:
    """Takes nothing new and returns when what was begun is done, within seconds."""
    relay.stop()
    _forget()


def _forget() -> None:
    outbox.on_new_work(None)
    if _Running.waker is not None:
        _Running.waker.end()
    if _Running.worker is not None:
        _Running.worker.stop(timeout=STOP_MS)
    if _Running.broker is not None:
        _Running.broker.close()
    _Running.broker = _Running.worker = _Running.waker = None


def _broker(redis_url: str | None) -> dramatiq.Broker:
    middleware: list[Middleware] = [
        TimeLimit(time_limit=TIME_LIMIT_MS),
        Retries(max_retries=1),
        Loop(),
        Connections(),
    ]
    if redis_url is None:
        return StubBroker(middleware=middleware)
    return RedisBroker(  # type: ignore[no-untyped-call]
        url=redis_url,
        middleware=middleware,
        namespace=NAMESPACE,
        heartbeat_timeout=HEARTBEAT_MS,
        maintenance_chance=MAINTENANCE_CHANCE,
    )


class Loop(AsyncIO):
    """The event loop of the actors, the same kind as the web's."""

    def before_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        thread = EventLoopThread(self.logger)
        thread.loop.close()
        thread.loop = uvloop.new_event_loop()
        # A busy machine may need longer than the second that Dramatiq allows.
        thread.start(timeout=START_SECONDS)
        set_event_loop_thread(thread)


class Connections(Middleware):
    """Opens and closes what the event loop of the actors holds.

    Shape: stands after Loop, as what comes after something runs in reverse order.
    """

    def after_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        assert _Running.settings is not None
        _run(database.open(_Running.settings.database_url))

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        _run(_close())


async def _close() -> None:
    await push.close()
    await database.close()


def _run(work: Any) -> None:
    thread = get_event_loop_thread()
    assert thread is not None
    asyncio.run_coroutine_threadsafe(work, thread.loop).result(START_SECONDS)
