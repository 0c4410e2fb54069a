"""What an instance stands on, part by part, each as a sentence. Errors: Unwell, likewise."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from domain import backup, database, health, migrations, settings, storage
from domain.health import Unwell
from domain.notifications import mail, mail_folder, smtp, vapid
from domain.support import supporter

from . import differences, instance
from .failure import CommandError


async def _database() -> str:
    try:
        async with instance.opened(settings.current()):
            kind = await health.database()
            due = await migrations.due()
            rows = "is empty" if not due and await backup.is_empty() else "holds rows"
    except CommandError as error:
        raise Unwell(f"{error} Is LERNFADEN_DATABASE_URL right?") from error
    except database.OtherRelease as error:
        raise Unwell(f"{error}.") from error
    if due:
        raise Unwell(f"{kind} answers, but {len(due)} migration(s) are due: `lernfaden migrate`.")
    return f"{kind} answers, is up to date and {rows}."


async def _broker() -> str:
    kind = await health.broker()
    if kind == "Redis":
        return "Redis answers; background work is done by `lernfaden worker`."
    return "jobs, live updates and limits are kept in the one process that serves."


async def _work() -> str:
    try:
        async with instance.opened(settings.current()):
            if await migrations.due():
                raise Unwell("nothing can be said before `lernfaden migrate`.")
            return f"what is due is done {await health.work()}."
    except (CommandError, database.OtherRelease) as error:
        raise Unwell("nothing can be said without the database.") from error


async def _support() -> str:
    try:
        async with instance.opened(settings.current()):
            if await migrations.due():
                raise Unwell("nothing can be said before `lernfaden migrate`.")
            count = len(await supporter.every())
    except (CommandError, database.OtherRelease) as error:
        raise Unwell("nothing can be said without the database.") from error
    if not count:
        return "nobody answers what people ask it: `lernfaden staff add EMAIL`."
    return f"{count} {'person answers' if count == 1 else 'people answer'} what it is asked."


async def storage_of(*, every_file: bool = False) -> str:
    """Shape: whether all files are read, and not only some."""
    await health.storage()
    data_dir, where = settings.current().data_dir, storage.current().where()
    if said := instance.openness(data_dir):
        raise Unwell(f"{said}.")
    found = await differences.found(every_file=every_file)
    return f"{data_dir.resolve()} takes files, those of documents lie in {where}; {found}."


async def _mail() -> str:
    url = settings.current().smtp_url
    if url is None:
        folder = settings.current().data_dir / mail_folder.FOLDER
        return f"no LERNFADEN_SMTP_URL: mails are kept as files in {folder} and reach nobody."
    try:
        await smtp.greet()
    except (mail.MailDelayed, mail.MailRefused) as error:
        raise Unwell(f"the server in LERNFADEN_SMTP_URL does not let us in: {error}.") from error
    return f"{urlsplit(url).hostname} answers and lets us in."


async def _push() -> str:
    return f"browsers know us as {vapid.application_server_key()[:12]}…"


async def _address() -> str:
    chosen = settings.current()
    parts = urlsplit(chosen.base_url)
    host = parts.hostname or ""
    if parts.scheme != "https" and not _is_here(host):
        raise Unwell(
            f"{chosen.base_url} is not https: browsers refuse push, passkeys and installing "
            "there. "
            "Set LERNFADEN_BASE_URL to the public https address."
        )
    if parts.scheme == "https" and not chosen.trusted_proxies:
        raise Unwell(
            "LERNFADEN_BASE_URL is https, so a proxy stands in front, but LERNFADEN_TRUSTED_PROXIES"
            " names none: every visitor would seem to be the proxy, and limits would hit them all."
        )
    return chosen.base_url


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


PARTS: dict[str, Callable[[], Awaitable[str]]] = {
    "Database": _database,
    "Broker": _broker,
    "Work": _work,
    "Storage": storage_of,
    "Mail": _mail,
    "Push": _push,
    "Address": _address,
    "Support": _support,
}
