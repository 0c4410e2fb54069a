"""A text as blocks of words: what a comparison and a page of paper need to know of it."""

from domain.agreements import blocks
from domain.agreements.blocks import Block, Run

TYPED = """# Absagen

3. **Bis** *gestern*
   und [hier](https://a.example)

   Mehr dazu
   - darin

> gesagt

---

| Wann | Preis |
|---|---|
| früh | **10 €** |"""


def test_each_block_says_what_it_is_and_where_it_stands() -> None:
    assert blocks.of(TYPED) == [
        Block(((Run("Absagen"),),), rank=1),
        Block(
            (
                (
                    Run("Bis", is_bold=True),
                    Run(" "),
                    Run("gestern", is_italic=True),
                    Run("\n"),
                    Run("und "),
                    Run("hier", address="https://a.example"),
                    Run(" (https://a.example)", address="https://a.example"),
                ),
            ),
            mark="3.",
            depth=1,
        ),
        Block(((Run("Mehr dazu"),),), depth=1),
        Block(((Run("darin"),),), mark="•", depth=2),
        Block(((Run("gesagt"),),), quotes=1),
        Block(()),
        Block(((Run("Wann"),), (Run("Preis"),)), is_head=True),
        Block(((Run("früh"),), (Run("10 €", is_bold=True),))),
    ]


def test_of_a_link_its_address_is_read_too_where_the_words_are_others() -> None:
    assert blocks.of("[Regeln](https://a.example) <a@b.example> <https://c.example>")[
        0
    ].words() == ("Regeln (https://a.example) a@b.example https://c.example")


def test_a_row_is_read_cell_by_cell() -> None:
    head, row = blocks.of("| a | b |\n|---|---|\n| 1 |  |")
    assert (head.words(), row.words()) == ("a | b", "1 | ")
    assert (head.is_row, row.is_row) == (True, True)


def test_a_text_that_markdown_would_cut_is_paragraphs_of_what_was_typed() -> None:
    typed = "> " * 40 + "tief\nzweite"
    assert [each.words() for each in blocks.of(typed)] == [typed]
