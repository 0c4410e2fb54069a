"""Contact sheets: the first windowful of each picture side by side, under its address."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.async_api import Page

WIDTH = 2400
GAP = 24
STYLE = f"""
body {{ margin: {GAP}px; display: flex; flex-wrap: wrap; gap: {GAP}px; background: #777;
  font: 14px sans-serif; color: white }}
figure {{ margin: 0 }} figcaption {{ overflow: hidden; white-space: nowrap }}
img {{ display: block; object-fit: cover; object-position: top }}
"""


@dataclass(frozen=True)
class Layout:
    """How many pictures of a device stand across a sheet, and how many below each other."""

    across: int
    down: int


LAYOUTS = {390: Layout(6, 2), 820: Layout(4, 2), 1280: Layout(3, 3)}


async def write(page: Page, folder: Path, pictures: dict[str, Path]) -> list[Path]:
    """Sheets beside the folder of the pictures. Shape: NAME-1.png …, and NAME.html with all.

    Units: the page's viewport says how large one is.
    """
    size = page.viewport_size
    assert size
    browser = page.context.browser
    assert browser
    layout = LAYOUTS[size["width"]]
    width = (WIDTH - GAP) // layout.across - GAP
    height = width * size["height"] // size["width"]
    figures = [_figure(folder, *each, width, height) for each in pictures.items()]
    html = folder.with_suffix(".html")
    html.write_text(_page(figures))
    context = await browser.new_context(viewport={"width": WIDTH, "height": 600})
    window = await context.new_page()
    count = layout.across * layout.down
    sheets = []
    for start in range(0, len(figures), count):
        part = html.with_name(f"{folder.name}-{start // count + 1}.png")
        await window.goto(html.as_uri())
        await window.set_content(
            _page(figures[start : start + count], f"{folder.parent.as_uri()}/")
        )
        await window.wait_for_load_state("networkidle")
        await window.screenshot(path=part, full_page=True)
        sheets.append(part)
    await context.close()
    return sheets


def _page(figures: list[str], base: str = "./") -> str:
    return f'<!doctype html><base href="{base}"><style>{STYLE}</style>{"".join(figures)}'


def _figure(folder: Path, address: str, picture: Path, width: int, height: int) -> str:
    place = f"{folder.name}/{picture.name}"
    return (
        f'<figure><figcaption style="width: {width}px">{escape(address)}</figcaption>'
        f'<a href="{place}"><img src="{place}" width="{width}" height="{height}"></a></figure>'
    )
