"""Writes of trip_requests, a function for each use case."""
