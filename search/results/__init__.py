"""The list of offers, its map and its API."""
