"""A mail, and how it travels.

Choice: a mail that was sent before is sent under the same Message-ID and kept under the same
file name, so a repeat after a crash is one mail to whoever reads it.
"""

import hashlib
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import NamedTuple

from domain import clock

SENDER_NAME = "Lernfaden"


class Offered(NamedTuple):
    """An appointment that mail programs offer to take into the calendar, or out of it. Rule: S16.

    Shape: text is a calendar that says the same method.
    """

    method: str
    text: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person. Shape: `reference` names its cause and is the same in a repeat."""

    to: str
    subject: str
    text: str
    html: str
    reference: str
    appointment: Offered | None = None

    @property
    def name(self) -> str:
        """The reference as part of a file name and of a Message-ID, for each another."""
        if re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,80}", self.reference):
            return self.reference
        return hashlib.sha256(self.reference.encode()).hexdigest()[:32]

    def message(self, sender: str) -> EmailMessage:
        """Plain text with an HTML twin. Errors: MailRefused for a recipient that is no address."""
        made = self._addressed(sender)
        host = sender.rpartition("@")[2]
        made["Date"] = format_datetime(clock.now())
        made["Message-ID"] = f"<{self.name}@{host}>"
        # Nobody answers to these, and no absence note should come back.
        made["Auto-Submitted"] = "auto-generated"
        made.set_content(self.text)
        made.add_alternative(self.html, subtype="html")
        if self.appointment is not None:
            _offer(made, self.appointment)
        return made

    def _addressed(self, sender: str) -> EmailMessage:
        made = EmailMessage(policy=SMTP)
        try:
            made["From"] = formataddr((SENDER_NAME, sender))
            made["To"] = Address(addr_spec=self.to)
            made["Subject"] = " ".join(self.subject.split())
        except (ValueError, MessageError) as error:
            raise MailRefused("not an address") from error
        return made


def _offer(made: EmailMessage, offered: Offered) -> None:
    """As a further form of the mail, and as a file for programs that read no such form."""
    method = {"method": offered.method}
    made.add_alternative(offered.text, subtype="calendar", params=method)
    made.add_attachment(
        offered.text.encode(), maintype="application", subtype="ics", filename="session.ics"
    )


class MailRefused(Exception):
    """The mail server will never take this mail; trying again is of no use."""


class MailDelayed(Exception):
    """The mail could not be handed over now; trying again may help."""
