"""Reads across tables, as plain results."""
