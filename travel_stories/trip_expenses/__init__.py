"""What a trip costs, and who owes whom."""
