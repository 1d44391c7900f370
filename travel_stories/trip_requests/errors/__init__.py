"""Refusals of trip_requests, named by the fact."""
