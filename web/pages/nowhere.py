"""Every address that nothing answers, so that its 404 knows who asks."""

from litestar import get

from domain.errors import NotFound
from web.answer import Answer


@get("/{path:path}")
async def show() -> Answer:
    """Errors: NotFound."""
    raise NotFound
