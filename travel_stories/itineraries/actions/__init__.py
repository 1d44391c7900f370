"""Writes of itineraries, a function for each use case."""
