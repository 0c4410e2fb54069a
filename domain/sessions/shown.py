"""What lists show of several times for one session: the one that counts. Rule: S2 S7 S10 S12.

Shape: for queries in which sessions are called s and their proposals o.
"""

IS_SHOWN = """
NOT (s.state = 'pending' AND o.answered_at IS NOT NULL)
AND NOT (o.kind = 'alternatives' AND s.state IN ('declined', 'cancelled')
  AND s.notice_hours IS NULL AND EXISTS (
    SELECT 1 FROM sessions b WHERE b.proposal = s.proposal AND b.id <> s.id
      AND (b.notice_hours IS NOT NULL OR b.state = 'pending' OR b.starts_at < s.starts_at)))
AND NOT (o.is_sooner AND s.state IN ('declined', 'cancelled') AND s.notice_hours IS NULL)
"""
"""Not what others of its proposal were picked from, even before that is final; of alternatives that
came to nothing the first alone; and no earlier time that was offered and not taken.
"""

IS_LISTED = f"""
{IS_SHOWN}
AND NOT (s.state = 'cancelled' AND s.moved_from IS NOT NULL AND s.notice_hours IS NULL)
AND NOT (s.state = 'cancelled' AND EXISTS (
  SELECT 1 FROM sessions n WHERE n.moved_from = s.id AND n.notice_hours IS NOT NULL))
"""
"""Nor the time of which another one was agreed in place, nor one in place that came to nothing.

Choice: what was moved reads as one, at the time that was agreed last, whose story tells of the
others; where that is given up it stands there as cancelled, for who looks for it.
"""
