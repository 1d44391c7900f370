"""Template tags of changes."""
