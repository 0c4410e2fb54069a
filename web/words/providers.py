"""What people are told of families and providers. Rule: N1 B2 B6."""

from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say, words

FAMILY = N_("Familie %(family)s")
OVER = N_("Abgesagt sind: %(n)s. Frag deine Eltern, wie es weitergeht.")
READABLE = N_("Was ihr gemeinsam hattet, bleibt lesbar.")

TEXTS: dict[str, Texts] = {
    "connection.made": Texts(
        N_("Neue Familie: %(family)s"),
        N_("Ihr seid jetzt verbunden. Du kannst eine Session einstellen."),
    ),
    "connection.ended": Texts(N_("%(who)s hat die Verbindung beendet")),
    "connection.over": Texts(N_("Die Sessions mit %(provider)s finden nicht mehr statt")),
}


def title(told: Told, _: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    """Shape: who is the side that ended it."""
    family, provider = (told.particulars.get(key, "") for key in ("family", "provider"))
    by_family = told.particulars.get("side") == "family"
    named = say(reader.language, FAMILY, family=family)
    return {"family": family, "provider": provider, "who": named if by_family else provider}


def lines(told: Told, reader: Reader) -> list[str]:
    """Of what was ended: how many sessions are cancelled with it, which cost nothing."""
    if told.kind == "connection.made":
        return []
    count = int(told.particulars.get("ended", 0))
    if not count:
        return [say(reader.language, READABLE)]
    if told.kind == "connection.over":
        return [say(reader.language, OVER, n=count)]
    texts = words(reader.language)
    ended = texts.ngettext(
        "%(n)s Session ist kostenfrei abgesagt.", "%(n)s Sessions sind kostenfrei abgesagt.", count
    )
    return [ended % {"n": count}, say(reader.language, READABLE)]


def address(told: Told, reader: Reader) -> str:
    if told.kind == "connection.over":
        return f"/sessions/{told.session}"
    if reader.is_staff:
        return f"/families/{told.family}" if told.family else "/notifications"
    return f"/providers/{told.provider}" if told.provider else "/notifications"
