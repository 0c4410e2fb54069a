"""What Jonas does with data, on paper: a program that writes a PDF to its output.

Choice: drawn and not kept in the tree, and not by the process that loads the demo world, which goes
on to serve and would keep the library with it.
"""

import sys

from fpdf import FPDF

TITLE = "Datenschutz"
PARTS = (
    ("Was ich festhalte", "Namen, Termine und Notizen zum Lernen. Sonst nichts."),
    (
        "Wer es sieht",
        "Ihr und ich. Ich gebe nichts weiter und zeige niemandem Arbeiten eurer Kinder.",
    ),
    ("Wie lange", "Notizen lösche ich ein Jahr nach der letzten Session, auf Wunsch früher."),
)


def drawn() -> bytes:
    paper = FPDF(format="A4")
    paper.set_title(TITLE)
    paper.set_lang("de")
    paper.set_margins(25, 25, 25)
    paper.add_page()
    paper.set_font("Helvetica", "B", 20)
    paper.multi_cell(0, 12, TITLE, new_x="LMARGIN", new_y="NEXT")
    for heading, said in PARTS:
        paper.ln(4)
        paper.set_font("Helvetica", "B", 13)
        paper.multi_cell(0, 8, heading, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("Helvetica", "", 11)
        paper.multi_cell(0, 6, said, new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


if __name__ == "__main__":
    sys.stdout.buffer.write(drawn())
