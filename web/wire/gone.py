"""Who broke off a request: nobody is left to answer, and nothing of ours has failed."""

from litestar.types import HTTPReceiveMessage, Receive, WebSocketReceiveMessage


class Gone(Exception):
    """The other side hung up before its body was whole."""


def noticed(receive: Receive) -> Receive:
    """Receives a body. Errors: Gone, where Litestar would speak of an error of the server."""
    is_whole = False

    async def received() -> HTTPReceiveMessage | WebSocketReceiveMessage:
        nonlocal is_whole
        message = await receive()
        if message["type"] == "http.request":
            is_whole = not message["more_body"]
        elif not is_whole:
            raise Gone
        return message

    return received
