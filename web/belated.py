"""An answer about what was refused before anybody looked who asks: it looks first."""

from collections.abc import Callable

from litestar.types import Receive, Scope, Send

from web import identity
from web.access import Request
from web.answer import Answer


class Belated(Answer):
    """Shape: made once it is known who asks; without that, where looking fails, of the failure."""

    __slots__ = ("_failed", "_made", "_request")

    def __init__(
        self, request: Request, made: Callable[[], Answer], failed: Callable[[Exception], Answer]
    ) -> None:
        super().__init__(0)
        self._request, self._made, self._failed = request, made, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self._answer())(scope, receive, send)

    async def _answer(self) -> Answer:
        try:
            await identity.look_up(self._request)
        except Exception as error:
            return self._failed(error)
        return self._made()
