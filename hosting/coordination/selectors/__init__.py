"""Reads of the desk of a community across tables."""
