"""Refusals of the travel workshop, named by the fact."""
