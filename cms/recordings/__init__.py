"""Sounds of editors, which a block plays."""
