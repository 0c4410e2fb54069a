"""Support: whoever needs help writes to the people of the platform, and they answer. Rule: C6."""
