"""A refusal's sentence belongs to one error of one module of the domain."""

from importlib import import_module

import pytest

from domain.errors import Conflict, DomainError
from domain.sessions.attendance import TooLate
from web.words import refusals
from web.words.refusals import SENTENCES, named, sentence


@pytest.mark.parametrize("name", SENTENCES)
def test_every_sentence_belongs_to_an_error_that_is_there(name: str) -> None:
    module, _, kind = name.rpartition(".")
    found = getattr(import_module(f"domain.{module}"), kind, None)
    assert isinstance(found, type)
    assert issubclass(found, DomainError)
    assert found.__module__ == f"domain.{module}"


def test_an_error_of_the_same_name_elsewhere_has_a_sentence_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = type("TooLate", (Conflict,), {"__module__": "domain.credits.expiry"})()
    assert named(other) == "credits.expiry.TooLate"
    assert sentence(other, "de") == ""
    monkeypatch.setitem(refusals.SENTENCES, named(other), "Diese Credits sind verfallen.")
    assert sentence(other, "de") == "Diese Credits sind verfallen."
    assert sentence(TooLate(), "de") == "Dafür ist die Zeit vorbei. Schreibt euch direkt."
