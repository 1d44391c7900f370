"""Writes of notebooks, a function for each use case."""
