"""Reads of stories."""
