"""Doors of the travel workshop."""
