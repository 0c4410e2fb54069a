"""Folders and tables are called by the product's words, so whoever knows the word finds them."""

import ast

from tests.source import ROOT, dotted, python_files, tracked, tree

WORDS = {
    *("account", "profile", "family", "guardian", "child", "provider", "educator", "connection"),
    *("invitation", "service", "session", "credit", "notification", "agreement"),
    *("conversation", "message"),
}
"""The column `code` of the list of words, as far as it is built."""

ALSO = {
    "invitation_use": "somebody opened an invitation and was connected by it",
    "device": "a browser in which an account is logged in",
    "login": "the way in",
    "login_email": "one mail with a link and a PIN",
    "password": "one of the ways in",
    "passkey": "another, a key that a device keeps",
    "passkey_challenge": "what a passkey signed, once",
    "throttle": "what slows guessing",
    "reminder": "what is sent before a session",
    "reminder_time": "how long before a session somebody is reminded",
    "package": "credits granted together, with one expiry",
    "entry": "one line of the ledger of credits",
    "statement": "the ledger in words",
    "push_subscription": "where a device takes push",
    "push_test": "somebody tries whether a device shows what is pushed",
    "chosen_channel": "how somebody is told of a theme, where they chose it",
    "quiet_hour": "when no device of somebody sounds",
    "setting": "what stands under Mehr",
    "event": "a fact, written once with its cause",
    "outbox": "work that follows from an event",
    "mail": "a letter that Lernfaden wrote, shown in the demo",
    "room": "where an educator meets online",
    "note": "what an educator writes of a session",
    "objection": "a family says that a missed session was not missed",
    "calendar": "the educator's week, and sessions as other programs' calendars read them",
    "calendar_address": "the secret link under which they read them",
    "membership": "somebody is a guardian or a child of a family",
    "staff": "who works for a provider, as educator or manager",
    "assignment": "an educator teaches a family",
    "proposal": "what one side asks the other in one piece",
    "group": "several children who learn at one time, each in a session of their own",
    "group_wait": "a family waits for a place of a full group",
    "sooner_wait": "a family would take an earlier time than the one that is agreed",
    "group_date": "what the sessions of a group have in common",
    "series": "sessions that repeat",
    "wish": "a family gave a session up and said in words which other time would suit",
    "claim": "a time that nobody else can have for a while",
    "availability": "when an educator can be booked",
    "busy": "when calendars elsewhere say that an educator has no time",
    "busy_calendar": "one of these calendars",
    "busy_time": "what it takes of the educator's time",
    "availability_rule": "how an educator's free time becomes slots",
    "weekly_hour": "when an educator works in an ordinary week",
    "hours_exception": "a day with other hours",
    "family_time": "when somebody who learns usually has time, as their family says",
    "request": "a family asks for a free slot",
    "permission": "what a guardian allows a child",
    "document": "a file that a family and its provider share",
    "document_space": "how much the files of a connection take",
    "agreement_family": "that a family is asked where not all are",
    "agreement_version": "what an agreement says, word for word, until it says something else",
    "message_reading": "how far somebody has read",
    "message_report": "somebody says that what another wrote is not right",
    "muting": "somebody wants to hear nothing of a conversation for now",
    "conversation_muting": "the same, as a row",
    "typing": "somebody writes at this moment",
    "message_change": "what is another in a message after it was sent",
    "message_word": "what of a message can be looked for",
    "consent": "what a family says to an agreement",
    "document_download": "somebody asked for a link to a file",
    "document_preview": "a small and a large picture of a document",
    "preview": "the same, where only documents have one",
    "absence": "when an educator is away",
    "topic": "what a page shows, by name",
    "start": "the address /",
    "operator": "who runs an instance, and says who that is",
    "creature": "what a child is drawn as",
    "help": "what people ask, with answers",
    "support": "the people of the platform, whom everybody can ask",
    "supporter": "one of them",
    "support_case": "what somebody wants of them, how far it is, and who of them answers",
    "support_note": "what they write to each other about it",
    "ready_answer": "what they often answer",
}
"""Names for what the list of words does not speak of, each with its meaning."""

SCAFFOLDING = {
    *("controls", "layout", "errors", "database", "live", "migrations", "migration", "storage"),
    *("first", "postgres", "sqlite"),
}
"""Folders and tables that are about the program, not the product."""


def singular(plural: str) -> str:
    """The word that a table's or folder's plural is made of."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("s", "")):
        if plural.endswith(ending) and plural != "outbox":
            return plural.removesuffix(ending) + instead
    return plural


def is_word(name: str) -> bool:
    """Whether a name is a word of the product in singular or plural."""
    words = WORDS | ALSO.keys()
    return name in words or singular(name) in words or name in SCAFFOLDING


def test_folders_are_words() -> None:
    found = set()
    for home in ("domain", "web/pages", "web/partials"):
        for path in tracked():
            if path.is_relative_to(ROOT / home):
                folders = path.relative_to(ROOT / home).parts[:-1]
                found |= {folder.replace("-", "_") for folder in folders if folder[0] != "_"}
    assert sorted(folder for folder in found if not is_word(folder)) == []


def test_tables_are_words() -> None:
    names = set()
    for path in python_files("domain"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                given = [k.value for k in node.keywords if k.arg == "tablename"]
                names |= {str(v.value) for v in given if isinstance(v, ast.Constant)}
                if not given and any(dotted(base) == "Table" for base in node.bases):
                    names.add(f"{node.name} without tablename=")
    assert sorted(name for name in names if not is_word(name)) == []
