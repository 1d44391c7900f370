"""The first day of a site: what it needs, and whether everything works."""
