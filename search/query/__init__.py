"""What is asked: a sentence understood, criteria, and the contract of engines."""
