"""An instance's own keys: given by the operator, or made once and kept in its data directory."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from domain import environment, vapid_key
from domain.environment import PREFIX, SettingsError

SECRET_KEY_MIN_BYTES = 32


def secret_key(environ: Mapping[str, str], data_dir: Path) -> bytes:
    given = environment.secret(environ, "SECRET_KEY")
    key = given or _kept(data_dir / "secret-key", lambda: secrets.token_urlsafe(48))
    if len(key.encode()) < SECRET_KEY_MIN_BYTES:
        raise SettingsError(f"{PREFIX}SECRET_KEY has less than {SECRET_KEY_MIN_BYTES} characters.")
    return key.encode()


def vapid_private_key(environ: Mapping[str, str], data_dir: Path) -> str:
    given = environment.secret(environ, "VAPID_PRIVATE_KEY")
    key = given or _kept(data_dir / "vapid-private-key", vapid_key.new)
    if not vapid_key.is_one(key):
        raise SettingsError(f"{PREFIX}VAPID_PRIVATE_KEY is not the private key of curve P-256.")
    return key


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The key in this file; of several processes starting at once the first one's.

    Errors: SettingsError, the data directory cannot be written or read.
    """
    try:
        if not path.exists():
            _keep(path, make())
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(
            f"{PREFIX}DATA_DIR: {path} cannot be written or read: {error.strerror}."
        ) from error


def _keep(path: Path, key: str) -> None:
    """Linked into its place whole, and only where nobody was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(key + "\n", encoding="utf-8")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
