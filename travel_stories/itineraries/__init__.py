"""Itineraries that hosts compose together, and search in all that is told."""
