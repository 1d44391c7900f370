"""What pages of the host space show."""
