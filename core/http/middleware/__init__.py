"""Middleware of ours, in the order of settings."""
