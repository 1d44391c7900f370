"""Files of notebooks for other programs."""
