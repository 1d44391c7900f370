"""Pages of trip_decisions."""
