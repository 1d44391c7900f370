"""Pages of trip_requests."""
