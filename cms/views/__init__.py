"""Doors of editorial pages."""
