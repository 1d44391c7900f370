"""Writes of trip_decisions, a function for each use case."""
