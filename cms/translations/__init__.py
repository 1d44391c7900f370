"""Translations of editorial pages, made in the admin."""
