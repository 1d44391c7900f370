"""Pages of trip_lists."""
