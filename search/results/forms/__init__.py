"""Forms of the list."""
