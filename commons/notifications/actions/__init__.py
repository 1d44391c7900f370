"""What is told, and what a person chooses to hear."""
