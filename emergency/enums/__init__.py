"""Lists, states and the tables between them."""
