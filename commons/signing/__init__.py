"""Keys of the site, and what it signs with them: the heads of its logs."""
