"""Reads of the host space across tables."""
