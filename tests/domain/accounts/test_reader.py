"""In whose words a mail is written."""

from uuid import uuid4

from domain.accounts import account, reader
from domain.accounts.reader import Reader
from domain.profiles import changing
from tests.domain.accounts.people import NADIA, asked, kaya
from tests.rules import rule


async def test_a_mail_is_written_in_the_language_of_its_reader(database: str) -> None:
    home = await kaya()
    await changing.change(
        home.nadia.id, "Nadia Kaya", language="en", time_zone="Europe/Berlin", by=home.guardian
    )
    nadia = Reader(NADIA, "Nadia Kaya", "en", "Europe/Berlin")
    assert await reader.of_account(home.account) == nadia
    assert await reader.of_login_email(await asked()) == nadia


@rule("A3")
async def test_nobody_reads_a_mail_to_an_unknown_address(database: str) -> None:
    assert await reader.of_login_email(await asked("nobody@lernfaden.example")) is None
    assert await reader.of_account(uuid4()) is None


async def test_an_account_without_profiles_still_gets_its_mail(database: str) -> None:
    made = await account.register(NADIA)
    assert await reader.of_account(made.id) == Reader(NADIA, "", "de", "")
