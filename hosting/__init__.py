"""Hospitality: communities, what they offer, and what people agree on."""
