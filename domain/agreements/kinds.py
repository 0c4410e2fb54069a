"""What can happen to an agreement, and who is told. Rule: N1 D5.

Choice: a provider sees in its overview who agreed, and is told alone of what was taken back.
"""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "agreement.asked": told(Theme.DOCUMENTS, Role.GUARDIANS),
    "agreement.reminded": told(Theme.DOCUMENTS, Role.GUARDIANS),
    "agreement.urged": told(Theme.DOCUMENTS, Role.GUARDIANS),
    "agreement.signed": Kind(),
    "agreement.withdrawn": told(Theme.DOCUMENTS, Role.EDUCATORS),
}

IN_THREAD = ("agreement.asked", "agreement.signed", "agreement.withdrawn")
"""Of which a conversation shows a card, by the words of web/words/agreements.py. Rule: C3."""
