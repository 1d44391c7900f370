"""What pages of trips show."""
