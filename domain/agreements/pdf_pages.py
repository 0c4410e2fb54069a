"""How many pages a PDF has. Rule: D5.

A program of its own, confined by bounds.py; pdf.py asks it. Source: PDFium.
"""

import sys
from pathlib import Path

import pypdfium2

from domain.documents import bounds
from domain.documents.bounds import Made


def counted(sent: bytes) -> int:
    """Shape: 0 where it asks for a password.

    Errors: PdfiumError, ValueError, for what is no PDF or has no page.
    """
    try:
        document = pypdfium2.PdfDocument(sent)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            return 0
        raise
    if not len(document):
        raise ValueError("no page")
    return len(document)


def _making(sent: bytes, kind: str, target: Path, most: int) -> Made:
    return {target: str(counted(sent)).encode()}


if __name__ == "__main__":
    sys.exit(bounds.keep_to(_making, use_threads=frozenset()))
