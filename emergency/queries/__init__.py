"""Reads across nouns."""
