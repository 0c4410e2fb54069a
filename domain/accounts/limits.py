"""How much guessing and flooding is free, and how long the delays are. Rule: A6."""

from dataclasses import dataclass
from datetime import timedelta

DELAY_MOST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are free, and how long the first delay is; each next one is twice as long."""

    free_count: int
    first_delay: timedelta

    def delay(self, count: int) -> timedelta:
        doublings = min(count - self.free_count, 20)
        return min(self.first_delay * (1 << doublings), DELAY_MOST)


PER_ADDRESS = {
    "password": Limit(5, timedelta(seconds=5)),
    "pin": Limit(15, timedelta(seconds=30)),
    "login_email": Limit(40, timedelta(seconds=30)),
    "registration": Limit(5, timedelta(seconds=30)),
    "password_change": Limit(10, timedelta(seconds=30)),
    "passkey": Limit(5, timedelta(seconds=5)),
    "passkey_change": Limit(20, timedelta(seconds=30)),
    "support": Limit(5, timedelta(seconds=30)),
}
"""Each way to log in has its own, so that who is locked out of one can take another.

A changed password is counted by its account, as estimating and hashing it are dear.
"""
PER_PLACE = {"login_email": Limit(4, timedelta(seconds=30))}
"""Of one network at one address: a stranger's mails delay the owner elsewhere only when many
networks ask for more than one of them ever could, which would fill an inbox or guess PINs.
"""
PER_NETWORK = Limit(25, timedelta(seconds=5))
