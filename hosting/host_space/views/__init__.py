"""Pages: a view fetches, hands over, answers."""
