"""Files of stories for other programs."""
