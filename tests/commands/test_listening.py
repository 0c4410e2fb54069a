"""Where the pages are served."""

import socket

import pytest

from web.commands.failure import CommandError
from web.commands.listening import listen


def test_localhost_is_the_loopback_address_of_each_kind_on_one_port() -> None:
    sockets = listen("localhost", 0)
    try:
        names = [s.getsockname() for s in sockets]
        assert {name[0] for name in names} <= {"127.0.0.1", "::1"}
        assert "127.0.0.1" in {name[0] for name in names}
        assert len({name[1] for name in names}) == 1
    finally:
        for s in sockets:
            s.close()


def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="Is Lernfaden running already"):
            listen("127.0.0.1", other.getsockname()[1])


def test_an_address_that_is_not_ours_is_said_in_words() -> None:
    with pytest.raises(CommandError, match="no address of this machine"):
        listen("203.0.113.7", 0)
