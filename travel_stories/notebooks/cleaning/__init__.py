"""Checks of files before anybody keeps them."""
