"""What an operator decides, read once from the environment."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

Network = IPv4Network | IPv6Network

PREFIX = "LERNFADEN_"
SECRET_KEY_MIN_BYTES = 32
VAPID_KEY_BYTES = 32
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class SettingsError(Exception):
    """A value that makes no sense; the sentence names the variable and never shows a secret."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One process's environment; each field is `LERNFADEN_` and its name in capitals."""

    database_url: str
    """`sqlite:///path` (four slashes: absolute) or `postgres://user:password@host:port/name`."""

    redis_url: str | None
    """`redis://host:port/number`; without it jobs, live updates and limits stay in the process."""

    smtp_url: str | None
    """`smtp://user:password@host:port`; without it mails are written to `mail/` as files."""

    base_url: str
    """The address people open: scheme and host, no path, no slash at the end."""

    data_dir: Path
    """Everything this instance writes by itself is in here."""

    secret_key: bytes
    """Signs what leaves us and comes back; kept in the data directory unless given."""

    vapid_private_key: str
    """Tells push services who we are: PEM or base64url of a P-256 key; kept likewise."""

    trusted_proxies: tuple[Network, ...]
    """Whose X-Forwarded-For and -Proto are believed; nobody's by default."""

    demo: bool
    """Whether this instance shows the demo world and its mails to everybody."""

    push_services: tuple[str, ...]
    """Origins to which push messages may go besides the browsers' own services."""

    metrics_token: str | None
    """Who knows it may read `/metrics` from elsewhere than this machine."""


_current: Settings | None = None


def current() -> Settings:
    """This process's settings, read at the first call. Errors: SettingsError."""
    return _current or use(load(os.environ))


def use(settings: Settings) -> Settings:
    """Makes these the current ones."""
    global _current
    _current = settings
    return settings


def load(environ: Mapping[str, str]) -> Settings:
    """Reads and checks everything; makes the keys that are not given.

    Shape: an empty value counts as none; a secret may lie in the file that `NAME_FILE` names.
    Errors: SettingsError.
    """
    data_dir = Path(_value(environ, "DATA_DIR") or "var")
    return Settings(
        database_url=_database_url(environ, data_dir),
        redis_url=_url(environ, "REDIS_URL", _is_redis, "like redis://host:6379/0"),
        smtp_url=_url(environ, "SMTP_URL", _is_smtp, "like smtp://user:password@host:587"),
        base_url=(
            _url(environ, "BASE_URL", _is_origin, "like https://host, without a path")
            or "http://localhost:8000"
        ).rstrip("/"),
        data_dir=data_dir,
        secret_key=_secret_key(environ, data_dir),
        vapid_private_key=_vapid_private_key(environ, data_dir),
        trusted_proxies=_networks(environ, "TRUSTED_PROXIES"),
        demo=_switch(environ, "DEMO"),
        push_services=_origins(environ, "PUSH_SERVICES"),
        metrics_token=_secret(environ, "METRICS_TOKEN"),
    )


def _value(environ: Mapping[str, str], name: str) -> str:
    return environ.get(PREFIX + name, "").strip()


def _secret(environ: Mapping[str, str], name: str) -> str | None:
    file = _value(environ, f"{name}_FILE")
    value = _value(environ, name)
    if not file:
        return value or None
    if value:
        raise SettingsError(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set; keep one.")
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{PREFIX}{name}_FILE names a file that cannot be read.") from error


def _url(
    environ: Mapping[str, str], name: str, is_good: Callable[[SplitResult], bool], like: str
) -> str | None:
    """The value may hold a password, so a refusal does not repeat it."""
    value = _secret(environ, name)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        good = (parts.port is None or parts.port > 0) and is_good(parts)
    except ValueError:
        good = False
    if not good:
        raise SettingsError(f"{PREFIX}{name} is not an address {like}.")
    return value


def _database_url(environ: Mapping[str, str], data_dir: Path) -> str:
    like = "like sqlite:///var/lernfaden.sqlite or postgres://user:password@host:5432/name"
    given = _url(environ, "DATABASE_URL", _is_database, like)
    return given or f"sqlite:///{data_dir / 'lernfaden.sqlite'}"


def _is_database(url: SplitResult) -> bool:
    if url.scheme == "sqlite":
        return not url.netloc and len(url.path) > 1 and not url.path.endswith("/")
    return url.scheme in ("postgres", "postgresql") and len(url.path) > 1


def _is_redis(url: SplitResult) -> bool:
    number = url.path.strip("/")
    is_numbered = not number or number.isdigit()
    return url.scheme in ("redis", "rediss") and bool(url.hostname) and is_numbered


def _is_smtp(url: SplitResult) -> bool:
    return url.scheme in ("smtp", "smtps") and bool(url.hostname) and url.path in ("", "/")


def _is_origin(url: SplitResult) -> bool:
    is_bare = url.path in ("", "/") and not url.query and not url.fragment and not url.username
    return url.scheme in ("http", "https") and bool(url.hostname) and is_bare


def _networks(environ: Mapping[str, str], name: str) -> tuple[Network, ...]:
    try:
        return tuple(map(ip_network, _list(environ, name)))
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name} is not a list of networks: {error}.") from error


def _origins(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    origins = tuple(origin.rstrip("/") for origin in _list(environ, name))
    for origin in origins:
        if not _is_origin(urlsplit(origin)):
            raise SettingsError(f"{PREFIX}{name} has {origin!r}, which is not like https://host.")
    return origins


def _list(environ: Mapping[str, str], name: str) -> list[str]:
    return _value(environ, name).replace(",", " ").split()


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = _value(environ, name).lower()
    if value not in TRUE + FALSE:
        raise SettingsError(f"{PREFIX}{name} is {value!r}, neither yes nor no.")
    return value in TRUE


def _secret_key(environ: Mapping[str, str], data_dir: Path) -> bytes:
    given = _secret(environ, "SECRET_KEY")
    key = given or _kept(data_dir / "secret-key", lambda: secrets.token_urlsafe(48))
    if len(key.encode()) < SECRET_KEY_MIN_BYTES:
        raise SettingsError(f"{PREFIX}SECRET_KEY has less than {SECRET_KEY_MIN_BYTES} characters.")
    return key.encode()


def _vapid_private_key(environ: Mapping[str, str], data_dir: Path) -> str:
    given = _secret(environ, "VAPID_PRIVATE_KEY")
    key = given or _kept(data_dir / "vapid-private-key", _new_vapid_key)
    if not _is_vapid_key(key):
        raise SettingsError(f"{PREFIX}VAPID_PRIVATE_KEY is not the private key of curve P-256.")
    return key


def _is_vapid_key(key: str) -> bool:
    try:
        if key.startswith("-----BEGIN"):
            loaded = load_pem_private_key(key.encode(), password=None)
            if not isinstance(loaded, ec.EllipticCurvePrivateKey):
                return False
            return isinstance(loaded.curve, ec.SECP256R1)
        raw = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True)
        ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())
        return len(raw) == VAPID_KEY_BYTES
    except (ValueError, TypeError):
        return False


def _new_vapid_key() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(VAPID_KEY_BYTES)).rstrip(b"=").decode()


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The key in this file; of several processes starting at once the first one's.

    Errors: SettingsError, the data directory cannot be written or read.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
            draft.touch(mode=0o600, exist_ok=False)
            draft.write_text(make() + "\n", encoding="utf-8")
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(
            f"{PREFIX}DATA_DIR: {path} cannot be written or read: {error.strerror}."
        ) from error
