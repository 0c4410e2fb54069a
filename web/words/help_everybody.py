"""What everybody asks, and the answers. Rule: N8. Shape: as web/words/help_family.py."""

from web.words.translations import N_

EVERYBODY = (
    (
        "support",
        N_("Wie erreiche ich den Support?"),
        N_(
            "Unter „Mehr“ oder „Profil“ steht „Support“: Dort schreibst du dem Team von Lernfaden "
            "und liest die Antwort. Es sieht, was du ihm schreibst, aber keine Chats und keine "
            "Sessions. Was ein Kind schreibt, lesen auch seine Eltern. Kommst du nicht hinein, "
            "schreib von der Login-Seite aus mit deiner E-Mail-Adresse; dann kommt die Antwort per "
            "Mail."
        ),
        N_("Hilfe Kontakt Problem Fehler Team schreiben melden"),
    ),
    (
        "login",
        N_("Wie logge ich mich ohne Passwort ein?"),
        N_(
            "Gib deine E-Mail-Adresse ein und wähle „Login-Link und PIN senden“. In der Mail "
            "stehen ein Link und eine PIN; eines von beiden genügt. Sie gelten "
            "%(login_minutes)s Minuten und nur einmal."
        ),
        N_("anmelden vergessen Zugang Passwort"),
    ),
    (
        "passkeys",
        N_("Was ist ein Passkey?"),
        N_(
            "Ein Schlüssel, den dein Gerät oder dein Passwortmanager für dich behält. Du öffnest "
            "ihn mit Fingerabdruck, Gesicht oder Gerätesperre, und auf falschen Seiten geht er "
            "nicht. Unter „Passkeys“ legst du ihn an, danach wählst du auf der Login-Seite „Mit "
            "Passkey einloggen“. Anlegen geht %(fresh_minutes)s Minuten lang nach dem Einloggen, "
            "bis zu %(passkeys_most)s Stück. "
            "Ist ein Gerät weg, entferne dort seinen Passkey: Mit Login-Link und PIN kommst du "
            "immer hinein."
        ),
        N_("Fingerabdruck Gesicht Face ID Touch ID Windows Hello Schlüssel anmelden biometrisch"),
    ),
    (
        "pin",
        N_("Die PIN wird nicht angenommen."),
        N_(
            "Sie hat %(pin_digits)s Ziffern und gilt %(login_minutes)s Minuten, nur in dem "
            "Browser, in dem du sie angefordert hast, und nach %(pin_attempts)s falschen Versuchen "
            "nicht mehr. Eine neue Mail macht die alte ungültig. Der Link in der Mail geht auch in "
            "einem anderen Browser."
        ),
        N_("Code falsch ungültig abgelaufen Mail"),
    ),
    (
        "mail",
        N_("Die Mail kommt nicht an."),
        N_(
            "Sieh im Spam-Ordner nach und prüfe, ob die Adresse stimmt. Ob es zu einer Adresse "
            "ein Konto gibt, sagen wir niemandem: Ohne Konto kommt auch keine Mail."
        ),
        N_("Spam Postfach E-Mail Adresse"),
    ),
    (
        "password",
        N_("Was ist ein gutes Passwort?"),
        N_(
            "%(password_least)s bis %(password_most)s Zeichen, alles ist erlaubt; leicht zu "
            "Erratendes lehnen wir ab. Am besten sind mehrere Wörter. Wenn du es änderst, werden "
            "alle anderen Geräte ausgeloggt, und du bekommst eine Mail."
        ),
        N_("ändern sicher vergessen"),
    ),
    (
        "profiles",
        N_("Wie wechsle ich das Profil?"),
        N_(
            "Tippe oben rechts auf deinen Namen. Ein Konto kann mehrere Profile haben, etwa deines "
            "und die deiner Kinder. Das Gerät merkt sich, wer du zuletzt warst."
        ),
        N_("Kind Eltern umschalten"),
    ),
    (
        "ending",
        N_("Wie beenden wir eine Verbindung?"),
        N_(
            "Unter „Anbieter“ oder „Familien“ öffnet ihr die andere Seite; ganz unten steht "
            "„Verbindung beenden“. Vorher liest du, was endet: Kommende Sessions werden kostenfrei "
            "abgesagt, offene Vorschläge gelten nicht mehr. Credits verfallen dadurch nicht. Was "
            "gewesen ist, bleibt für beide lesbar."
        ),
        N_("kündigen aufhören trennen Schluss"),
    ),
    (
        "devices",
        N_("Ich habe ein Gerät verloren."),
        N_(
            "Unter „Geräte“ loggst du einzelne oder alle anderen aus. Wer %(device_days)s Tage "
            "lang nicht da war, wird von selbst ausgeloggt."
        ),
        N_("Handy gestohlen ausloggen abmelden"),
    ),
    (
        "notifications",
        N_("Wie erfahre ich, dass etwas ansteht?"),
        N_(
            "Schalte auf jedem Gerät Mitteilungen ein, dann kommen sie sofort. Zeigt keines sie "
            "an, bekommst du eine Mail. Unter „Erinnerungen und Mitteilungen“ wählst du es für "
            "jede Art anders. Was war, steht immer hinter der Glocke."
        ),
        N_("Push Erinnerung Benachrichtigung Mitteilungen abstellen ausschalten E-Mail"),
    ),
    (
        "quiet",
        N_("Kann es nachts still bleiben?"),
        N_(
            "Ja, mit einer Ruhezeit unter „Erinnerungen und Mitteilungen“; sie gilt in deiner "
            "Zeitzone. Was dann kommt, erscheint auf dem Gerät, sobald sie vorbei ist. Nützt es "
            "dann nichts mehr, etwa die Erinnerung an eine Session vor ihrem Ende, kommt es "
            "gleich per E-Mail, außer du hast etwas anderes gewählt. E-Mails warten nie, und "
            "Mails mit Link, PIN oder neuem Passwort kommen immer."
        ),
        N_("Ruhezeit Nacht stumm stören Wecker leise"),
    ),
    (
        "push-test",
        N_("Auf meinem Gerät kommt nichts an."),
        N_(
            "Unter „Erinnerungen und Mitteilungen“ steht bei jedem Gerät, wann zuletzt etwas "
            "angekommen ist, und „Test senden“ probiert es aus. „Angekommen“ heißt: Der "
            "Push-Dienst des Browsers hat es angenommen. Siehst du trotzdem nichts, ist das Gerät "
            "aus oder stumm, oder es hat Mitteilungen für Lernfaden gesperrt. Bei „abgewiesen“ "
            "schalte sie dort aus und wieder ein; bei „nicht erreichbar“ hilft Warten."
        ),
        N_("Push Test Fehler keine Benachrichtigung Gerät stumm"),
    ),
    (
        "calendar",
        N_("Wie kommen die Sessions in meinen eigenen Kalender?"),
        N_(
            "Unter „Kalender abonnieren“ steht eine geheime Adresse für Apple, Google und andere. "
            "Neues holt der Kalender von selbst; Google lässt sich damit bis zu einem Tag Zeit. "
            "Ausstehendes steht darin als vorläufig, Abgesagtes %(cancelled_days)s Tage lang als "
            "abgesagt. Wer die Adresse kennt, sieht die Sessions: Kennt sie jemand, der das nicht "
            "soll, dann erneuere sie."
        ),
        N_("iCal ics webcal Outlook Thunderbird iPhone synchronisieren abonnieren exportieren"),
    ),
    (
        "installing",
        N_("Gibt es Lernfaden als App?"),
        N_(
            "Ja, ohne Store: Unter „App installieren“ stehen die Schritte für dein Gerät. Auf "
            "iPhone und iPad kommen Mitteilungen erst, wenn Lernfaden auf dem Home-Bildschirm "
            "liegt."
        ),
        N_("Startbildschirm iPhone Android App Store herunterladen"),
    ),
    (
        "offline",
        N_("Geht Lernfaden ohne Netz?"),
        N_(
            "Deine Sessions siehst du auch offline, mit der Uhrzeit, von der sie sind. Bestätigen "
            "und absagen geht nur mit Verbindung, und wir sagen, wenn etwas nicht gespeichert "
            "wurde. Wenn du dich ausloggst, wird vom Gerät gelöscht, was gespeichert war."
        ),
        N_("Internet Empfang Funkloch Verbindung"),
    ),
    (
        "language",
        N_("Wie ändere ich Sprache und Zeitzone?"),
        N_(
            "Unter „Dein Profil“. Alle Zeiten erscheinen in der Zone, die du dort wählst. Eine "
            "Session am Nachmittag bleibt auch nach der Zeitumstellung am Nachmittag."
        ),
        N_("Deutsch Englisch Uhrzeit Reise Sommerzeit"),
    ),
    (
        "messages",
        N_("Wer liest, was im Chat steht?"),
        N_(
            "Die Eltern und Kinder der Familie und wer sie unterrichtet, sonst niemand. Eltern "
            "lesen immer mit, was ihr Kind schreibt und bekommt, und können ihm den Chat "
            "abschalten. „Gelesen“ heißt, dass jemand von der anderen Seite es gesehen hat. Ohne "
            "Netz wartet eine Nachricht auf dem Gerät und geht von selbst, sobald es wieder da "
            "ist. „Stumm schalten“ heißt, dass von diesem Chat nichts aufs Gerät und in keine Mail "
            "kommt; gezählt wird weiter. Mit „Melden“ erfahren es die Eltern, wenn etwas nicht in "
            "Ordnung ist, und bei einer Organisation die Leitung, aber nicht, wer es geschrieben "
            "hat."
        ),
        N_("Nachricht schreiben Chat gelesen offline Eltern mitlesen stumm melden"),
    ),
    (
        "message-changes",
        N_("Kann ich eine Nachricht ändern oder löschen?"),
        N_(
            "Deine eigene, %(change_minutes)s Minuten lang: Tipp sie an, oder zeig mit der Maus "
            "auf sie, und wähle „Mehr zu dieser Nachricht“. Eine geänderte trägt den Vermerk "
            "„bearbeitet“. Von einer gelöschten bleibt nur, dass sie da war, ihre Worte sind "
            "überall weg. Der Pfeil daneben antwortet mit ihren Worten."
        ),
        N_("Nachricht bearbeiten löschen zitieren antworten zurücknehmen"),
    ),
    (
        "message-search",
        N_("Wie finde ich wieder, was geschrieben wurde?"),
        N_(
            "Über der Liste „Chat“ suchst du in allen Gesprächen, mit der Lupe neben dem Namen in "
            "einem. Der Anfang eines Wortes genügt, und andere Formen davon zählen mit. Was mit "
            "den Terminen geschah und was geteilt wurde, steht zwischen den Nachrichten und lässt "
            "sich dort beantworten. Die Büroklammer neben dem Feld teilt Fotos und Dateien; sie "
            "liegen danach auch bei den Dokumenten."
        ),
        N_("Chat suchen finden Lupe alte Nachricht Büroklammer Termin bestätigen"),
    ),
    (
        "documents",
        N_("Was lässt sich teilen, und wer sieht es?"),
        N_(
            "PDF, Bilder, Office-Dateien, Text, Ton und Video, je höchstens "
            "%(document_megabytes)s MB. Es sehen nur die Familie und ihre Anbieter:in, ein Kind "
            "nur, wenn seine Eltern es erlauben; aus Fotos nehmen wir heraus, wo sie entstanden "
            "sind. „Download“ macht einen Link, der %(link_minutes)s Minuten gilt, und beide "
            "sehen, wer wann geladen hat. Löschen kann, wer etwas hochgeladen hat, und es "
            "%(restore_seconds)s Sekunden lang zurücknehmen."
        ),
        N_("Datei Dokument hochladen Foto Arbeitsblatt löschen Link"),
    ),
    (
        "share-sheet",
        N_("Wie teile ich eine Datei aus einer anderen App?"),
        N_(
            "Installiere Lernfaden auf einem Android-Gerät oder Computer. Dann steht es in der "
            "Liste, die „Teilen“ in anderen Apps zeigt; du wählst noch, wer die Datei bekommt. Auf "
            "iPhone und iPad lade sie bei den Dokumenten hoch. Bricht die Verbindung ab, "
            "steht bei jeder Datei, ob sie angekommen ist, und der Rest geht von selbst weiter."
        ),
        N_("teilen App senden Foto Galerie Verbindung abgebrochen"),
    ),
)
