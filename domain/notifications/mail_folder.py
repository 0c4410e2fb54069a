"""The folder in which mails are kept where no SMTP server is set."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from domain import settings
from domain.notifications import sender
from domain.notifications.mail import Mail, MailDelayed

FOLDER = "mail"


def files() -> list[Path]:
    """The kept mails, newest first."""
    files = _folder().glob("*.eml")
    return sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)


def keep(mail: Mail) -> None:
    """Writes aside and renames, so that a full disk leaves nothing half."""
    _write(mail, lambda path: path.replace(_folder() / f"{mail.name}.eml"))


def discard(mail: Mail) -> None:
    """Does the same and keeps nothing. Rule: A3."""
    _write(mail, Path.unlink)


def _write(mail: Mail, end: Callable[[Path], object]) -> None:
    content = mail.message(sender.address()).as_bytes()
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        end(Path(name))
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise MailDelayed(f"{type(error).__name__} {error.errno}") from error


def _folder() -> Path:
    return settings.current().data_dir / FOLDER
