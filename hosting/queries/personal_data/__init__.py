"""What hosting holds about a person."""
