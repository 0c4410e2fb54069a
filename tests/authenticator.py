"""An authenticator made of software: it keeps one passkey, and signs also what none should sign."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

from domain import settings
from domain.accounts.passkeys import registration
from domain.accounts.passkeys.passkey import Passkey

Options = dict[str, Any]
PRESENT, VERIFIED, MAY_BE_COPIED, IS_COPIED, HOLDS_KEY = 1, 4, 8, 16, 64
ES256, P256, EC2 = -7, 1, 2
GOOGLE = UUID("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")
ANONYMOUS = UUID(int=0)


@dataclass
class Authenticator:
    """Shape: count is how often it was used, 0 where nobody counts (step 0)."""

    aaguid: UUID = ANONYMOUS
    origin: str = field(default_factory=lambda: settings.current().base_url)
    rp_id: str = "localhost"
    flags: int = PRESENT | VERIFIED | MAY_BE_COPIED | IS_COPIED
    count: int = 0
    step: int = 1
    handle: bytes = b""
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.derive_private_key(secrets.randbits(255), ec.SECP256R1())
    )

    def make(self, options: Options) -> str:
        """What navigator.credentials.create() answers, as JSON."""
        self.handle = base64url_to_bytes(options["user"]["id"])
        said = self._said("webauthn.create", options)
        kept = self._data(self.flags | HOLDS_KEY) + self._key()
        attested = encode_cbor({"fmt": "none", "attStmt": {}, "authData": kept})
        response = {"attestationObject": bytes_to_base64url(attested), "transports": ["internal"]}
        return self._answer(said, response)

    def sign(self, options: Options) -> str:
        """What navigator.credentials.get() answers, as JSON."""
        self.count += self.step
        said, data = self._said("webauthn.get", options), self._data(self.flags)
        signed = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(signed),
            "userHandle": bytes_to_base64url(self.handle),
        }
        return self._answer(said, response)

    def _said(self, kind: str, options: Options) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps({**said, "crossOrigin": False}).encode()

    def _data(self, flags: int) -> bytes:
        return (
            hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)
        )

    def _key(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32), point.y.to_bytes(32)
        key = encode_cbor({1: EC2, 3: ES256, -1: P256, -2: x, -3: y})
        return self.aaguid.bytes + len(self.credential).to_bytes(2) + self.credential + key

    def _answer(self, said: bytes, response: Options) -> str:
        id = bytes_to_base64url(self.credential)
        response = {"clientDataJSON": bytes_to_base64url(said), **response}
        return json.dumps({"id": id, "rawId": id, "type": "public-key", "response": response})


async def registered(account: UUID, on: UUID, own: Authenticator | None = None) -> Passkey:
    """An account's new passkey, made on this device, which is freshly logged in."""
    own = own or Authenticator()
    made = own.make(await registration.ask(account, "", on=on))
    return await registration.register(account, made, on=on, kind="iPhone · Safari", network="")
