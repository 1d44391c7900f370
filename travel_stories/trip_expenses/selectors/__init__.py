"""Reads of trip_expenses."""
