"""Counts of quotas in the database, while the cache is out of reach."""
