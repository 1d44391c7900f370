"""Quotas: how many of something one person or address may do within a time."""
