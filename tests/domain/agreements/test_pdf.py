"""A PDF becomes an agreement if it is one, anybody can open it, and it is not too large."""

import hashlib

import pytest
from fpdf import FPDF

from domain import settings
from domain.agreements import pdf
from domain.agreements.pdf import Pdf
from domain.documents import incoming
from tests.documents import PDF, PNG, TEXT, parts
from tests.rules import rule


def made(pages: int = 3, password: str = "", owner: str = "") -> bytes:
    """A PDF of so many pages, which asks for a password or only forbids to change it."""
    paper = FPDF()
    for _ in range(pages):
        paper.add_page()
    if owner:
        paper.set_encryption(owner_password=owner, user_password=password or None)
    return bytes(paper.output())


async def kept(content: bytes, name: str = "AGB.pdf") -> Pdf:
    """As a request does."""
    async with incoming.receiving() as coming:
        async for part in parts(content):
            await coming.add(part)
        return await pdf.kept(coming, name)


@rule("D5")
async def test_of_a_pdf_name_size_hash_and_pages_are_known() -> None:
    content = made()
    sha256 = hashlib.sha256(content).hexdigest()
    assert await kept(content) == Pdf("AGB.pdf", len(content), sha256, 3)


async def test_its_name_is_harmless_and_says_what_it_is() -> None:
    assert (await kept(made(), "../\u202eAGB.exe")).name == "AGB.exe.pdf"


@pytest.mark.parametrize(
    "content", [b"", TEXT, PNG, PDF, made()[:300]], ids=["empty", "text", "picture", "bare", "cut"]
)
async def test_what_is_no_pdf_that_opens_is_refused(content: bytes) -> None:
    with pytest.raises(pdf.NoPdf):
        await kept(content)


async def test_one_that_asks_for_a_password_is_refused() -> None:
    with pytest.raises(pdf.Locked):
        await kept(made(password="geheim", owner="geheimer"))


async def test_one_that_only_forbids_to_change_it_is_kept() -> None:
    assert (await kept(made(owner="geheimer"))).page_count == 3


async def test_more_than_ten_megabytes_are_refused() -> None:
    filling = b"%" + b"x" * (pdf.SIZE_MOST - len(made()) - 1)
    assert (await kept(made() + filling)).size == 10_485_760
    with pytest.raises(pdf.TooLarge) as refused:
        await kept(made() + filling + b"x")
    assert refused.value.values == {"most": 10}


async def test_where_counting_takes_too_long_it_is_kept_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MOST", pdf.MOST._replace(patience_seconds=0.0))
    assert (await kept(made())).page_count is None


async def test_nothing_of_it_stays_on_this_machine() -> None:
    await kept(made())
    assert list((settings.current().data_dir / incoming.FOLDER).iterdir()) == []
