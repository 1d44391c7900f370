"""What pages of itineraries show."""
