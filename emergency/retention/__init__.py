"""What is held of people, and how it is forgotten."""
