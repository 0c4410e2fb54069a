"""What passes: a hint of which nothing is stored, such as that somebody writes at this moment.

Shape: a name and what it is about, `message:6f0c…/…`; the pages that show the name hear all of it.
"""


def named(name: str, *about: object) -> str:
    return "/".join(map(str, (name, *about)))


def shown_as(name: str) -> str:
    """The name of which pages that hear this say that they show it."""
    return name.partition("/")[0]
