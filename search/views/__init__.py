"""Doors: the list and its map, and what somebody keeps of it."""
