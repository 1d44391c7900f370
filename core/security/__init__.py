"""Tokens and values that nobody else can read."""
