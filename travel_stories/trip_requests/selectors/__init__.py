"""Reads of trip_requests."""
