"""Free places of a session's group, for queries in which sessions are called s. Rule: S18.

Shape: null for a session that is of none.
"""

HOLDS_PLACE = "('confirmed', 'completed', 'missed')"
"""The states in which a session has a place of its group, as the database counts them."""
TAKEN_PLACES = f"""
(SELECT count(*) FROM sessions k WHERE k.group_date = g.id AND k.state IN {HOLDS_PLACE})
"""
"""How many those are of a date called g."""
IS_KEPT = """
k.state = 'pending' AND EXISTS (SELECT 1 FROM group_waits w JOIN proposals h ON h.id = k.proposal
  WHERE w.session = k.id AND w.ended_at IS NOT NULL AND h.answered_at IS NULL)
"""
"""Whether a place is kept for a session called k: it was the turn of who waited for it."""
FREE_PLACES = f"""
(SELECT g.places_count - (SELECT COUNT(*) FROM sessions k
    WHERE k.group_date = g.id AND k.id <> s.id AND (k.state IN {HOLDS_PLACE} OR {IS_KEPT}))
  FROM group_dates g WHERE g.id = s.group_date)
"""
