"""Searches that people keep."""
