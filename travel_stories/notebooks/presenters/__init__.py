"""What pages of notebooks show."""
