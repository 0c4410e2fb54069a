"""What is wrong with what was typed into a field: the sentence for each reason.

Du to a child and an educator, ihr to a family.
"""

from web.words.translations import N_

LEARNER_TAKEN = N_("Zu dieser Zeit hat %(learner)s schon eine andere Session.")
# By field and reason, or by the reason alone.
TEXTS: dict[str, str] = {
    "missing": N_("Das fehlt noch."),
    "no_room": N_("Online braucht einen Link: hier, oder deinen eigenen Raum im Profil."),
    "too_long": N_("Das ist zu lang: höchstens %(most)s Zeichen."),
    "too_short": N_("Das ist zu kurz: mindestens %(least)s Zeichen."),
    "too_small": N_("Mindestens %(least)s."),
    "too_large": N_("Höchstens %(most)s."),
    "too_many": N_("Höchstens %(most)s."),
    "out_of_range": N_("Das liegt außerhalb des Erlaubten."),
    "more_than_places": N_("Das sind mehr, als es Plätze gibt: höchstens %(most)s."),
    "not_a_number": N_("Bitte eine Zahl eingeben."),
    "not_a_date": N_("Bitte ein Datum eingeben."),
    "not_a_time": N_("Bitte eine Uhrzeit eingeben."),
    "no_length": N_("Die Ruhezeit braucht ein anderes Ende als ihren Anfang."),
    "not_an_email": N_("Das ist keine E-Mail-Adresse."),
    "not_https": N_("Die Adresse muss mit https:// anfangen."),
    "not_offered": N_("Bitte etwas aus der Liste wählen."),
    "agreements.nothing_ticked": N_("Hakt an, wozu ihr zustimmt."),
    "agreements.replaced": N_(
        "Inzwischen gilt eine andere Fassung. Bitte lest sie und stimmt dann zu."
    ),
    "heading.overtaken": N_(
        "Inzwischen hat jemand eine andere Fassung geschrieben. Lies sie, bevor du diese sendest."
    ),
    "families.nobody": N_("Wähle mindestens eine Familie, oder frag alle."),
    "passkey.refused": N_(
        "Mit diesem Passkey hat es nicht geklappt. Versuch es noch einmal oder nimm einen anderen "
        "Weg."
    ),
    "unchanged": N_("Das ist dasselbe wie bisher."),
    "no_wish": N_("Sagt eine Zeit oder schreibt, wann es passt."),
    "kind_not_allowed": N_(
        "Diese Art von Datei geht hier nicht. Es gehen PDF, Bilder, Office-Dateien, Text, Ton und "
        "Video."
    ),
    "too_large_file": N_("Die Datei ist zu groß: höchstens %(document_megabytes)s MB."),
    "empty_file": N_("Die Datei ist leer."),
    "broken_picture": N_(
        "Dieses Bild lässt sich nicht öffnen: Es ist beschädigt oder unvollständig."
    ),
    "too_many_pixels": N_("Dieses Bild hat zu viele Bildpunkte: höchstens %(most)s Millionen."),
    "too_much_work": N_(
        "Dieses Bild ist zu groß zum Verarbeiten. Mit weniger Bildpunkten gespeichert geht es."
    ),
    "file.missing": N_("Wähle zuerst eine Datei."),
    "file.again": N_("Wähle die Datei bitte noch einmal, sie ist noch nicht gespeichert."),
    "file.not_stored": N_(
        "Die Datei ließ sich gerade nicht speichern. Wähle sie in einigen Minuten noch einmal."
    ),
    "no_pdf": N_("Das ist keine PDF-Datei, oder sie lässt sich nicht öffnen."),
    "locked_pdf": N_(
        "Diese PDF-Datei fragt nach einem Passwort, das die Familien nicht haben. Speichere sie "
        "ohne."
    ),
    "too_large_pdf": N_("Die PDF-Datei ist zu groß: höchstens %(most)s MB."),
    "same": N_("Das ist dieselbe Zeit am selben Ort."),
    "begun": N_("Die alte Zeit hat schon begonnen. Sie kann nur noch entfallen."),
    "minutes.out_of_range": N_("Bitte eine Zahl von %(least)s bis %(most)s."),
    "overlaps": N_("Zu dieser Zeit hast du schon eine bestätigte Session."),
    "overlaps_group": N_("Zu dieser Zeit hast du schon eine Gruppe."),
    "retired": N_("Diese Leistung bietest du nicht mehr an."),
    "too_far": N_("Das ist zu weit voraus: höchstens %(years)s Jahre."),
    "no_link": N_("Das ist kein Link. Kopiere die ganze Adresse, ohne Leerzeichen."),
    "none_invited": N_("Hake mindestens ein Kind an."),
    "no_group": N_("Diese Leistung hat nur einen Platz. Gib ihr mehr unter Leistungen."),
    "of_group": N_("Diese Leistung ist eine Gruppe. Stell sie oben unter „Gruppe“ ein."),
    "none_picked": N_("Mindestens ein Termin muss angehakt sein."),
    "until.before_first": N_("Der letzte Tag liegt vor dem ersten."),
    "no_day": N_("Bis dahin gibt es keinen Termin an diesen Wochentagen."),
    "until.too_many": N_("Das sind mehr als %(most)s Termine. Wähle einen früheren letzten Tag."),
    "as_before": N_("Das ist dieselbe Zeit wie bisher."),
    "times.last": N_("Das ist die letzte Zeit. Nimm statt ihrer den ganzen Vorschlag zurück."),
    "twice": N_("Diese Zeit steht schon da."),
    "learner_taken": LEARNER_TAKEN,
    "past": N_("Das liegt in der Vergangenheit."),
    "unknown": N_("Bitte etwas aus der Liste wählen."),
    "learner.of_other_family": N_("%(who)s gehört zu einer anderen Familie. Wähle neu."),
    "already_provider": N_("Dieses Konto ist schon Anbieter:in."),
    "easily_guessed": N_(
        "Das ist zu leicht zu erraten. Besser sind mehrere Wörter oder ein längeres."
    ),
    "changed_meanwhile": N_(
        "An anderer Stelle steht jetzt das Folgende. Speicherst du noch einmal, gilt deines."
    ),
    "wrong": N_("Das stimmt nicht."),
    "pin.wrong": N_("Die PIN stimmt nicht. Noch %(left)s Versuche."),
    "pin.too_many": N_(
        "Für diese Adresse wurden zu viele PINs probiert. Der Link in der Mail führt dich sofort "
        "hinein; mit einer PIN geht es in %(wait)s wieder."
    ),
    "pin.over": N_("Diese PIN gilt nicht mehr. Bitte eine neue schicken lassen."),
    "count.not_free": N_("So viele sind nicht frei: Es fehlen %(missing)s."),
    "count.out_of_range": N_("Bitte eine Zahl von %(least)s bis %(most)s."),
    "overdraft_count.out_of_range": N_("Höchstens %(most)s."),
    "overdraft_count.overdrawn": N_("So weit ist schon überzogen: mindestens %(least)s."),
    "range_not_in_order": N_("Das Ende liegt nicht nach dem Anfang."),
    "ranges_overlap": N_("Diese Zeiten überschneiden sich mit anderen desselben Tages."),
    "too_many_ranges": N_("Das sind zu viele Zeiten."),
    "before_first": N_("Der letzte Tag liegt vor dem ersten."),
    "too_long_away": N_("Das ist länger als ein Jahr. Trag es in Teilen ein."),
    "not_after_start": N_("Das Ende liegt nicht nach dem Anfang."),
    "no_calendar_address": N_(
        "Von dort wird nicht gelesen. Nimm die geheime Adresse, die mit https:// oder webcal:// "
        "anfängt und meist auf .ics endet."
    ),
    "own_calendar": N_("Das ist ein Kalender von hier: Seine Sessions sind schon berücksichtigt."),
    "calendar_known": N_("Diesen Kalender hast du schon hinzugefügt."),
    "too_many_calendars": N_("Mehr als %(most)s Kalender werden nicht gelesen."),
    "unknown_push_service": N_("Diesen Push-Dienst kennen wir nicht."),
    "not_a_key": N_("Der Browser hat keinen gültigen Schlüssel geschickt."),
}
UNCLEAR = N_("Bitte die Eingaben prüfen.")
