"""Actions on trips, stories and itineraries."""
