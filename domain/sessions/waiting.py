"""Waiting: a pending session that can still be answered; the one definition, for every list.

Rule: S1 S2. Shape: for queries in which sessions are called s; the value is the moment.
"""

JOIN = "JOIN proposals o ON o.id = s.proposal"
IS_WAITING = "s.state = 'pending' AND o.expires_at > {}"
