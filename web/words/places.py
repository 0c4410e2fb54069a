"""Where a session is, as whoever reads would say it. Rule: S13."""

from web.words.translations import N_, say

# For families, and for the educator who chooses one.
PLACES = {
    "online": N_("online"),
    "at_family": N_("bei euch zu Hause"),
    "at_provider": N_("bei %(name)s"),
    "elsewhere": N_("woanders"),
}
OWN_PLACES = {
    "online": N_("online"),
    "at_family": N_("bei der Familie"),
    "at_provider": N_("bei mir"),
    "elsewhere": N_("woanders"),
}
CHILDS_PLACES = {**PLACES, "at_family": N_("bei dir zu Hause")}
READ_BY = {"educator": OWN_PLACES, "child": CHILDS_PLACES}


def place(code: str, reader_kind: str, educator: str, language: str) -> str:
    """Shape: reader_kind as Profile.kind."""
    return say(language, READ_BY.get(reader_kind, PLACES)[code], name=educator)
