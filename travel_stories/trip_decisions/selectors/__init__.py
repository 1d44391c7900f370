"""Reads of trip_decisions."""
