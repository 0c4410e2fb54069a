"""What somebody looks for, among texts. Choice: as typed in haste, so without accents and case."""

import unicodedata


def folded(text: str) -> str:
    """Shape: "Öztürk" as "ozturk", "Groß" as "gross"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def occurs(asked: str, text: str) -> bool:
    """Whether every word that was typed stands somewhere in a text; nothing typed is everywhere."""
    within = folded(text)
    return all(word in within for word in folded(asked).split())


def begins(asked: str, names: str) -> bool:
    """Whether every word that was typed begins a word of the names: "mil" is Mila, and not Emil."""
    known = folded(names).split()
    return all(any(name.startswith(word) for name in known) for word in folded(asked).split())
