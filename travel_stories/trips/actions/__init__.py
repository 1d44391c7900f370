"""Writes of trips, a function for each use case."""
