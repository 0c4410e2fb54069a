"""Escapes what a template prints: what most values are, a text without a sign to escape, at once.

Choice: markupsafe's own makes a Markup of each, for which it calls three functions of Python; what
a template prints is only joined. A page has some hundred such values.
"""

from typing import Any

from markupsafe import Markup, escape


def escaped(value: Any) -> str:
    """Shape: as markupsafe escapes it, but a plain text stays one."""
    if type(value) is not str:
        # Which markupsafe would make anew.
        return value if type(value) is Markup else escape(value)
    if value.isalnum():
        return value
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")
