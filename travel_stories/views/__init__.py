"""Views of trips, stories and itineraries."""
