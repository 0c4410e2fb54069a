"""The kind of a file is told by what is in it, and its name is kept and harmless."""

from pathlib import Path

import pytest

from domain.documents import allowed, filename
from domain.documents.allowed import NotAllowed
from tests.documents import PDF, PNG, TEXT, archive
from tests.rules import rule

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
TYPES = "[Content_Types].xml"
GOOD = {
    "application/pdf": PDF,
    "image/png": PNG,
    "image/jpeg": b"\xff\xd8\xff\xe1\0\x10Exif" + bytes(50),
    "image/gif": b"GIF89a" + bytes(40),
    "image/webp": b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40),
    "image/heic": b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(40),
    f"{OPEN_XML}wordprocessingml.document": archive(TYPES, "word/document.xml"),
    f"{OPEN_XML}spreadsheetml.sheet": archive(TYPES, "xl/workbook.xml"),
    f"{OPEN_XML}presentationml.presentation": archive(TYPES, "ppt/presentation.xml"),
    f"{OPEN_DOCUMENT}text": archive("content.xml", first=("mimetype", f"{OPEN_DOCUMENT}text")),
    "application/rtf": b"{\\rtf1\\ansi Hallo}",
    "audio/mpeg": b"ID3\x03\0\0\0" + bytes(50),
    "audio/mp4": b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42" + bytes(30),
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
    "audio/ogg": b"OggS\0" + bytes(60),
    "video/mp4": b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(30),
    "video/quicktime": b"\0\0\0\x14ftypqt  " + bytes(40),
    "video/webm": b"\x1aE\xdf\xa3" + bytes(20) + b"webm" + bytes(30),
    "text/plain": TEXT,
}
BAD = {
    "HTML": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "HTML after blanks": b"\n\n   <html><body onload=alert(1)></body></html>",
    "a picture of lines": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "XML with lines in it": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "a program": b"MZ\x90\0" + bytes(80),
    "a program for Linux": b"\x7fELF\x02\x01\x01" + bytes(80),
    "an archive": archive("a.txt", "b.txt"),
    "an office file with macros": archive(TYPES, "word/document.xml", "word/vbaProject.bin"),
    "a broken archive": b"PK\x03\x04" + bytes(100),
    "an archive that says it is HTML": archive("a", first=("mimetype", "text/html")),
    "an old office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "noughts": bytes(100),
}
PLAIN = allowed.by_kind("text/plain")
SHEET = allowed.by_kind("application/pdf")


def of(content: bytes, folder: Path) -> str:
    path = folder / "file"
    path.write_bytes(content)
    return allowed.of(path).kind


@rule("D3")
@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_is_told_by_its_content(kind: str, tmp_path: Path) -> None:
    assert of(GOOD[kind], tmp_path) == kind


@rule("D3")
@pytest.mark.parametrize("what", BAD)
def test_what_could_run_or_is_unknown_is_refused(what: str, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        of(BAD[what], tmp_path)


@rule("D3")
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Übung – 3. Klasse.pdf", "Übung – 3. Klasse.pdf"),
        ("数学 第1課.PDF", "数学 第1課.PDF"),
        ("واجب.pdf", "واجب.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\nadia\\Blatt.pdf", "Blatt.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("rechnung.pdf.exe", "rechnung.pdf.exe.pdf"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("CON.pdf", "CON_.pdf"),
        ("...", "Dokument.pdf"),
        ("", "Dokument.pdf"),
        ("   .pdf", "pdf.pdf"),
        ('a<b>:"|?*.pdf', "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 156 + ".pdf"),
    ],
)
def test_a_name_is_kept_and_harmless(sent: str, kept: str) -> None:
    assert filename.kept(sent, SHEET, SHEET) == kept


@rule("D3")
def test_a_text_is_called_one() -> None:
    assert filename.kept("seite.html", PLAIN, PLAIN) == "seite.html.txt"
    assert filename.kept("daten.csv", PLAIN, PLAIN) == "daten.csv"
