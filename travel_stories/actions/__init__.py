"""Deeds of the travel workshop."""
