"""What trips, stories and itineraries change in the same way."""
