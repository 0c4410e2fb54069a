"""The broker and the worker of this process: set up, started and stopped.

There is one actor; what can be done is listed in workers/handlers.py.
"""

import asyncio
import logging
from concurrent.futures import Future

import dramatiq
from dramatiq.asyncio import get_event_loop_thread

from domain import nudge
from domain.settings import Settings
from workers import clock_watch, messages, recurring, relay
from workers.waker import TICK_SECONDS, Waker

THREADS = 2
POLL_MS = 100
STOP_MS = 30_000


class _Running:
    """What this process has set up and started."""

    broker: dramatiq.Broker | None = None
    waker: Waker | None = None
    worker: dramatiq.Worker | None = None
    look: "Future[None] | None" = None


def setup(settings: Settings) -> None:
    """Makes the broker, and commits wake whoever works on it; connects to nothing yet."""
    # Of a Redis that is away the waker speaks; Dramatiq would every three seconds.
    logging.getLogger("dramatiq").setLevel(logging.ERROR)
    for queue in ("relay", "relay.DQ"):
        logging.getLogger(f"dramatiq.worker.ConsumerThread({queue})").disabled = True
    _forget()
    made = messages.broker(settings)
    dramatiq.set_broker(made)
    actor = dramatiq.actor(actor_name="relay", queue_name="relay", broker=made)(relay.relay)
    _Running.broker = made
    _Running.waker = Waker(actor.send, _look)
    nudge.on_new_work(_Running.waker.wake)


def start_embedded() -> None:
    """Works in threads of this process until `stop`."""
    made = _Running.broker
    if made is None or _Running.waker is None:
        raise RuntimeError("setup comes first")
    relay.start()
    recurring.forget()
    clock_watch.begin()
    # Without this nothing watches the time limits: the command line of Dramatiq would say it.
    made.emit_after("process_boot")
    worker = dramatiq.Worker(made, worker_threads=THREADS, worker_timeout=POLL_MS)
    worker.start()
    _Running.worker = worker
    _Running.waker.tick(TICK_SECONDS)


def stop() -> None:
    """Takes nothing new and returns when what was begun is done, within seconds."""
    relay.stop()
    _forget()
    clock_watch.end()


def _look() -> None:
    """Without the broker: whoever works in this process looks into the outbox by itself."""
    thread = get_event_loop_thread()
    if _Running.worker is not None and thread is not None:
        _Running.look = asyncio.run_coroutine_threadsafe(relay.relay(), thread.loop)


def _forget() -> None:
    nudge.on_new_work(None)
    if _Running.waker is not None:
        _Running.waker.end()
    if _Running.look is not None:
        _Running.look.result(STOP_MS / 1000)
    if _Running.worker is not None:
        _Running.worker.stop(timeout=STOP_MS)
    if _Running.broker is not None:
        _Running.broker.close()
    _Running.broker = _Running.worker = _Running.waker = _Running.look = None
