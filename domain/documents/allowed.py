"""The kinds of files that can be shared, told by what is in them and never by their name. Rule: D3.

Source: puremagic, and the names inside of an archive for office files, which all begin alike.
Choice: what a browser could run (HTML, SVG) is refused and not only kept from running.
"""

import zipfile
from pathlib import Path
from typing import NamedTuple

import puremagic

from domain.errors import Invalid

HEAD_BYTES = 8192
"""As much as tells the kind of everything but office files."""
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class Allowed(NamedTuple):
    """Shape: kind as the media type; the first ending is the usual one; found is what the library
    calls it where that differs.
    """

    kind: str
    endings: tuple[str, ...]
    found: tuple[str, ...] = ()


ALLOWED = (
    Allowed("application/pdf", (".pdf",)),
    Allowed("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif")),
    Allowed("image/png", (".png",)),
    Allowed("image/gif", (".gif",)),
    Allowed("image/webp", (".webp",)),
    Allowed("image/heic", (".heic", ".heif"), ("image/heif",)),
    Allowed(f"{_OPEN_XML}wordprocessingml.document", (".docx",)),
    Allowed(f"{_OPEN_XML}spreadsheetml.sheet", (".xlsx",)),
    Allowed(f"{_OPEN_XML}presentationml.presentation", (".pptx",)),
    Allowed(f"{_OPEN_DOCUMENT}text", (".odt",)),
    Allowed(f"{_OPEN_DOCUMENT}spreadsheet", (".ods",)),
    Allowed(f"{_OPEN_DOCUMENT}presentation", (".odp",)),
    Allowed("application/rtf", (".rtf",), ("text/rtf",)),
    Allowed("audio/mpeg", (".mp3",)),
    Allowed("audio/mp4", (".m4a",)),
    Allowed("audio/wav", (".wav",), ("audio/wave", "audio/x-wav")),
    Allowed("audio/ogg", (".ogg", ".opus", ".oga"), ("audio/x-opus+ogg",)),
    Allowed("video/mp4", (".mp4", ".m4v")),
    Allowed("video/quicktime", (".mov",)),
    Allowed("video/webm", (".webm",)),
    Allowed("text/plain", (".txt", ".md", ".csv")),
)
_BY_KIND = {each.kind: each for each in ALLOWED}
_BY_FOUND = {name: each for each in ALLOWED for name in (each.kind, *each.found)}
_INSIDE = {
    "word/": f"{_OPEN_XML}wordprocessingml.document",
    "xl/": f"{_OPEN_XML}spreadsheetml.sheet",
    "ppt/": f"{_OPEN_XML}presentationml.presentation",
}
_MACROS = "vbaProject.bin"
_ENTRIES_MOST = 5000
_HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


class NotAllowed(Invalid):
    """A kind of file that is not shared here."""

    def __init__(self) -> None:
        super().__init__("files", "kind_not_allowed")


def by_kind(kind: str) -> Allowed:
    """Errors: KeyError."""
    return _BY_KIND[kind]


def of_head(head: bytes) -> Allowed | None:
    """What its first bytes say; None for an archive, whose inside decides. Errors: NotAllowed."""
    if head.startswith(b"PK\x03\x04"):
        return None
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return _BY_KIND["image/heic"]
    # What a page begins with may stand after blanks.
    found = _recognised(head) or _recognised(head.lstrip(b" \t\r\n\f\xef\xbb\xbf"))
    for name in found:
        if name in _BY_FOUND:
            return _BY_FOUND[name]
    if found or not _is_text(head):
        raise NotAllowed
    return _BY_KIND["text/plain"]


def of(path: Path) -> Allowed:
    """Errors: NotAllowed."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return of_head(head) or _of_archive(path)


def _recognised(head: bytes) -> list[str]:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []
    return [match.mime_type for match in matches if match.mime_type]


def _is_text(head: bytes) -> bool:
    """In an encoding that people have; the last letter may be cut."""
    if head.translate(None, _CONTROLS) != head:
        return False
    return bool(head)


def _of_archive(path: Path) -> Allowed:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) > _ENTRIES_MOST or any(name.endswith(_MACROS) for name in names):
                raise NotAllowed
            return _of_names(archive, names)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise NotAllowed from error


def _of_names(archive: zipfile.ZipFile, names: list[str]) -> Allowed:
    if "[Content_Types].xml" in names:
        for start, kind in _INSIDE.items():
            if any(name.startswith(start) for name in names):
                return _BY_KIND[kind]
    if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size <= 100:
        declared = archive.read("mimetype").decode("ascii", "replace")
        if declared.startswith(_OPEN_DOCUMENT) and declared in _BY_KIND:
            return _BY_KIND[declared]
    raise NotAllowed
