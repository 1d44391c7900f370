"""Reads of trip_lists."""
