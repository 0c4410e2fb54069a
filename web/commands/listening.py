"""The sockets on which the pages are served."""

import errno
import socket
from operator import itemgetter
from typing import Any

from .failure import CommandError

BACKLOG = 2048


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets on every address of a host; port 0 means one that is free.

    Choice: `localhost` is 127.0.0.1 and ::1, because browsers try either first.
    Errors: CommandError when the port is taken or the address is not this machine's.
    """
    sockets: list[socket.socket] = []
    for family, kind, address in _addresses(host, port):
        at = sockets[0].getsockname()[1] if sockets else port
        bound = _bind(family, kind, (address[0], at, *address[2:]))
        sockets += [bound] if bound else []
    if not sockets:
        raise CommandError(f"{host} is no address of this machine.")
    return sockets


def _addresses(host: str, port: int) -> list[tuple[int, int, tuple[Any, ...]]]:
    """Family, kind and address of each, the older kind of network first."""
    try:
        named = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise CommandError(f"{host} is no address of this machine ({error.strerror}).") from error
    return [(family, kind, at) for family, kind, _, _, at in sorted(named, key=itemgetter(0))]


def _bind(family: int, kind: int, address: tuple[object, ...]) -> socket.socket | None:
    try:
        made = socket.socket(family, kind)
    except OSError:
        return None  # A kernel without IPv6.
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        made.bind(address)
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRNOTAVAIL:
            return None
        raise _taken(address[1], error) from error
    return made


def _taken(port: object, error: OSError) -> CommandError:
    return CommandError(
        f"cannot serve on port {port}: {error.strerror}. Is Lernfaden running already? "
        "--port takes another."
    )
