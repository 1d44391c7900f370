"""Writes of stories, a function for each use case."""
