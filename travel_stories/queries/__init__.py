"""Reads of the travel workshop."""
