"""What people wrote, with its links to follow. Rule: C3."""

from linkify_it import LinkifyIt
from linkify_it.main import Match
from markupsafe import Markup, escape

_LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow ugc">{}</a>')


def linked(words: str) -> Markup:
    """Escaped, and each address in it a link that shows it whole.

    Source: linkify-it-py. Choice: https, http, mail addresses and www alone; what only looks like
    one ("3.Kl.am") stays text.
    """
    if "." not in words:
        return escape(words)
    parts, end = list[Markup](), 0
    for match in _FINDER.match(words) or []:
        if _is_meant(match):
            parts += [escape(words[end : match.index]), _LINK.format(match.url, match.text)]
            end = match.last_index
    return Markup("").join([*parts, escape(words[end:])])


def _is_meant(match: Match) -> bool:
    return bool(match.schema) or match.text.lower().startswith("www.")


def _finder() -> LinkifyIt:
    found = LinkifyIt()
    for scheme in ("ftp:", "//"):
        found.add(scheme, None)
    return found


_FINDER = _finder()
