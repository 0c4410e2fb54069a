"""QR codes: for the page as SVG, to print as PNG. Rule: B1."""

import io

import segno
from markupsafe import Markup

# Dark on light in both themes, with the quiet margin that readers need.
DARK, LIGHT = "#1c2333", "#ffffff"
BORDER = 3
PRINTED_SCALE = 16


def svg(link: str) -> Markup:
    """Shape: an <svg> without size, id or style, that fills its box."""
    made = _code(link).svg_inline(border=BORDER, dark=DARK, light=LIGHT, omitsize=True)
    return Markup(made)


def png(link: str) -> bytes:
    """Units: about 600 pixels wide, enough for 5 cm in print."""
    file = io.BytesIO()
    _code(link).save(file, kind="png", scale=PRINTED_SCALE, border=BORDER, dark=DARK, light=LIGHT)
    return file.getvalue()


def _code(link: str) -> segno.QRCode:
    return segno.make(link, error="m", micro=False)
