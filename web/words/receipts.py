"""What stands on the receipt of a consent. Rule: D5."""

from web.words.translations import N_

RECEIPT = N_("Beleg")
HEADING = N_("Beleg einer Zustimmung")
VERSION = N_("Fassung %(n)s")
ASKED_BY = N_("Verlangt von")
GIVEN_BY = N_("Zugestimmt hat")
FOR = N_("Für")
FAMILY = N_("die ganze Familie")
GIVEN_AT = N_("Am")
DEVICE = N_("Gerät")
SHOWN_IN = N_("Gelesen auf")
LANGUAGES = {"de": N_("Deutsch"), "en": N_("Englisch")}
WITHDRAWN_AT = N_("Zurückgenommen")
WITHDRAWN = N_("Diese Zustimmung gilt nicht mehr.")
FILE = N_("Datei")
HASH = N_("Prüfsumme")
CHECK = N_("Beleg prüfen")
HOW_TEXT = N_(
    "Sie gehört zum Wortlaut, der diesem PDF auch als „%(file)s“ anhängt. Ändert sich darin nur "
    "ein Zeichen, ist sie eine andere. Ob der Beleg echt ist, zeigt die Seite hinter dem Code."
)
HOW_FILE = N_(
    "Sie gehört zur Datei. Ändert sich darin nur ein Zeichen, ist sie eine andere. Ob der Beleg "
    "echt ist, zeigt die Seite hinter dem Code."
)
WORDING = N_("Wortlaut")
ATTACHED = N_("Wortlaut.md")
IN_FILE = N_("Dem Inhalt dieser Datei wurde zugestimmt. Sie ist kein Teil dieses Belegs.")
PAGE = N_("Seite %(n)s von %(all)s")
