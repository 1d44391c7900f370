"""Expenses of a trip: what it costs, and who owes whom."""
