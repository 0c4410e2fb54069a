"""A login by passkey: what it opens, and everything that it does not."""

import asyncio
import json
from datetime import timedelta

import pytest
from webauthn.helpers import bytes_to_base64url

from domain.accounts.passkeys import challenge, login, passkey, registration, removal
from domain.accounts.passkeys.refusal import Refused
from domain.errors import Throttled
from tests.authenticator import PRESENT, Authenticator
from tests.conftest import FrozenClock
from tests.domain.accounts.passkeys.people import (
    PHONE,
    TABLET,
    holding,
    is_refused,
    log_in,
    nadia,
)
from tests.domain.accounts.people import HERE, mails, proven
from tests.rules import rule


@rule("A1", "A5")
async def test_a_passkey_opens_its_account_without_an_address(database: str) -> None:
    held = await nadia()
    assert await log_in(held.own) == held.account
    assert (await passkey.by_id(held.passkey.id, account=held.account)).last_used_at is not None


@rule("A1", "A5")
async def test_each_opens_its_own_account(database: str) -> None:
    held = await nadia()
    other = await holding((await proven("dora@lernfaden.example")).id)
    assert await log_in(other.own) == other.account
    assert await log_in(held.own) == held.account


@rule("A5")
async def test_what_is_asked_for_names_nobody_and_wants_to_know_who_it_is(database: str) -> None:
    await nadia()
    asked = login.ask(PHONE)
    assert asked["rpId"] == "localhost"
    assert asked["userVerification"] == "required"
    assert asked["allowCredentials"] == []


@rule("A5")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origin", "https://lernfaden.example.evil.example"),
        ("origin", "http://localhost:8001"),
        ("rp_id", "evil.example"),
        ("flags", PRESENT),
        ("flags", 0),
        ("handle", b"somebody else's"),
        ("handle", b""),
        ("credential", b"x" * 32),
        ("key", Authenticator().key),
    ],
)
async def test_wrong_in_one_thing_it_opens_nothing(
    database: str, field: str, value: object
) -> None:
    """Another origin, relying party or key; nobody verified or there; of another, or unknown."""
    held = await nadia()
    before = getattr(held.own, field)
    setattr(held.own, field, value)
    assert await is_refused(held.own.sign(login.ask(PHONE)))
    setattr(held.own, field, before)
    assert await log_in(held.own) == held.account, "and as it should be it does"


@rule("A5")
async def test_somebody_elses_authenticator_opens_nothing_in_my_name(database: str) -> None:
    """It says my credential and my handle, and signs with its own key."""
    held = await nadia()
    other = await holding((await proven("dora@lernfaden.example")).id)
    other.own.credential, other.own.handle = held.own.credential, held.own.handle
    assert await is_refused(other.own.sign(login.ask(PHONE)))


@rule("A5")
async def test_a_challenge_is_answered_once(database: str) -> None:
    held = await nadia()
    signed = held.own.sign(login.ask(PHONE))
    assert await login.verify(signed, PHONE, network=HERE) == held.account
    assert await is_refused(signed)


@rule("A5")
async def test_a_challenge_that_was_answered_wrongly_is_spent_too(database: str) -> None:
    held = await nadia()
    asked, held.own.flags = login.ask(PHONE), PRESENT
    assert await is_refused(held.own.sign(asked))
    held.own.flags = Authenticator().flags
    assert await is_refused(held.own.sign(asked))


@rule("A5")
async def test_of_ten_answers_at_once_one_gets_in(database: str) -> None:
    held = await nadia()
    signed = held.own.sign(login.ask(PHONE))
    tries = [login.verify(signed, PHONE, network=HERE) for _ in range(10)]
    came = await asyncio.gather(*tries, return_exceptions=True)
    assert came.count(held.account) == 1
    assert all(isinstance(each, Refused | Throttled) for each in came if each != held.account)


@rule("A5")
async def test_another_browsers_challenge_opens_nothing_here(database: str) -> None:
    held = await nadia()
    assert await is_refused(held.own.sign(login.ask(TABLET)), PHONE)
    assert await is_refused(held.own.sign(login.ask(PHONE)), "")


@rule("A5")
async def test_a_challenge_lives_five_minutes(database: str, frozen_clock: FrozenClock) -> None:
    held = await nadia()
    asked = login.ask(PHONE)
    frozen_clock.forward(challenge.KEPT)
    assert await is_refused(held.own.sign(asked))
    asked = login.ask(PHONE)
    frozen_clock.forward(challenge.KEPT - timedelta(seconds=2))
    assert await login.verify(held.own.sign(asked), PHONE, network=HERE) == held.account


@rule("A5")
async def test_a_challenge_of_a_registration_logs_nobody_in(database: str) -> None:
    held = await nadia()
    made = challenge.make(registration.PURPOSE, PHONE)
    assert await is_refused(held.own.sign({"challenge": bytes_to_base64url(made)}))


@rule("A5")
async def test_a_challenge_that_nobody_gave_is_none(database: str) -> None:
    held = await nadia()
    for made in (b"", b"x" * 53, challenge.make(login.PURPOSE, PHONE)[:-1]):
        assert await is_refused(held.own.sign({"challenge": bytes_to_base64url(made)}))


@rule("A5")
async def test_a_lower_count_is_refused_and_its_owner_told(database: str) -> None:
    held = await nadia(Authenticator(count=7))
    assert await log_in(held.own) == held.account
    held.own.count = 6
    assert await is_refused(held.own.sign(login.ask(PHONE))), "7 again"
    assert ("passkey_copied_mail", held.account) in await mails()
    assert (await passkey.by_id(held.passkey.id, account=held.account)).sign_count == 8
    held.own.count = 8
    assert await log_in(held.own) == held.account, "the real one goes on"


@rule("A5")
async def test_whoever_counts_no_more_is_refused(database: str) -> None:
    held = await nadia(Authenticator(count=7))
    held.own.count, held.own.step = 0, 0
    assert await is_refused(held.own.sign(login.ask(PHONE)))


@rule("A5")
async def test_one_that_is_kept_in_many_places_counts_nothing(database: str) -> None:
    held = await nadia(Authenticator(step=0))
    assert await log_in(held.own) == held.account
    assert await log_in(held.own) == held.account
    assert "passkey_copied_mail" not in {kind for kind, _ in await mails()}


@rule("A5")
async def test_only_one_that_is_gone_is_to_be_forgotten_by_its_keeper(database: str) -> None:
    held = await nadia()
    held.own.flags = PRESENT
    with pytest.raises(Refused) as refused:
        await log_in(held.own)
    assert refused.value.unknown == ""
    await removal.remove(held.passkey.id, account=held.account)
    with pytest.raises(Refused) as refused:
        await log_in(held.own)
    assert refused.value.unknown == held.passkey.credential


@rule("A6")
async def test_guessing_gets_slower(database: str, frozen_clock: FrozenClock) -> None:
    held = await nadia()
    held.own.flags = PRESENT
    for _ in range(5):
        assert await is_refused(held.own.sign(login.ask(PHONE)))
    with pytest.raises(Throttled):
        await log_in(held.own)
    assert await is_refused("{}"), "at another one it is not"


@rule("A6")
async def test_what_is_no_answer_counts_as_a_guess(
    database: str, frozen_clock: FrozenClock
) -> None:
    for _ in range(5):
        assert await is_refused("{}")
    with pytest.raises(Throttled):
        await login.verify("[]", PHONE, network=HERE)


@rule("A5")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 9000,
        '{"id": 1}',
        json.dumps({"id": "a", "rawId": "a", "type": "public-key", "response": {}}),
        json.dumps(
            {
                "id": "YQ",
                "rawId": "YQ",
                "type": "public-key",
                "response": {
                    "clientDataJSON": "bnVsbA",
                    "authenticatorData": "YQ",
                    "signature": "YQ",
                    "userHandle": "a",
                },
            }
        ),
    ],
)
async def test_what_is_no_answer_is_refused_as_well(database: str, typed: str) -> None:
    assert await is_refused(typed)
