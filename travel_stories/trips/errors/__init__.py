"""Refusals of trips, named by the fact."""
