"""Why a passkey opens nothing: one error whatever is wrong, so that nobody learns what to mend."""

from domain.errors import Invalid


class Refused(Invalid):
    """What came is no passkey of ours, not for this moment, or not for this browser.

    Shape: unknown is the credential that nobody has here any more, which its keeper may forget.
    """

    def __init__(self, unknown: str = "") -> None:
        super().__init__("passkey", "refused")
        self.unknown = unknown
