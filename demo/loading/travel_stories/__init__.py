"""Trips, stories and itineraries of the demonstration."""
