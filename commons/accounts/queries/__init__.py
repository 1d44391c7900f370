"""Reads across nouns, and registers in which packages above tell what they have to show."""
