"""States and the tables between them."""
