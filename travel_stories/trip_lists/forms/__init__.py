"""Shape of what is typed in trip_lists."""
