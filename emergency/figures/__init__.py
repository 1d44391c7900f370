"""What is counted once a day, and what of it is published."""
