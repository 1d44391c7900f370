"""Blocks of editorial pages: a handful, none of which reaches the database schema."""
