"""What Dramatiq calls when a worker starts and stops: its event loop and what that holds."""

import asyncio
from typing import Any

import dramatiq
import uvloop
from dramatiq.asyncio import EventLoopThread, get_event_loop_thread, set_event_loop_thread
from dramatiq.middleware import AsyncIO, Middleware

from domain import database
from domain.notifications import push

START_SECONDS = 30.0


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

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url

    def after_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        _run(database.open(self._database_url))

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        _run(_close())


async def _close() -> None:
    await push.close()
    await database.close()


def _run(work: Any) -> None:
    thread = get_event_loop_thread()
    assert thread is not None
    asyncio.run_coroutine_threadsafe(work, thread.loop).result(START_SECONDS)
