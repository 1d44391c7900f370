"""Closed lists of what an offer may be, and where names of others stand in them."""
