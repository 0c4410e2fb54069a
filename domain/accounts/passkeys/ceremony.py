"""The ceremonies: what browsers are asked for and what comes back, by the library that knows both.

Rule: A5. Source: WebAuthn 3, 7.1 and 7.2. Choice: user verification is always required, so that a
passkey is what somebody has and what somebody knows or is; attestation is not asked for, for it
would only say which device somebody has.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID as Id

import webauthn
from cryptography.exceptions import UnsupportedAlgorithm
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.accounts.passkeys import relying_party
from domain.accounts.passkeys.refusal import Refused

Options = dict[str, Any]
T = TypeVar("T")

_NO_PASSKEY = (
    WebAuthnException,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    LookupError,
    RecursionError,
)
"""What the library raises where what came is not what it says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an authenticator signed, not looked at yet. Shape: credential in base64url."""

    credential: str
    handle: bytes
    challenge: bytes
    signed: AuthenticationCredential


@dataclass(frozen=True, slots=True)
class Offer:
    """A new passkey, not looked at yet."""

    challenge: bytes
    transports: list[str]
    made: RegistrationCredential


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey that is one. Shape: credential and public_key in base64url."""

    credential: str
    public_key: str
    sign_count: int
    aaguid: str
    is_backed_up: bool


@dataclass(frozen=True, slots=True)
class Used:
    """A passkey that was used as it has to be."""

    sign_count: int
    is_backed_up: bool


def asking(challenge: bytes) -> Options:
    """For navigator.credentials.get(): any passkey of ours, by whichever account."""
    return options_to_json_dict(
        webauthn.generate_authentication_options(
            rp_id=relying_party.id(),
            challenge=challenge,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def making(
    challenge: bytes, handle: Id, address: str, name: str, known: Iterable[tuple[str, str]]
) -> Options:
    """For navigator.credentials.create(). Shape: known are those that are there already, each with
    its transports.
    """
    return options_to_json_dict(
        webauthn.generate_registration_options(
            rp_id=relying_party.id(),
            rp_name=relying_party.NAME,
            user_id=handle.bytes,
            user_name=address,
            user_display_name=name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[_descriptor(*each) for each in known],
        )
    )


def written(handle: Id | None) -> str:
    """As browsers write it; empty for none."""
    return bytes_to_base64url(handle.bytes) if handle else ""


def answer(typed: str) -> Answer:
    """Errors: Refused."""
    signed = _tried(lambda: parse_authentication_credential_json(json.loads(typed)))
    challenge = _tried(lambda: parse_client_data_json(signed.response.client_data_json).challenge)
    return Answer(signed.id, signed.response.user_handle or b"", challenge, signed)


def credential(typed: str) -> str:
    """Of which passkey an answer says it is; empty for what is none."""
    try:
        return answer(typed).credential
    except Refused:
        return ""


def offer(typed: str) -> Offer:
    """Errors: Refused."""
    made = _tried(lambda: parse_registration_credential_json(json.loads(typed)))
    challenge = _tried(lambda: parse_client_data_json(made.response.client_data_json).challenge)
    return Offer(challenge, [each.value for each in made.response.transports or []], made)


def used(given: Answer, public_key: str) -> Used:
    """Looks at all of it but the count, which passkey.use() compares. Errors: Refused."""
    seen = _tried(
        lambda: webauthn.verify_authentication_response(
            credential=given.signed,
            expected_challenge=given.challenge,
            expected_rp_id=relying_party.id(),
            expected_origin=relying_party.origin(),
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    )
    return Used(seen.new_sign_count, seen.credential_backed_up)


def made(given: Offer) -> Made:
    """Errors: Refused."""
    seen = _tried(
        lambda: webauthn.verify_registration_response(
            credential=given.made,
            expected_challenge=given.challenge,
            expected_rp_id=relying_party.id(),
            expected_origin=relying_party.origin(),
            require_user_verification=True,
        )
    )
    return Made(
        bytes_to_base64url(seen.credential_id),
        bytes_to_base64url(seen.credential_public_key),
        seen.sign_count,
        seen.aaguid,
        seen.credential_backed_up,
    )


def _descriptor(credential: str, transports: str) -> PublicKeyCredentialDescriptor:
    ways = [AuthenticatorTransport(each) for each in transports.split()]
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(credential), transports=ways)


def _tried(step: Callable[[], T]) -> T:
    try:
        return step()
    except _NO_PASSKEY as error:
        raise Refused from error
