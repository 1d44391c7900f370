"""What people are told: one notice a call."""
