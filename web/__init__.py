"""HTTP: turns requests into domain calls, and rows into words people understand."""
