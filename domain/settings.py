"""What an operator decides, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult

from domain import environment, keys
from domain.environment import Network, is_origin


@dataclass(frozen=True, slots=True)
class Settings:
    """One process's environment; each field is `LERNFADEN_` and its name in capitals."""

    database_url: str
    """`sqlite:///path` (four slashes: absolute) or `postgres://user:password@host:port/name`."""

    redis_url: str | None
    """`redis://host:port/number`; without it jobs, live updates and limits stay in the process."""

    s3_url: str | None
    """`http(s)://KEY:SECRET@host:port/bucket`, `?region=…` where there are several; without it
    files are kept in `documents/`."""

    s3_public_url: str | None
    """The origin at which browsers reach the same storage, who then download from it directly."""

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
    """Whose X-Forwarded-For is believed; nobody's by default."""

    demo: bool
    """Whether this instance shows the demo world and its mails to everybody."""

    push_services: tuple[str, ...]
    """Origins to which push messages may go besides the browsers' own services."""

    calendar_services: tuple[str, ...]
    """Origins from which busy times may be read besides https on its own port."""

    metrics_token: str | None
    """Who knows it may read `/metrics` from elsewhere than this machine."""

    imprint: str | None
    """Who runs this instance, as `/imprint` says it; plain text."""

    privacy: str | None
    """What the operator does with data, as `/privacy` says it; plain text."""


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
    data_dir = Path(environment.text(environ, "DATA_DIR") or "var")
    return Settings(
        database_url=_database_url(environ, data_dir),
        redis_url=environment.url(environ, "REDIS_URL", _is_redis, "like redis://host:6379/0"),
        s3_url=environment.url(
            environ, "S3_URL", _is_s3, "like https://KEY:SECRET@host:9000/bucket"
        ),
        s3_public_url=environment.url(
            environ, "S3_PUBLIC_URL", is_origin, "like https://files.host, without a path"
        ),
        smtp_url=environment.url(
            environ, "SMTP_URL", _is_smtp, "like smtp://user:password@host:587"
        ),
        base_url=(
            environment.url(environ, "BASE_URL", is_origin, "like https://host, without a path")
            or "http://localhost:8000"
        ).rstrip("/"),
        data_dir=data_dir,
        secret_key=keys.secret_key(environ, data_dir),
        vapid_private_key=keys.vapid_private_key(environ, data_dir),
        trusted_proxies=environment.networks(environ, "TRUSTED_PROXIES"),
        demo=environment.switch(environ, "DEMO"),
        push_services=environment.origins(environ, "PUSH_SERVICES"),
        calendar_services=environment.origins(environ, "CALENDAR_SERVICES"),
        metrics_token=environment.secret(environ, "METRICS_TOKEN"),
        imprint=environment.secret(environ, "IMPRINT"),
        privacy=environment.secret(environ, "PRIVACY"),
    )


def _database_url(environ: Mapping[str, str], data_dir: Path) -> str:
    like = "like sqlite:///var/lernfaden.sqlite or postgres://user:password@host:5432/name"
    given = environment.url(environ, "DATABASE_URL", _is_database, like)
    return given or f"sqlite:///{data_dir / 'lernfaden.sqlite'}"


def _is_database(url: SplitResult) -> bool:
    if url.scheme == "sqlite":
        return not url.netloc and len(url.path) > 1 and not url.path.endswith("/")
    return url.scheme in ("postgres", "postgresql") and len(url.path) > 1


def _is_redis(url: SplitResult) -> bool:
    number = url.path.strip("/")
    is_numbered = not number or number.isdigit()
    return url.scheme in ("redis", "rediss") and bool(url.hostname) and is_numbered


def _is_s3(url: SplitResult) -> bool:
    bucket = url.path.strip("/")
    is_whole = bool(url.hostname and url.username and url.password)
    return url.scheme in ("http", "https") and is_whole and bool(bucket) and "/" not in bucket


def _is_smtp(url: SplitResult) -> bool:
    return url.scheme in ("smtp", "smtps") and bool(url.hostname) and url.path in ("", "/")
