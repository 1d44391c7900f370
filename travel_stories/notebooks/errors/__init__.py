"""Refusals of notebooks, named by the fact."""
