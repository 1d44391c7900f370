"""Reads across nouns, as plain results."""
