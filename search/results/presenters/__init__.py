"""The list, its chips, its map and its reasons."""
