"""What programs read of itineraries."""
