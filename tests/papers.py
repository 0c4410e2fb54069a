"""PDFs for tests: pages to look at, locked ones, and such as cost whoever draws them very much."""

import io
import zlib

from PIL import Image

COLOUR, PAPER = (200, 30, 30), (100, 140)
_DEEP, _WIDE = 12, 20


def page(colour: tuple[int, int, int] = COLOUR) -> bytes:
    """One page of a colour."""
    made = io.BytesIO()
    Image.new("RGB", PAPER, colour).save(made, "PDF")
    return made.getvalue()


def written(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Shape: the first is the catalogue; each as it stands between its number and endobj."""
    made, places = io.BytesIO(), list[int]()
    made.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj %b endobj\n" % (number, each))
    begin = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    size = len(objects) + 1
    made.write(b"trailer <</Size %d /Root 1 0 R %b>>\nstartxref\n" % (size, trailer))
    made.write(b"%d\n%%%%EOF\n" % begin)
    return made.getvalue()


def stream(said: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = b"<<%b /Filter /FlateDecode /Length %d>>" % (said, len(packed))
    return head + b" stream\n" + packed + b"\nendstream"


def one_page(*things: bytes, drawn: bytes, names: bytes, size: bytes = b"0 0 100 140") -> bytes:
    """Shape: the first of the things it draws is 5 0 R."""
    shown = b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</XObject <<%b>>>>" % names
    return written(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [%b]>>" % size,
        shown + b">>",
        stream(b"", drawn),
        *things,
    )


def locked() -> bytes:
    """One that nobody opens without its password."""
    secret = b"<%b>" % (b"5a" * 32)
    lock = b"/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O %b /U %b>> /ID [%b %b]"
    return written(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9]>>",
        b"<</Type /Page /Parent 2 0 R>>",
        trailer=lock % (secret, secret, secret, secret),
    )


def endless() -> bytes:
    """What it draws draws what draws … : some kilobytes, and more than anybody waits for."""
    forms = [
        stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 100 140]"
            b" /Resources <</XObject <</X %d 0 R>>>>" % (number + 6),
            b"/X Do " * _WIDE,
        )
        for number in range(_DEEP)
    ]
    last = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 100 140]", b"0 0 100 140 re f " * 1000)
    return one_page(*forms, last, drawn=b"/X Do", names=b"/X 5 0 R")


def huge_picture(width: int = 50_000, height: int = 50_000) -> bytes:
    """A page that shows one of so many points, in some kilobytes."""
    size = b"/Width %d /Height %d" % (width, height)
    said = b"/Type /XObject /Subtype /Image %b /ColorSpace /DeviceRGB /BitsPerComponent 8" % size
    content = bytes(min(width * height * 3, 200_000_000))
    return one_page(stream(said, content), drawn=b"100 0 0 140 0 0 cm /X Do", names=b"/X 5 0 R")


def huge_page() -> bytes:
    """So long that no screen shows it."""
    return one_page(drawn=b"0 0 9 9 re f", names=b"", size=b"0 0 2000000000 2000000000")
