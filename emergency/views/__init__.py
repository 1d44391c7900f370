"""Doors: fetch, hand over, answer."""
