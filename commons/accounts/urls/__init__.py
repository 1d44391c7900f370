"""Addresses: the entrance that allauth keeps, and the pages of members."""
