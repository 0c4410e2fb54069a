"""Paper: an A4 page in our colours and letters, as PDF. Source: fpdf2, shaped by HarfBuzz.

Choice: letters of fonts/ that are not in the first are taken from the next; what none has (Chinese,
Indian scripts, most emoji) is an empty box. They lie here and not in static/, for no browser needs
them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.bidi import auto_detect_base_direction
from fpdf.enums import Align, TextDirection, XPos, YPos
from fpdf.fonts import TTFFont

from domain.agreements.blocks import Run

FONTS = Path(__file__).parent / "fonts"
TEXT, OTHERS = "text", ("alphabets", "arabic", "hebrew", "signs")
STYLES = {"": "text", "B": "text-bold", "I": "text-italic", "BI": "text-bold"}
INK, SOFT, ACCENT = (28, 35, 51), (85, 93, 107), (15, 106, 94)
LINE, SUNKEN, RED = (214, 208, 196), (246, 242, 233), (140, 43, 34)
SIZE, LEADING = 10.5, 1.42
LARGE_MOST, PIECE_MOST = 300, 2000
"""Units: signs."""
_PAGES = "\u2ff7"
_BOX = "□"
_MARKS = "\ufffc\u2ff0\u2ff1\u2ff2\u2ff3\u2ff4\u2ff5\u2ff6\u2ff7"
_UNMARKED = str.maketrans(dict.fromkeys(_MARKS, _BOX))


class Paper(FPDF):
    """Choice: what fpdf2 reads as bold, a link and the like are signs that nobody types, so that
    whatever somebody typed is read as it is.
    """

    MARKDOWN_BOLD_MARKER = "\ufffc\u2ff0"
    MARKDOWN_ITALICS_MARKER = "\u2ff1\u2ff0"
    MARKDOWN_STRIKETHROUGH_MARKER = "\u2ff2\u2ff0"
    MARKDOWN_UNDERLINE_MARKER = "\u2ff3\u2ff0"
    MARKDOWN_MARKERS = (
        MARKDOWN_BOLD_MARKER,
        MARKDOWN_ITALICS_MARKER,
        MARKDOWN_STRIKETHROUGH_MARKER,
        MARKDOWN_UNDERLINE_MARKER,
    )
    MARKDOWN_ESCAPE_CHARACTER = "\u2ff4"
    MARKDOWN_LINK_REGEX = re.compile(
        "^\u2ff5([^\u2ff5\u2ff6]+)\u2ff6([^\u2ff5\u2ff6]+)\u2ff5(.*)$", re.DOTALL
    )
    MARKDOWN_LINK_COLOR = ACCENT  # type: ignore[assignment]

    ink = INK

    def __init__(self, title: str, language: str, made_at: datetime, foot: tuple[str, str]) -> None:
        """Shape: foot is what stands below each page, and which of how many it is, with %(n)s and
        %(all)s.
        """
        super().__init__(format="A4")
        self._foot, self._page = foot
        for style, file in STYLES.items():
            self.add_font(TEXT, style, FONTS / f"{file}.ttf")
        for file in OTHERS:
            self.add_font(file, "", FONTS / f"{file}.ttf")
        self.set_fallback_fonts(list(OTHERS), exact_match=False)
        self._known = {ord("\n"), *map(ord, _MARKS)}.union(
            *(font.cmap for font in self.fonts.values() if isinstance(font, TTFFont))
        )
        self.alias_nb_pages(_PAGES)
        self.set_margins(22, 20, 22)
        self.set_auto_page_break(True, 24)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("Lernfaden")
        self.set_creation_date(made_at)
        self.c_margin = 0
        self.add_page()

    def footer(self) -> None:
        self.set_y(-15)
        self.letters(8, SOFT)
        said = self._page % {"n": self.page_no(), "all": _PAGES}
        self.cell(self.epw - 30, 4, self._foot)
        self.cell(30, 4, said, align=Align.R)

    def letters(
        self, size: float = SIZE, colour: tuple[int, int, int] = INK, style: str = ""
    ) -> None:
        self.set_font(TEXT, style, size)
        self.set_text_color(*colour)

    @property
    def line_height(self) -> float:
        return self.font_size * LEADING

    def section(self, text: str, level: int = 0) -> None:
        """A heading, which is a bookmark too."""
        self.start_section(text, level, strict=False)
        self.say(text)

    def say(self, text: str, width: float = 0) -> None:
        """Lines from here on."""
        self._lines(self.drawable(text.translate(_UNMARKED)), width, Align.L)

    def say_runs(self, runs: Sequence[Run], width: float) -> None:
        """Likewise, as each of them looks; from the right where they are read so."""
        words = "".join(run.words for run in runs)
        if auto_detect_base_direction(words) is TextDirection.LTR:
            self._lines(self.marked(runs), width, Align.L)
            return
        # An address reads from the left, and what marks a link would be torn apart.
        self._lines(self.marked(run._replace(address="") for run in runs), width, Align.R)

    def marked(self, runs: Iterable[Run]) -> str:
        """What says itself how it looks."""
        return self.drawable("".join(_marked(runs)))

    def drawable(self, text: str) -> str:
        """With a box for each sign that no letters here have."""
        return "".join(each if ord(each) in self._known else _instead(each) for each in text)

    def attach(self, name: str, text: str, made_at: datetime) -> None:
        self.embed_file(
            bytes=text.encode(),
            basename=name,
            mime_type="text/markdown",
            creation_date=made_at,
            modification_date=made_at,
            compress=True,
        )

    def keep_together(self, height: float) -> None:
        """Goes on on another page, where not so much is left of this one."""
        if self.will_page_break(height):
            self.add_page()

    def shape(self, text: str) -> None:
        """Choice: letters are shaped where they have to be joined or set from the right, and where
        they are large, for it takes long.
        """
        is_large = self.font_size_pt > SIZE and len(text) <= LARGE_MOST
        self.set_text_shaping(is_large or _is_shaped(text))

    def _lines(self, text: str, width: float, align: Align) -> None:
        self.shape(text)
        for piece in _pieces(text) if self.text_shaping else (text,):
            self.multi_cell(
                width,
                self.line_height,
                piece,
                align=align,
                markdown=True,
                new_x=XPos.LEFT,
                new_y=YPos.NEXT,
            )


def _is_shaped(text: str) -> bool:
    return any(
        unicodedata.bidirectional(each) in ("R", "AL", "AN") or unicodedata.category(each)[0] == "M"
        for each in set(text)
    )


def _pieces(text: str) -> Iterator[str]:
    """Choice: what finds the direction of writing takes the square of its length."""
    while len(text) > PIECE_MOST:
        at = text.rfind(" ", 0, PIECE_MOST) + 1 or PIECE_MOST
        yield text[:at]
        text = text[at:]
    yield text


def _marked(runs: Iterable[Run]) -> Iterator[str]:
    is_bold = is_italic = False
    for run in (*runs, Run("")):
        if run.is_bold != is_bold:
            yield Paper.MARKDOWN_BOLD_MARKER
        if run.is_italic != is_italic:
            yield Paper.MARKDOWN_ITALICS_MARKER
        is_bold, is_italic = run.is_bold, run.is_italic
        words, address = (each.translate(_UNMARKED) for each in (run.words, run.address))
        yield f"\u2ff5{words}\u2ff6{address}\u2ff5" if address else words


def _instead(sign: str) -> str:
    """Of what only changes the sign before it nothing is left."""
    if sign == "\t":
        return " "
    return "" if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Sk") else _BOX
